using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Somebody with the database in their hands changes polls past the guards; the ledger knows better.</summary>
public sealed class PollsAgainstLedgerTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(PollId Id, string Number)> OpenAsync(string secrecy = "open")
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", secrecy, host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        return (poll, await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync()));
    }

    [Theory]
    [InlineData("UPDATE Polls SET RollPersons = 16 WHERE Number = '{0}'", "the ledger knows another size of its roll")]
    [InlineData("UPDATE Polls SET RollArea = RollArea + 1 WHERE Number = '{0}'", "the ledger knows another size of its roll")]
    [InlineData("UPDATE Polls SET Voted = 9 WHERE Number = '{0}'", "of 9 ballots there are 1")]
    [InlineData("UPDATE Polls SET Corrections = 3 WHERE Number = '{0}'", "the ledger knows 0 corrections of the roll, it has 3")]
    [InlineData("UPDATE Polls SET CorrectedRollHash = 'ab' WHERE Number = '{0}'", "the ledger does not know its roll as it was corrected")]
    [InlineData("DELETE FROM Ballots WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{0}')", "the ledger knows 1 first ballots, there are 0")]
    [InlineData("UPDATE Ballots SET Version = 3 WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{0}')", "the ledger knows 1 ballots with their changes, there are 3")]
    [InlineData("INSERT INTO Ballots (PollId, VoterId, AccountId, CommunityId, Channel, Choice, Version, Receipt, CastAt) SELECT l.PollId, l.VoterId, b.AccountId, b.CommunityId, b.Channel, 2, 1, l.VoterId, b.CastAt FROM RollLines l JOIN Ballots b ON b.PollId = l.PollId AND b.VoterId <> l.VoterId WHERE l.PollId = (SELECT Id FROM Polls WHERE Number = '{0}') LIMIT 4", "the ledger knows 1 first ballots, there are 5")]
    [InlineData("UPDATE Ballots SET Choice = 2 WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{0}')", "1 open ballots were changed or added")]
    [InlineData("UPDATE RollLines SET Label = 'x' WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{0}')", "what stands on the roll was changed")]
    [InlineData("UPDATE RollLines SET GridId = NULL WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{0}')", "what stands on the roll was changed")]
    [InlineData("INSERT INTO ReplacedBallots (PollId, Leaf, Receipt) SELECT Id, 'ab', 'cd' FROM Polls WHERE Number = '{0}'", "of 0 replaced receipts there are 1")]
    [InlineData("UPDATE Polls SET CommunityId = (SELECT CommunityId FROM Places WHERE CommunityId <> Polls.CommunityId LIMIT 1) WHERE Number = '{0}'", "what stands in its row was changed")]
    [InlineData("UPDATE Polls SET Matter = 'proposals/x' WHERE Number = '{0}'", "what stands in its row was changed")]
    [InlineData("UPDATE Polls SET State = 4 WHERE Number = '{0}'", "the poll is said to be CalledOff")]
    [InlineData("UPDATE Polls SET State = 1 WHERE Number = '{0}'", "the poll is said to be Draft")]
    [InlineData("UPDATE Polls SET Method = 'x' WHERE Number = '{0}'", "cannot be read")]
    public async Task An_open_poll_that_was_changed_is_named(string sql, string says)
    {
        var (id, number) = await OpenAsync();
        Assert.True((await host.SendAsync("lin", new CastBallot(id, Choice.Yes))).Ok);
        Assert.Contains(await host.FoundAsync((id, number), sql.Replace("{0}", number)), line => line.Contains(says));
    }

    [Fact]
    public async Task A_request_that_was_put_in_anothers_place_is_not_signed_and_nothing_is_given_out_on_a_forged_count()
    {
        var (id, number) = await OpenAsync("secret");
        using var api = await host.ApiAsync("chen");
        var blinded = new byte[384];
        Random.Shared.NextBytes(blinded.AsSpan(1));
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded })).StatusCode);
        blinded[^1] ^= 1;
        var forged = Convert.ToHexString(blinded);
        Assert.Contains(await host.FoundAsync((id, number), $"UPDATE SpentLines SET Blinded = x'{forged}' WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{number}')"), line => line.Contains("1 spent lines were changed or added"));
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded })).StatusCode);
        await host.FoundAsync((id, number), $"UPDATE SealedCounts SET Rows = 0 WHERE Kind = 'spent lines' AND PollId = (SELECT Id FROM Polls WHERE Number = '{number}')");
        using var lin = await host.ApiAsync("lin");
        Assert.Equal("record.changed", (await (await lin.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Contains(await host.FoundAsync((id, number)), line => line.Contains("how many spent lines there are was changed"));
    }

    [Fact]
    public async Task A_ballot_is_changed_only_so_often()
    {
        var (id, _) = await OpenAsync();
        for (var i = 0; i < Poll.MostCasts; i++) Assert.True((await host.SendAsync("lin", new CastBallot(id, Choice.Yes))).Ok);
        Assert.Equal("ballot.changed-often", (await host.SendAsync("lin", new CastBallot(id, Choice.No))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_line_that_was_spent_twice_is_named()
    {
        var (id, number) = await OpenAsync("secret");
        // Looked at now, it is not for an hour.
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        using var api = await host.ApiAsync("chen");
        for (var i = 0; i < 2; i++)
        {
            var blinded = new byte[384];
            Random.Shared.NextBytes(blinded.AsSpan(1));
            Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded })).StatusCode);
            var found = await host.FoundAsync((id, number), $"DELETE FROM SpentLines WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{number}')");
            Assert.Contains(found, line => line.Contains($"the ledger knows {i + 1} tokens and papers given out, there are 0"));
        }
    }

    [Theory]
    [InlineData("UPDATE BoxedBallots SET Contents = zeroblob(length(Contents)) WHERE PollId = {0}", "1 secret ballots were changed or added")]
    [InlineData("UPDATE BoxedBallots SET Place = 'x' WHERE PollId = {0}", "1 secret ballots were changed or added")]
    [InlineData("UPDATE SpentLines SET Blinded = x'00' WHERE PollId = {0}", "1 spent lines were changed or added")]
    [InlineData("UPDATE SpentLines SET Channel = 2 WHERE PollId = {0}", "1 spent lines were changed or added")]
    [InlineData("UPDATE PollKeys SET Public = x'00' WHERE PollId = {0}", "its key was changed or is gone")]
    [InlineData("UPDATE PollKeys SET Wrapped = NULL WHERE PollId = {0}", "its key opens no more")]
    [InlineData("UPDATE PollKeys SET Wrapped = x'0011223344556677889900112233445566778899001122334455667788990011' WHERE PollId = {0}", "its key opens no more")]
    [InlineData("UPDATE BoxedBallots SET Batch = 1 WHERE PollId = {0}", "the ballots marked as published are not those of the last checkpoint")]
    [InlineData("DELETE FROM BoxedBallots WHERE PollId = {0}", "of 1 secret ballots there are 0")]
    [InlineData("DELETE FROM BoxedBallots WHERE PollId = {0}; UPDATE SealedCounts SET Rows = 0 WHERE Kind = 'secret ballots' AND PollId = {0}", "how many secret ballots there are was changed")]
    [InlineData("DELETE FROM BoxedBallots WHERE PollId = {0}; DELETE FROM SealedCounts WHERE PollId = {0}", "how many secret ballots there are was changed")]
    public async Task A_secret_ballot_that_was_changed_or_dropped_before_it_was_published_is_named(string sql, string says)
    {
        var (id, number) = await OpenAsync("secret");
        Assert.Empty(await host.FoundAsync((id, number)));
        using var chen = await host.ApiAsync("chen");
        var token = new TokenClient((await chen.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{id}/key")).GetProperty("key").GetBytesFromBase64());
        var signed = await (await chen.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded = token.Blinded })).Content.ReadFromJsonAsync<JsonElement>();
        using var nobody = host.CreateClient(new() { HandleCookies = false });
        var ballot = new { token = token.Message, signature = token.Finalize(signed.GetProperty("signature").GetBytesFromBase64()), choice = "yes" };
        Assert.True((await nobody.PostAsJsonAsync($"/api/v1/polls/{id}/secret-ballots", ballot)).IsSuccessStatusCode);
        Assert.Empty(await host.FoundAsync((id, number)));
        // Who asks signed in would say whose it is.
        var asked = await (await chen.PostAsJsonAsync($"/api/v1/polls/{id}/record/inclusion", new { leaf = new string('a', 64) })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("record.ask-signed-out", asked.GetProperty("code").GetString());
        Assert.Contains(await host.FoundAsync((id, number), sql.Replace("{0}", $"(SELECT Id FROM Polls WHERE Number = '{number}')")), line => line.Contains(says));
    }

    [Fact]
    public async Task Where_the_marks_of_what_was_published_were_changed_nothing_is_closed_on_top_of_them()
    {
        var (id, number) = await OpenAsync("secret");
        using var chen = await host.ApiAsync("chen");
        var token = new TokenClient((await chen.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{id}/key")).GetProperty("key").GetBytesFromBase64());
        var signed = await (await chen.PostAsJsonAsync($"/api/v1/polls/{id}/tokens", new { blinded = token.Blinded })).Content.ReadFromJsonAsync<JsonElement>();
        using var nobody = host.CreateClient(new() { HandleCookies = false });
        Assert.True((await nobody.PostAsJsonAsync($"/api/v1/polls/{id}/secret-ballots", new { token = token.Message, signature = token.Finalize(signed.GetProperty("signature").GetBytesFromBase64()), choice = "yes" })).IsSuccessStatusCode);
        await host.SpoilAsync($"UPDATE BoxedBallots SET Batch = 1 WHERE PollId = '{id.ToString().ToUpperInvariant()}'");
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(id))).Refusals[0].Code);
        Assert.Empty(await host.FoundAsync((id, number), $"UPDATE BoxedBallots SET Batch = NULL WHERE PollId = '{id.ToString().ToUpperInvariant()}'"));
        Assert.True((await host.SendAsync("director", new ClosePoll(id))).Ok);
        Assert.Equal(1, (await host.SendAsync("lin", new GetResult(id))).Value.Turnout.Persons);
    }

    [Fact]
    public async Task A_poll_that_is_gone_is_named()
    {
        var (id, number) = await OpenAsync();
        var found = await host.FoundAsync((id, number), $"DELETE FROM RollLines WHERE PollId = (SELECT Id FROM Polls WHERE Number = '{number}')", $"DELETE FROM Polls WHERE Number = '{number}'");
        Assert.Contains(found, line => line.StartsWith($"polls/{id}:") && line.Contains("the poll is gone"));
    }

    [Theory]
    [InlineData("UPDATE Polls SET CalledOffFor = 'x' WHERE Number = '{0}'", "why it was called off was changed")]
    [InlineData("UPDATE Polls SET State = 1, CalledOffFor = NULL WHERE Number = '{0}'", "the ledger knows it as CalledOff, the poll is said to be Draft")]
    [InlineData("DELETE FROM Polls WHERE Number = '{0}'", "the poll is gone")]
    public async Task A_poll_that_was_called_off_stays_so_with_its_reason(string sql, string says)
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "问错了"))).Ok);
        var number = await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());
        Assert.Empty(await host.FoundAsync((poll, number)));
        Assert.Contains(await host.FoundAsync((poll, number), sql.Replace("{0}", number)), line => line.StartsWith($"polls/{poll}:") && line.Contains(says));
    }
}
