using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Roll;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Rows that somebody kept and puts back are rightly sealed, and older than what was done since: the ledger knows, and no poll closes on them.</summary>
public sealed class PutBackTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private static string Id(PollId poll) => $"'{poll.ToString().ToUpperInvariant()}'";

    private static string Person(VoterId voter) => $"'{voter.ToString().ToUpperInvariant()}'";

    private async Task<IReadOnlyList<string>> FoundAsync(PollId poll) => await Host.FoundAsync((poll, await Host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync())));

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_declined_correction_that_waits_again_is_made_by_nobody(bool confirmed)
    {
        var poll = await VotedAsync("lin");
        var proposed = await Host.ProposeAsync("director", $"{poll}", "strike", await Host.VoterAsync("zhao"));
        await KeepAsync(poll, "RollCorrections");
        Assert.Null(await Host.SettleAsync("supervisor", $"{poll}", proposed, false));
        Assert.Empty(await FoundAsync(poll));
        await PutBackAsync(poll, "RollCorrections");
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("as declined, it is waiting"));
        Assert.Equal("correction.changed", await Host.SettleAsync("steward", $"{poll}", proposed, confirmed));
        await DoesNotCloseAsync(poll, "as declined, it is waiting");
    }

    [Fact]
    public async Task A_receipt_that_was_replaced_with_the_count_of_before()
    {
        var poll = await VotedAsync("lin");
        await KeepAsync(poll, "SealedCounts");
        Assert.True((await Host.SendAsync("lin", new CastBallot(poll, Choice.No))).Ok);
        Assert.Empty(await FoundAsync(poll));
        await Host.SpoilAsync($"DELETE FROM ReplacedBallots WHERE PollId = {Id(poll)}");
        await PutBackAsync(poll, "SealedCounts");
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("the ledger knows 1 replaced receipts, there are 0"));
        await DoesNotCloseAsync(poll, "replaced receipts");
    }

    [Fact]
    public async Task The_options_of_a_draft_as_they_were_before_they_were_changed()
    {
        var poll = (await Host.SendAsync("director", new SetUpPoll("种什么树？", null, "plurality", "residents", "open", Host.Now().AddDays(1), ["梧桐", "香樟"]))).Value;
        await KeepAsync(poll, "Polls");
        Assert.True((await Host.SendAsync("director", new ChangeOptions(poll, new(["梧桐", "香樟", "银杏"])))).Ok);
        Assert.Empty(await FoundAsync(poll));
        await Host.SpoilAsync($"UPDATE Polls SET Options = (SELECT Options FROM KeptPolls), Seal = (SELECT Seal FROM KeptPolls) WHERE Id = {Id(poll)}");
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("the ledger knows it with another content"));
        foreach (var code in new[] { (await Host.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code, (await Host.SendAsync("director", new ChangeOptions(poll, new(["梧桐", "香樟"])))).Refusals[0].Code }) Assert.Equal("poll.draft-changed", code);
    }

    [Fact]
    public async Task Somebody_who_was_taken_off_the_attendance_in_the_place_of_another()
    {
        var poll = (await Host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "meeting", "open", Host.Now().AddDays(1)))).Value;
        async Task<string?> AttendAsync(string who, bool present = true) => (await Host.SendAsync("director", new RecordAttendance(poll, await Host.VoterAsync(who), present))).Refusals.FirstOrDefault()?.Code;
        foreach (var who in new[] { "lin", "chen", "zhao" }) Assert.Null(await AttendAsync(who));
        var (lin, chen) = (Person(await Host.VoterAsync("lin")), Person(await Host.VoterAsync("chen")));
        await KeepAsync(poll, "Attendees");
        Assert.Null(await AttendAsync("lin", false));
        Assert.Empty(await FoundAsync(poll));
        await Host.SpoilAsync($"DELETE FROM Attendees WHERE PollId = {Id(poll)} AND VoterId = {chen}", $"INSERT INTO Attendees SELECT * FROM KeptAttendees WHERE VoterId = {lin}");
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("who is present was changed"));
        Assert.Equal("poll.draft-changed", await AttendAsync("wu"));
        Assert.Equal("poll.draft-changed", (await Host.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code);
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
