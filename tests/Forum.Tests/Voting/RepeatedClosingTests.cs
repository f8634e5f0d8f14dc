using System.Net;
using System.Net.Http.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Closing again, and closing at once, publish each ballot once.</summary>
public sealed class RepeatedClosingTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> VotedAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        foreach (var voter in new[] { "lin", "chen", "zhao" }) Assert.True((await host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
        return poll;
    }

    private async Task PublishedOnceAsync(PollId poll)
    {
        Assert.Equal([3L], await host.DbAsync(db => db.Checkpoints.Where(c => c.PollId == poll).Select(c => c.Size).ToListAsync()));
        Assert.Equal(1, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"polls/{poll}" && r.Act == "record.published")));
        var record = (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
    }

    [Fact]
    public async Task Again_and_again()
    {
        var poll = await VotedAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var director = await host.ApiAsync("director");
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/closing", new { })).StatusCode);
        await PublishedOnceAsync(poll);
    }

    [Fact]
    public async Task Many_at_once_and_the_clock_too()
    {
        var poll = await VotedAsync();
        var director = await host.ApiAsync("director");
        var clock = host.Services.GetRequiredService<Forum.Demo.DemoClock>();
        await host.DbAsync(async db => { await clock.AdvanceAsync(db, TimeSpan.FromDays(1), default); return 0; });
        var runs = Enumerable.Range(0, 3).Select(_ => host.Services.GetRequiredService<DueRunner>().RunAsync(default)).ToList();
        var closings = Enumerable.Range(0, 12).Select(_ => director.PostAsJsonAsync($"/api/v1/polls/{poll}/closing", new { })).ToList();
        await Task.WhenAll(runs);
        Assert.All(await Task.WhenAll(closings), c => Assert.Equal(HttpStatusCode.OK, c.StatusCode));
        await PublishedOnceAsync(poll);
    }

    [Fact]
    public async Task No_checkpoint_reaches_past_the_ballots()
    {
        var poll = await VotedAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Checkpoints (PollId, Size, Note) SELECT PollId, Size + 1, Note FROM Checkpoints WHERE PollId = {poll.ToString().ToUpperInvariant()}")));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}
