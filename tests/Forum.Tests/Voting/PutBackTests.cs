using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Rows that somebody kept and puts back are rightly sealed, and older than what was done since: the ledger knows, and no poll closes on them.</summary>
public sealed class PutBackTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private static string Id(PollId poll) => $"'{poll.ToString().ToUpperInvariant()}'";

    // Tables of their own beside the portal's, as a copy of the file would be.
    private Task KeepAsync(PollId poll, params string[] tables) =>
        Host.SpoilAsync([.. tables.Select(t => $"DROP TABLE IF EXISTS Kept{t}"), .. tables.Select(t => $"CREATE TABLE Kept{t} AS SELECT * FROM {t} WHERE {(t == "Polls" ? "Id" : "PollId")} = {Id(poll)}")]);

    private Task PutBackAsync(PollId poll, params string[] tables) =>
        Host.SpoilAsync([.. tables.SelectMany(t => new[] { $"DELETE FROM {t} WHERE PollId = {Id(poll)}", $"INSERT INTO {t} SELECT * FROM Kept{t}" })]);

    private async Task<PollId> VotedAsync(params string[] voters)
    {
        var poll = new PollId(Guid.Parse(await OpenAsync()));
        foreach (var voter in voters) Assert.True((await Host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
        return poll;
    }

    private async Task DoesNotCloseAsync(PollId poll, string found)
    {
        await Host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("record.changed", (await Host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        Assert.Equal("poll.no-result-yet", (await Host.SendAsync("lin", new GetResult(poll))).Refusals[0].Code);
        Assert.True((await Host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        Assert.Contains(found, await Host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}" && r.Act == "poll.called-off").Select(r => r.Facts).SingleAsync()));
    }

    [Fact]
    public async Task Ballots_as_they_were_before_their_voters_changed_them()
    {
        var poll = await VotedAsync("lin", "chen");
        await KeepAsync(poll, "Ballots");
        foreach (var voter in new[] { "lin", "chen" }) Assert.True((await Host.SendAsync(voter, new CastBallot(poll, Choice.No))).Ok);
        await PutBackAsync(poll, "Ballots");
        await DoesNotCloseAsync(poll, "the ledger knows 4 ballots with their changes, there are 2");
    }

    [Fact]
    public async Task The_whole_poll_as_it_was_before_the_last_ballots()
    {
        var poll = await VotedAsync("lin", "chen");
        await KeepAsync(poll, "Ballots", "Polls");
        foreach (var voter in new[] { "wu", "zhao" }) Assert.True((await Host.SendAsync(voter, new CastBallot(poll, Choice.No))).Ok);
        await PutBackAsync(poll, "Ballots");
        await Host.SpoilAsync($"UPDATE Polls SET Voted = (SELECT Voted FROM KeptPolls), Seal = (SELECT Seal FROM KeptPolls) WHERE Id = {Id(poll)}");
        await DoesNotCloseAsync(poll, "the ledger knows 4 first ballots, there are 2");
    }

    [Fact]
    public async Task A_poll_that_was_opened_as_the_draft_that_it_was()
    {
        var poll = (await Host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", Host.Now().AddDays(1)))).Value;
        await KeepAsync(poll, "Polls");
        Assert.True((await Host.SendAsync("director", new OpenPoll(poll))).Ok);
        await Host.SpoilAsync($"UPDATE Polls SET State = (SELECT State FROM KeptPolls), Seal = (SELECT Seal FROM KeptPolls), OpenedAt = NULL, RollHash = NULL WHERE Id = {Id(poll)}");
        Assert.Equal("poll.draft-changed", (await Host.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_paper_as_it_was_before_anybody_read_it()
    {
        var poll = await VotedAsync();
        var serial = await PrintAsync($"{poll}", new { voterId = await PersonAsync("wu") });
        await KeepAsync(poll, "BallotPapers");
        foreach (var (who, body) in new[] { ("director", First("yes")), ("supervisor", (object)new { choice = "yes" }) }) Assert.True((await EnterAsync(who, $"{poll}", serial, body)).IsSuccessStatusCode);
        await PutBackAsync(poll, "BallotPapers");
        foreach (var (who, body) in new[] { ("director", First("no")), ("supervisor", (object)new { choice = "no" }) }) await EnterAsync(who, $"{poll}", serial, body);
        var number = await Host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());
        Assert.Contains(await Host.FoundAsync((poll, number)), line => line.Contains("the ledger knows 2 papers on whose reading two agreed, there are 1"));
        await DoesNotCloseAsync(poll, "the ledger knows 2 papers on whose reading two agreed, there are 1");
    }

    [Fact]
    public async Task Nobody_votes_once_it_was_found_and_everybody_once_it_is_as_it_was()
    {
        var poll = await VotedAsync("lin", "chen");
        await KeepAsync(poll, "Ballots");
        await Host.SpoilAsync($"UPDATE Ballots SET Choice = 2 WHERE PollId = {Id(poll)}");
        Assert.Equal("record.changed", (await Host.SendAsync("lin", new CastBallot(poll, Choice.No))).Refusals[0].Code);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("record.changed", (await Host.SendAsync("wu", new CastBallot(poll, Choice.Yes))).Refusals[0].Code);

        await PutBackAsync(poll, "Ballots");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.True((await Host.SendAsync("wu", new CastBallot(poll, Choice.Yes))).Ok);
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(3, (await Host.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }
}
