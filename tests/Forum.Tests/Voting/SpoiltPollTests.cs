using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Somebody who may write into the database drops a guard, changes what it guarded, and puts it back: check finds it.</summary>
public sealed class SpoiltPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(PollId Id, string Number)> ClosedAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        foreach (var voter in new[] { "lin", "chen", "zhao" }) Assert.True((await host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        return (poll, await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync()));
    }

    private Task<int> PastAsync(string guard, string sql) => host.DbAsync(db =>
    {
        var back = SqliteGuards.All.Single(g => g.Name == guard);
        var all = string.Join("; ", back.Drop, sql, back.Sql);
        return db.Database.ExecuteSqlRawAsync(all);
    });

    [Theory]
    [InlineData("Ballots_closed_update", "UPDATE Ballots SET Choice = 2 WHERE PollId = '{0}'", "record: log")]
    [InlineData("Ballots_no_delete", "DELETE FROM Ballots WHERE rowid = (SELECT rowid FROM Ballots WHERE PollId = '{0}' LIMIT 1)", "record: ")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_Outcome = 2 WHERE Id = '{0}'", "the ledger does not know its result")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET Closed_Tally = replace(Closed_Tally, '3', '2') WHERE Id = '{0}'", "the tally was changed")]
    [InlineData("Polls_closed_stay", "UPDATE Polls SET RollHash = 'x' WHERE Id = '{0}'", "the ledger does not know its roll")]
    [InlineData("RollLines_no_delete", "DELETE FROM RollLines WHERE PollId = '{0}' AND VoterId NOT IN (SELECT VoterId FROM Ballots WHERE PollId = '{0}')", "the roll was changed")]
    [InlineData("Checkpoints_no_update", "UPDATE Checkpoints SET Note = replace(Note, 'polls', 'Polls') WHERE PollId = '{0}'", "the ledger does not know checkpoint 3")]
    public async Task It_is_found_and_named(string guard, string sql, string said)
    {
        var (poll, number) = await ClosedAsync();
        Assert.DoesNotContain(await host.CheckAsync(), line => line.Contains(number));
        Assert.True(await PastAsync(guard, string.Format(sql, poll.ToString().ToUpperInvariant())) > 0);
        Assert.Contains(await host.CheckAsync(), line => line.StartsWith($"poll {number}: {said}"));
    }
}
