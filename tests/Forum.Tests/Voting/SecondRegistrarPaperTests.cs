using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Papers of a secret poll with two registrars: they count once the committee's device has signed, which learns nothing of them.</summary>
public sealed class SecondRegistrarPaperTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    /// <summary>An open poll with its device, and two papers that were given out and on which two people agree.</summary>
    private async Task<(string Poll, CommitteeDevice Device)> WithPapersAsync(Func<string, Task>? opened = null)
    {
        var (director, supervisor) = (await host.ApiAsync("director"), await host.ApiAsync("supervisor"));
        var poll = (await JsonAsync(await director.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset = "residents", secrecy = "secret", secondRegistrar = true, papers = "last", entryHours = 12, closesAt = host.Now().AddDays(1) }))).GetProperty("id").GetString()!;
        var device = new CommitteeDevice(supervisor, poll);
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();
        if (opened is not null) await opened(poll);
        var witness = await host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == "supervisor")).Id);
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = 2 });
        var pile = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch=1"))).EnumerateArray().Select(p => p.GetProperty("serial").GetString()!).ToList();
        foreach (var (voter, serial, choice, channel) in new[] { ("lin", pile[0], "yes", "desk"), ("chen", pile[1], "no", "paper") })
        {
            var person = await host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == voter)).PersonId!.Value.ToString());
            (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = person, channel, witnessId = witness })).EnsureSuccessStatusCode();
            await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice, channel });
            Assert.Equal("agreed", (await JsonAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice }))).GetProperty("state").GetString());
        }
        return (poll, device);
    }

    private async Task<ChannelTotals> ChannelsAsync(string poll) => (await JsonAsync(await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result"))).GetProperty("channels").Deserialize<ChannelTotals>(JsonSerializerOptions.Web)!;

    private async Task<string[]> RecordAsync(string poll) => (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');

    [Fact]
    public async Task A_paper_counts_once_its_token_bears_both_signatures_and_the_device_cannot_find_it_in_the_record()
    {
        var (poll, device) = await WithPapersAsync();
        var id = new PollId(Guid.Parse(poll));
        var work = await device.WorkAsync();
        Assert.Equal((2, 2, 0), (work.GetProperty("papers").GetArrayLength(), work.GetProperty("given").GetArrayLength(), work.GetProperty("lines").GetArrayLength()));
        var seen = work.GetProperty("papers").EnumerateArray().Select(p => p.GetProperty("blinded").GetBytesFromBase64()).ToList();
        Assert.Equal(0, await host.DbAsync(db => db.BoxedBallots.CountAsync(b => b.PollId == id)));
        var signed = await device.SignedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => device.HandInAsync(signed)));
        Assert.All(answers, a => Assert.True(a.IsSuccessStatusCode));
        Assert.Equal((2, 0), await host.DbAsync(async db => (await db.BoxedBallots.CountAsync(b => b.PollId == id), await db.WaitingBallots.CountAsync(b => b.PollId == id))));

        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(new ChannelTotals(0, 1, 0, 1), await ChannelsAsync(poll));
        var record = await RecordAsync(poll);
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        // Neither the token nor the signature that the device has seen stands in the record.
        var published = record[1..].SelectMany(l => JsonDocument.Parse(l).RootElement.EnumerateObject().Where(p => p.Name is "token" or "secondSignature").Select(p => p.Value.GetString()!)).ToList();
        Assert.Empty(published.Intersect(seen.Concat(signed.Select(s => (byte[])s["signature"])).Select(Convert.ToBase64String)));
    }

    private Task<int> SpoilAsync(string poll, params string[] sql) => host.SpoilAsync([.. sql.Select(s => s.Replace("{0}", $"'{poll.ToUpperInvariant()}'"))]);

    private Task KeepCountsAsync(string poll) => SpoilAsync(poll, "DROP TABLE IF EXISTS KeptCounts", "CREATE TABLE KeptCounts AS SELECT * FROM SealedCounts WHERE PollId = {0}");

    [Theory]
    [InlineData("WaitingBallots", "waiting ballots", "the ledger knows 2 waiting ballots, there are 0")]
    [InlineData("SecondSignatures", "second signatures", "the ledger knows 1 second signatures, there are 0")]
    public async Task What_waited_or_was_signed_and_was_dropped_with_the_count_of_before_is_known_to_the_ledger(string table, string kind, string says)
    {
        var (poll, device) = await WithPapersAsync(KeepCountsAsync);
        if (kind == "second signatures")
        {
            var wu = await host.ApiAsync("wu");
            var keys = await JsonAsync(await wu.GetAsync($"/api/v1/polls/{poll}/key"));
            var first = new TokenClient(keys.GetProperty("key").GetBytesFromBase64());
            (await wu.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = first.Blinded, secondBlinded = new TokenClient(keys.GetProperty("secondKey").GetBytesFromBase64(), first.Message).Blinded })).EnsureSuccessStatusCode();
            await device.SignAllAsync();
        }
        var id = new PollId(Guid.Parse(poll));
        var number = await host.DbAsync(db => db.Polls.Where(p => p.Id == id).Select(p => p.Number).SingleAsync());
        Assert.Empty(await host.FoundAsync((id, number)));
        await SpoilAsync(poll, $"DELETE FROM {table} WHERE PollId = {{0}}", $"DELETE FROM SealedCounts WHERE PollId = {{0}} AND Kind = '{kind}'", $"INSERT INTO SealedCounts SELECT * FROM KeptCounts WHERE Kind = '{kind}'");
        Assert.Contains(await host.FoundAsync((id, number)), line => line.EndsWith(says));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(id))).Refusals[0].Code);
    }

    [Theory]
    [InlineData("UPDATE WaitingBallots SET Contents = zeroblob(length(Contents)) WHERE PollId = '{0}'", "2 waiting ballots were changed or added")]
    [InlineData("DELETE FROM WaitingBallots WHERE PollId = '{0}' AND Request = (SELECT MAX(Request) FROM WaitingBallots WHERE PollId = '{0}')", "of 2 waiting ballots there are 1")]
    public async Task One_that_was_changed_or_dropped_while_it_waited_is_named_and_not_signed(string sql, string says)
    {
        var (poll, device) = await WithPapersAsync();
        var number = await host.DbAsync(db => db.Polls.Where(p => p.Id == new PollId(Guid.Parse(poll))).Select(p => p.Number).SingleAsync());
        Assert.DoesNotContain(await host.CheckAsync(), line => line.StartsWith($"poll {number}:"));
        var guards = await host.DbAsync(db => db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'WaitingBallots'").ToListAsync());
        var all = string.Join("; ", [.. guards.Select(g => $"DROP TRIGGER {g.Split(' ')[2]}"), string.Format(sql, poll.ToUpperInvariant()), .. guards]);
        Assert.True(await host.DbAsync(db => db.Database.ExecuteSqlRawAsync(all)) > 0);
        Assert.Contains(await host.CheckAsync(), line => line.StartsWith($"poll {number}: {says}"));
        var answer = await device.HandInAsync(await device.SignedAsync());
        if (sql.StartsWith("UPDATE")) Assert.Equal("registrar.waiting-changed", await CodeAsync(answer));
        // Whatever comes after, it stays named.
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Contains(await host.CheckAsync(), line => line.StartsWith($"poll {number}: ") && line.Contains("waiting ballots"));
    }

    [Fact]
    public async Task What_waits_goes_when_a_poll_that_was_changed_is_called_off()
    {
        using var own = new ForumHost();
        var poll = new PollId(Guid.Parse((await new SecondRegistrarPaperTests(own).WithPapersAsync()).Poll));
        await own.SpoilAsync($"UPDATE WaitingBallots SET Contents = zeroblob(length(Contents)) WHERE PollId = '{poll.ToString().ToUpperInvariant()}'");
        Assert.True((await own.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        await own.DrainAsync();
        Assert.False(await own.DbAsync(db => db.WaitingBallots.AnyAsync(b => b.PollId == poll)));
        Assert.DoesNotContain(await own.CheckAsync(), line => line.Contains("waiting ballots") || line.Contains($"polls/{poll}"));
    }

    [Fact]
    public async Task Unsigned_papers_hold_the_closing_until_entry_ends_and_then_are_not_counted()
    {
        var (poll, device) = await WithPapersAsync();
        await device.HandInAsync([(await device.SignedAsync())[0]]);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("poll.papers-unsigned", await CodeAsync(await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/closing", new { })));
        Assert.Contains("registrar.sign", await (await host.ApiAsync("supervisor")).GetStringAsync("/api/v1/queue"));
        await host.AdvanceAsync(TimeSpan.FromHours(12));
        var channels = await ChannelsAsync(poll);
        Assert.Equal((1, 1), (channels.Cast, channels.Unconfirmed));
        Assert.Equal(0, await host.DbAsync(db => db.WaitingBallots.CountAsync(b => b.PollId == new PollId(Guid.Parse(poll)))));
        Assert.All(new RecordCheck().Run(await RecordAsync(poll)), f => Assert.True(f.Holds, f.Name));
    }

    [Fact]
    public async Task Signed_before_entry_ends_they_count_and_nothing_holds_the_closing()
    {
        var (poll, device) = await WithPapersAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await device.SignAllAsync();
        Assert.Null(await CodeAsync(await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/closing", new { })));
        Assert.Equal(2, (await ChannelsAsync(poll)).Cast);
    }

    [Theory]
    [InlineData("DELETE FROM WaitingBallots")]
    [InlineData("UPDATE WaitingBallots SET Contents = x'00'")]
    public async Task A_ballot_that_waits_is_neither_lost_nor_changed(string sql)
    {
        // Others here took the guards away; a start brings them back.
        await host.DbAsync(async db => { await host.Services.GetRequiredService<IForumStorage>().PrepareAsync(db, default); return 0; });
        await WithPapersAsync();
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public void Nothing_of_a_waiting_ballot_leads_to_its_paper_or_the_people_at_it() =>
        Assert.Equal(["Blinded", "Channel", "Contents", "PollId", "Request"], typeof(WaitingBallot).GetProperties().Select(p => p.Name).Order());

    [Fact]
    public void The_portal_blinds_and_unblinds_to_a_signature_that_verifies()
    {
        using var key = System.Security.Cryptography.RSA.Create(VotingToken.KeyBits);
        using var other = new CommitteeDevice(null!, "");
        var blindness = new Blindness(other.Public);
        var message = System.Security.Cryptography.RandomNumberGenerator.GetBytes(VotingToken.MessageLength);
        var (blinded, unveil) = blindness.Blind(message);
        var signature = other.Sign(blinded);
        Assert.True(blindness.Signed(blinded, signature));
        signature[20] ^= 1;
        Assert.False(blindness.Signed(blinded, signature));
        signature[20] ^= 1;
        key.ImportSubjectPublicKeyInfo(other.Public, out _);
        Assert.True(new VotingToken(message, [], blindness.Unblind(signature, unveil)).IsCountersignedBy(key));
        Assert.False(blindness.Fits([.. Enumerable.Repeat((byte)255, VotingToken.KeyBits / 8)]));
    }
}
