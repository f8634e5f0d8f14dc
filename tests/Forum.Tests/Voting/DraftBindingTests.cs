using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A draft opens as it was announced or not at all; and nobody draws the lot again.</summary>
public sealed class DraftBindingTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(PollId Id, string Number)> DraftAsync(string secrecy = "open", string preset = "residents", bool second = false, IReadOnlyList<string>? options = null)
    {
        var made = await host.SendAsync("director", new SetUpPoll("是否同意？", null, options is null ? "yes-no-abstain" : "plurality", preset, secrecy, host.Now().AddDays(1), Options: options, SecondRegistrar: second));
        Assert.True(made.Ok);
        return (made.Value, await host.DbAsync(db => db.Polls.Where(p => p.Id == made.Value).Select(p => p.Number).SingleAsync()));
    }

    private async Task RefusedAsync((PollId Id, string Number) poll, string sql, string says)
    {
        Assert.Empty(await host.FoundAsync(poll));
        Assert.Contains(await host.FoundAsync(poll, sql.Replace("{0}", $"(SELECT Id FROM Polls WHERE Number = '{poll.Number}')")), line => line.EndsWith(says));
        var opened = await host.SendAsync("director", new OpenPoll(poll.Id));
        Assert.Equal("poll.draft-changed", opened.Refusals[0].Code);
        // Calling it off is the way out, and makes nothing good.
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll.Id, "有人动过"))).Ok);
        Assert.Contains(await host.FoundAsync(poll), line => line.EndsWith(says));
    }

    [Theory]
    [InlineData("UPDATE Polls SET Question = '别的问题？' WHERE Id = {0}")]
    [InlineData("UPDATE Polls SET Rule = replace(Rule, '\"residents\"', '\"free\"') WHERE Id = {0}")]
    [InlineData("UPDATE Polls SET ClosesAt = ClosesAt + 36000000000 WHERE Id = {0}")]
    public async Task What_a_draft_asks_stays_what_was_announced(string sql) => await RefusedAsync(await DraftAsync(), sql, "what stands in its row was changed");

    [Fact]
    public async Task A_result_that_somebody_wrote_into_a_draft_is_shown_to_nobody_and_opens_nothing()
    {
        var poll = await DraftAsync();
        await RefusedAsync(poll, "UPDATE Polls SET Closed_At = ClosesAt, Closed_Outcome = 1, Closed_Tally = '{{}}', Closed_TallyHash = 'ab', Closed_Channels = '{{}}' WHERE Id = {0}", "a result stands in its row that is none");
        using var api = await host.ApiAsync("lin");
        Assert.Equal(System.Net.HttpStatusCode.Conflict, (await api.GetAsync($"/api/v1/polls/{poll.Id}/result")).StatusCode);
    }

    [Fact]
    public async Task Whoever_exchanges_the_key_of_a_draft_in_both_places_opens_nothing()
    {
        using var rsa = RSA.Create(VotingToken.KeyBits);
        var mine = rsa.ExportSubjectPublicKeyInfo();
        await RefusedAsync(await DraftAsync("secret"), $"UPDATE PollKeys SET Public = x'{Convert.ToHexString(mine)}' WHERE PollId = {{0}}; UPDATE Polls SET KeyHash = '{VotingToken.HashOf(mine)}' WHERE Id = {{0}}", "the ledger knows another key");
    }

    [Fact]
    public async Task Nor_does_whoever_exchanges_the_supervision_committees()
    {
        var poll = await DraftAsync("secret", second: true);
        using var device = new CommitteeDevice(await host.ApiAsync("supervisor"), poll.Id.ToString());
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        using var rsa = RSA.Create(VotingToken.KeyBits);
        var mine = rsa.ExportSubjectPublicKeyInfo();
        await RefusedAsync(poll, $"UPDATE SecondKeys SET Public = x'{Convert.ToHexString(mine)}' WHERE PollId = {{0}}; UPDATE Polls SET SecondKeyHash = '{VotingToken.HashOf(mine)}' WHERE Id = {{0}}", "the ledger knows another key");
    }

    [Fact]
    public async Task A_key_row_alone_is_compared_with_its_poll() =>
        await RefusedAsync(await DraftAsync("secret"), "UPDATE PollKeys SET Public = x'00' WHERE PollId = {0}", "its key was changed or is gone");

    [Theory]
    [InlineData("DELETE FROM Attendees WHERE PollId = {0}")]
    [InlineData("UPDATE Attendees SET VoterId = (SELECT PersonId FROM Accounts WHERE UserName = 'zhao') WHERE PollId = {0}")]
    public async Task Who_is_present_is_who_was_recorded(string sql)
    {
        var poll = await DraftAsync(preset: "meeting");
        using var director = await host.ApiAsync("director");
        var lin = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "lin").Select(a => a.PersonId!.Value).SingleAsync());
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll.Id}/attendance", new { voterId = lin.ToString() })).EnsureSuccessStatusCode();
        await RefusedAsync(poll, sql, "who is present was changed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_lots_seed_is_in_no_database_before_the_closing_and_none_but_the_committed_one_settles_a_tie(bool spoilt)
    {
        var poll = await DraftAsync(options: ["甲", "乙"]);
        Assert.True((await host.SendAsync("director", new OpenPoll(poll.Id))).Ok);
        Assert.Null(await host.DbAsync(db => db.Polls.Where(p => p.Id == poll.Id).Select(p => p.LotSeed).SingleAsync()));
        foreach (var (voter, said) in new[] { ("lin", "甲"), ("chen", "乙") }) (await (await host.ApiAsync(voter)).PostAsJsonAsync($"/api/v1/polls/{poll.Id}/ballots", new { choice = said })).EnsureSuccessStatusCode();
        if (spoilt) Assert.Contains(await host.FoundAsync(poll, $"UPDATE Polls SET LotHash = 'ab' WHERE Number = '{poll.Number}'"), line => line.EndsWith("the seed of its lot was changed"));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var closed = await host.SendAsync("director", new ClosePoll(poll.Id));
        Assert.Equal(spoilt ? "record.changed" : null, closed.Refusals.FirstOrDefault()?.Code);
        if (spoilt) return;
        var (outcome, seed, hash) = await host.DbAsync(db => db.Polls.Where(p => p.Id == poll.Id).Select(p => ValueTuple.Create(p.Closed!.Outcome, p.LotSeed, p.LotHash)).SingleAsync());
        Assert.Equal(PollOutcome.Passed, outcome);
        Assert.Equal(hash, Lot.HashOf(seed!));
        var record = (await (await host.ApiAsync("lin")).GetStringAsync($"/api/v1/polls/{poll.Id}/record")).Split('\n');
        Assert.True(new RecordCheck().Run(record).Single(f => f.Name == "lot").Holds);
    }

    [Fact]
    public async Task One_column_that_cannot_be_read_hides_nothing_else()
    {
        var (spoilt, other) = (await DraftAsync(), await DraftAsync());
        Assert.True((await host.SendAsync("director", new OpenPoll(spoilt.Id))).Ok);
        var found = await host.FoundAsync(other, $"UPDATE Polls SET Options = '[0' WHERE Number = '{spoilt.Number}'", $"UPDATE Polls SET Question = 'x' WHERE Number = '{other.Number}'");
        Assert.Contains(found, line => line.EndsWith("what stands in its row was changed"));
        Assert.Contains(await host.CheckAsync(), line => line.StartsWith($"poll {spoilt.Number}: cannot be read"));
        await host.SpoilAsync($"UPDATE Polls SET Options = '[]' WHERE Number = '{spoilt.Number}'");
    }
}
