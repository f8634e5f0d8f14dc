using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Somebody who may write into the database drops a guard, changes what it guarded, and puts it back: check finds it.</summary>
public sealed class SpoiltPollTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private Task<string> NumberAsync(PollId poll) => Host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());

    private async Task<(PollId Id, string Number)> ClosedAsync()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync()));
        foreach (var voter in new[] { "lin", "chen", "zhao" }) Assert.True((await Host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
        // One that is counted, one that nobody used.
        var serial = await PrintAsync(poll.ToString(), new { voterId = await PersonAsync("wu") });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll.ToString(), serial, First("yes"))));
        Assert.Equal("counted", await StateAsync(await EnterAsync("steward", poll.ToString(), serial, new { choice = "yes" })));
        await PrintAsync(poll.ToString(), new { voterId = await PersonAsync("volunteer") });
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        return (poll, await NumberAsync(poll));
    }

    private Task<int> PastAsync(string guard, string sql) => Host.DbAsync(db =>
    {
        var back = SqliteGuards.All.Single(g => g.Name == guard);
        var all = string.Join("; ", back.Drop, sql, back.Sql);
        return db.Database.ExecuteSqlRawAsync(all);
    });

    [Theory]
    [InlineData("Ballots_closed_update", "UPDATE Ballots SET Choice = 2 WHERE PollId = '{0}'", "record: log sizes 4 from 2 to 5 size 4")]
    [InlineData("Ballots_no_delete", "DELETE FROM Ballots WHERE rowid = (SELECT rowid FROM Ballots WHERE PollId = '{0}' LIMIT 1)", "record: ")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_Outcome = 2 WHERE Id = '{0}'", "the ledger does not know its result")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_Tally = replace(Closed_Tally, 'yes', 'Yes') WHERE Id = '{0}'", "the tally was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET RollHash = 'x' WHERE Id = '{0}'", "the ledger does not know its roll")]
    [InlineData("RollLines_no_delete", "DELETE FROM RollLines WHERE PollId = '{0}' AND VoterId NOT IN (SELECT VoterId FROM Ballots WHERE PollId = '{0}')", "the roll was changed")]
    [InlineData("Checkpoints_no_update", "UPDATE Checkpoints SET Note = replace(Note, 'polls', 'Polls') WHERE PollId = '{0}'", "the ledger does not know checkpoint 4")]
    [InlineData("Ballots_closed_update", "UPDATE Ballots SET VoterId = (SELECT VoterId FROM RollLines l WHERE l.PollId = '{0}' AND NOT EXISTS (SELECT 1 FROM Ballots b WHERE b.PollId = '{0}' AND b.VoterId = l.VoterId) LIMIT 1) WHERE rowid = (SELECT MIN(rowid) FROM Ballots WHERE PollId = '{0}')", "who took part, or a paper, was changed")]
    [InlineData("Ballots_closed_update", "UPDATE Ballots SET CastAt = CastAt - 1 WHERE PollId = '{0}'", "who took part, or a paper, was changed")]
    [InlineData("Ballots_closed_update", "UPDATE Ballots SET Channel = 2 WHERE PollId = '{0}' AND Channel = 1", "who took part, or a paper, was changed")]
    [InlineData("RollLines_stay", "UPDATE RollLines SET Label = 'x' WHERE PollId = '{0}'", "who took part, or a paper, was changed")]
    [InlineData("BallotPapers_settled", "UPDATE BallotPapers SET SecondBy = FirstBy WHERE PollId = '{0}' AND FirstBy IS NOT NULL", "who took part, or a paper, was changed")]
    [InlineData("BallotPapers_no_delete", "DELETE FROM BallotPapers WHERE PollId = '{0}' AND FirstBy IS NULL", "who took part, or a paper, was changed")]
    [InlineData("PaperScans_settled", "UPDATE PaperScans SET Bytes = zeroblob(9) WHERE PollId = '{0}'", "who took part, or a paper, was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_At = Closed_At - 1 WHERE Id = '{0}'", "who took part, or a paper, was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_Channels = replace(Closed_Channels, '3', '4') WHERE Id = '{0}'", "who took part, or a paper, was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET SetUpBy_Name = 'x' WHERE Id = '{0}'", "what binds it was changed")]
    [InlineData("BallotPapers_settled", "UPDATE BallotPapers SET VoterId = (SELECT VoterId FROM Ballots WHERE PollId = '{0}' LIMIT 1) WHERE PollId = '{0}' AND FirstBy IS NULL", "1 papers were changed or added")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET ClosesAt = ClosesAt - 1 WHERE Id = '{0}'", "what binds it was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Rule = replace(Rule, '2', '3') WHERE Id = '{0}'", "what binds it was changed")]
    public async Task It_is_found_and_named(string guard, string sql, string said)
    {
        var (poll, number) = await ClosedAsync();
        Assert.DoesNotContain(await Host.CheckAsync(), line => line.Contains(number));
        Assert.True(await PastAsync(guard, string.Format(sql, poll.ToString().ToUpperInvariant())) > 0);
        Assert.Contains(await Host.CheckAsync(), line => line.StartsWith($"poll {number}: {said}"));
    }

    [Fact]
    public async Task Of_the_ballots_that_were_published_the_changed_and_the_dropped_one_are_named()
    {
        var (poll, number) = await ClosedAsync();
        var ballots = (await RecordAsync(poll))[1..];
        var (first, last) = (ReceiptOf(ballots[0]), ReceiptOf(ballots[3]));
        await PastAsync("Ballots_closed_update", $"UPDATE Ballots SET Choice = 2 WHERE Receipt = '{first}'");

        var changed = await RecordAsync(poll);
        var at = Array.FindIndex(changed, line => line.Contains(first)) + 1;
        Assert.Contains(Broken(changed), f => f.Name == "foreign" && f.Facts[0].Value!.ToString() == $"{at}");
        Assert.Contains(Broken(changed), f => f.Name == "missing" && f.Facts[1].Value!.ToString() == "1");
        Assert.Contains(await Host.CheckAsync(), line => line == $"poll {number}: record: foreign lines {at}");

        await PastAsync("Ballots_no_delete", $"DELETE FROM Ballots WHERE Receipt = '{last}'");
        Assert.Contains(Broken(await RecordAsync(poll)), f => f.Name == "missing" && f.Facts[1].Value!.ToString() == "1, 4");
    }

    private async Task<string[]> RecordAsync(PollId poll) => (await Host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string ReceiptOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("receipt").GetString()!;

    private static List<Finding> Broken(string[] record) => [.. new RecordCheck().Run(record).Where(f => !f.Holds)];

    [Theory]
    [InlineData("Rule = replace(Rule, '2', '9')")]
    [InlineData("ClosesAt = ClosesAt - 36000000000")]
    [InlineData("EntryEndsAt = EntryEndsAt + 36000000000")]
    [InlineData("KeyHash = '00'")]
    [InlineData("Question = '不同意？'")]
    public async Task What_binds_an_open_poll_is_held_to_the_ledger(string change)
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret")));
        var number = await NumberAsync(poll);
        Assert.DoesNotContain(await Host.CheckAsync(), line => line.Contains(number));
        Assert.True(await PastAsync("Polls_question_stays", $"UPDATE Polls SET {change} WHERE Id = '{poll.ToString().ToUpperInvariant()}'") > 0);
        Assert.Contains($"poll {number}: what binds it was changed", await Host.CheckAsync());
    }

    [Fact]
    public async Task A_scan_that_was_replaced_while_the_poll_is_open_is_named_then_and_after_the_closing()
    {
        var poll = await OpenAsync();
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("wu") });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("yes"))));
        var number = await NumberAsync(new(Guid.Parse(poll)));
        // Looked at now, so that no look in between finds the change before the second person has read.
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.True(await PastAsync("PaperScans_settled", $"UPDATE PaperScans SET Bytes = x'ffd8ff00' WHERE PollId = '{poll.ToUpperInvariant()}'") > 0);
        Assert.Contains(await Host.CheckAsync(), line => line.StartsWith($"poll {number}: 1 scans were changed or added: "));
        Assert.Equal("counted", await StateAsync(await EnterAsync("steward", poll, serial, new { choice = "yes" })));
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Contains(await Host.CheckAsync(), line => line.StartsWith($"poll {number}: 1 scans were changed or added: "));
    }
}
