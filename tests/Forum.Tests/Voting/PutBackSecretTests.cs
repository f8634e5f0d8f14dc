using Forum.Foundation.Storage;
using System.Net.Http.Json;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Voting;

/// <summary>Of a secret poll no act tells of a single ballot: what was published, and what papers became, the ledger knows all the same.</summary>
public sealed class PutBackSecretTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    private const string Taken = "DELETE FROM Checkpoints WHERE PollId = {0} AND Size = (SELECT MAX(Size) FROM Checkpoints WHERE PollId = {0}); UPDATE BoxedBallots SET Batch = NULL WHERE PollId = {0} AND Batch = (SELECT MAX(Batch) FROM BoxedBallots WHERE PollId = {0})";
    private const string CountBack = "DELETE FROM SealedCounts WHERE PollId = {0} AND Kind = 'secret ballots'; INSERT INTO SealedCounts SELECT * FROM KeptCounts";

    private static string Id(PollId poll) => $"'{poll.ToString().ToUpperInvariant()}'";

    private Task<int> AttackAsync(PollId poll, params string[] sql) => Host.SpoilAsync([.. sql.Select(s => s.Replace("{0}", Id(poll)))]);

    private Task<int> KeepCountAsync(PollId poll) => AttackAsync(poll, "DROP TABLE IF EXISTS KeptCounts", "CREATE TABLE KeptCounts AS SELECT * FROM SealedCounts WHERE PollId = {0} AND Kind = 'secret ballots'");

    private Task CastAsync(PollId poll, int ballots) => Host.BoxAsync(poll, ballots, i => i % 3 == 0 ? Choice.Yes : Choice.No);

    private async Task<string?> PublishAsync(PollId poll) =>
        (await Host.SendAsPortalAsync(await Host.DbAsync(async db => (await db.Polls.FindAsync(poll))!.CommunityId), new PublishBatch(poll))).Refusals.FirstOrDefault()?.Code;

    private async Task<IReadOnlyList<string>> FoundAsync(PollId poll) => await Host.FoundAsync((poll, await Host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync())));

    private async Task DoesNotCloseAsync(PollId poll)
    {
        await Host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("record.changed", (await Host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        Assert.Equal("poll.no-result-yet", (await Host.SendAsync("lin", new GetResult(poll))).Refusals[0].Code);
        Assert.True((await Host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
    }

    [Fact]
    public async Task A_published_ballot_that_was_dropped_with_its_checkpoint_and_the_count_of_before()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: "")));
        await CastAsync(poll, 41);
        await KeepCountAsync(poll);
        await CastAsync(poll, 1);
        Assert.Null(await PublishAsync(poll));
        await AttackAsync(poll, Taken, "DELETE FROM BoxedBallots WHERE Place = (SELECT MAX(Place) FROM BoxedBallots WHERE PollId = {0})", CountBack);
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("the ledger knows other ballots as published by size 22"));
        Assert.Equal("record.changed", await PublishAsync(poll));
        await DoesNotCloseAsync(poll);
    }

    [Fact]
    public async Task A_batch_that_was_taken_back_to_be_published_anew_with_others()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: "")));
        for (var batch = 0; batch < 2; batch++)
        {
            await CastAsync(poll, 40);
            Assert.Null(await PublishAsync(poll));
        }
        Assert.DoesNotContain(await FoundAsync(poll), line => line.Contains("publish"));
        await AttackAsync(poll, Taken);
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("the ledger knows 2 checkpoints, of which 1 are kept, and 0 that it does not know"));
        Assert.Equal("record.changed", await PublishAsync(poll));
        // It says so: whoever watches over polls is told with the next look, and nothing more is tried.
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("poll.found-changed", await Host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").Select(r => r.Act).ToListAsync()));
        await DoesNotCloseAsync(poll);
    }

    [Fact]
    public async Task A_ballot_that_gathers_and_was_changed_is_not_published()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: "")));
        await CastAsync(poll, 40);
        await AttackAsync(poll, "DROP TABLE IF EXISTS KeptBox", "CREATE TABLE KeptBox AS SELECT Place, Contents FROM BoxedBallots WHERE PollId = {0}", "UPDATE BoxedBallots SET Contents = zeroblob(length(Contents)) WHERE PollId = {0}");
        Assert.Equal("record.changed", await PublishAsync(poll));
        await AttackAsync(poll, "UPDATE BoxedBallots SET Contents = (SELECT k.Contents FROM KeptBox k WHERE k.Place = BoxedBallots.Place) WHERE PollId = {0}");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([20L], await Host.DbAsync(db => db.Checkpoints.Where(c => c.PollId == poll).Select(c => c.Size).ToListAsync()));
    }

    [Fact]
    public async Task A_published_ballot_that_was_changed_in_the_box_stops_the_closing_and_not_the_next_batch()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: "")));
        await CastAsync(poll, 40);
        Assert.Null(await PublishAsync(poll));
        await AttackAsync(poll, "DROP TABLE IF EXISTS KeptOne", "CREATE TABLE KeptOne AS SELECT Place, Contents FROM BoxedBallots WHERE PollId = {0} AND Batch = 1 LIMIT 1", "UPDATE BoxedBallots SET Contents = zeroblob(length(Contents)) WHERE Place = (SELECT Place FROM KeptOne)");
        await CastAsync(poll, 20);
        Assert.Null(await PublishAsync(poll));
        Assert.Equal([20L, 40L], await Host.DbAsync(db => db.Checkpoints.Where(c => c.PollId == poll).OrderBy(c => c.Size).Select(c => c.Size).ToListAsync()));
        Assert.NotEmpty(await FoundAsync(poll));
        await DoesNotCloseAsync(poll);
    }

    [Fact]
    public async Task A_paper_that_counted_and_was_dropped_with_the_count_of_before()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret")));
        await CastAsync(poll, 1);
        await KeepCountAsync(poll);
        var serial = await PrintAsync($"{poll}", new { count = 1 });
        Assert.True((await (await Host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync("wu"), channel = "desk", witnessId = await AccountAsync("steward") })).IsSuccessStatusCode);
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", $"{poll}", serial, new { choice = "abstain", channel = "desk" })));
        Assert.Equal("counted", await StateAsync(await EnterAsync("steward", $"{poll}", serial, new { choice = "abstain" })));
        Assert.DoesNotContain(await FoundAsync(poll), line => line.Contains("the ledger knows"));
        await AttackAsync(poll, "DELETE FROM BoxedBallots WHERE Place = (SELECT MAX(Place) FROM BoxedBallots WHERE PollId = {0})", CountBack);
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("the ledger knows of 2 secret ballots, there are 1"));
        await DoesNotCloseAsync(poll);
    }

    [Theory]
    [InlineData("{\"Counts\":{\"poll\":6},\"Seal\":\"AAAA\"}")]
    [InlineData("")]
    [InlineData("no numbers")]
    public async Task A_note_that_somebody_else_wrote_is_no_note_and_stops_no_poll(string written)
    {
        using var own = new ForumHost();
        var poll = (await own.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "secret", own.Now().AddDays(1)))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        var number = await own.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());
        await own.AdvanceAsync(TimeSpan.FromMinutes(1));
        await File.WriteAllTextAsync(Path.Combine(own.Folder, "keys", "ballot-counts.key"), written.Replace("poll", $"{poll}"));
        Assert.DoesNotContain(await own.FoundAsync((poll, number)), line => line.Contains("noted"));
        await own.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("poll.runs", (await own.SendAsync("director", new CallOffPoll(poll, "不喜欢"))).Refusals[0].Code);
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.True((await own.SendAsync("lin", new GetResult(poll))).Ok);
        // Beside the portal, which would soon write its own.
        var beside = Path.Combine(own.Folder, "beside");
        NotedCounts counts = new(new(beside), own.Services.GetRequiredService<BallotSeals>(), NullLogger<NotedCounts>.Instance);
        new KeyFolder(beside).Write("ballot-counts", System.Text.Encoding.UTF8.GetBytes(written.Replace("poll", $"{poll}")));
        Assert.Equal((false, 0), (counts.IsWhole, counts.Of(poll)));
    }

    [Fact]
    public async Task One_that_nobody_had_published_yet_and_was_dropped_with_the_count_of_before()
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: "")));
        await CastAsync(poll, 3);
        await KeepCountAsync(poll);
        await CastAsync(poll, 2);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await AttackAsync(poll, "DELETE FROM BoxedBallots WHERE Place IN (SELECT Place FROM BoxedBallots WHERE PollId = {0} LIMIT 2)", CountBack);
        Assert.Contains(await FoundAsync(poll), line => line.EndsWith("5 secret ballots were noted, there are 3"));
        // Suspected and looked at with the next quarter of a minute, not the next hour.
        await Host.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Contains("poll.found-changed", await Host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").Select(r => r.Act).ToListAsync()));
        await DoesNotCloseAsync(poll);
    }
}
