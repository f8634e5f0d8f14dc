using System.Net;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Papers;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A home's one ballot that came on paper: who of the home gave it nobody knows.</summary>
public sealed class HomePaperTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Fact]
    public async Task Whoever_lives_there_may_replace_it_and_nobody_of_them_sees_what_it_says()
    {
        var (id, other) = (await OpenAsync(preset: "households-assembly"), await Host.FamilyAsync("lin"));
        var poll = new PollId(Guid.Parse(id));
        var home = (await Host.SendAsync("lin", new GetPoll(poll))).Value.Own!.Line;
        var serial = await PrintAsync(id, new { voterId = $"{home}" });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", id, serial, First("no"))));
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", id, serial, new { choice = "no" })));
        foreach (var who in new[] { "lin", other })
        {
            var seen = (await Host.SendAsync(who, new GetPoll(poll))).Value;
            Assert.True(seen is { Own: { Choice: null, Receipt: null, Channel: Channel.Desk, ByOther: false }, May.Vote: true });
            Assert.False((await Host.SendAsync(who, new GetReceipt(poll))).Ok);
            Assert.False((await Host.SendAsync(who, new GetScan(poll, serial))).Ok);
        }
        Assert.True((await Host.SendAsync("director", new GetScan(poll, serial))).Ok);

        // The first of them who votes after it has it to themselves.
        Assert.True((await Host.SendAsync(other, new CastBallot(poll, Choice.Yes))).Ok);
        Assert.Equal(Choice.Yes, (await Host.SendAsync(other, new GetPoll(poll))).Value.Own!.Choice);
        Assert.True((await Host.SendAsync("lin", new GetPoll(poll))).Value is { Own: { Choice: null, ByOther: true }, May.Vote: false });
        Assert.Equal("ballot.household-cast", (await Host.SendAsync("lin", new CastBallot(poll, Choice.No))).Refusals[0].Code);

        // Until another paper comes, which somebody else of the home may have given.
        await Host.AdvanceAsync(TimeSpan.FromHours(1));
        var again = await PrintAsync(id, new { voterId = $"{home}" });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", id, again, First("no"))));
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", id, again, new { choice = "no" })));
        Assert.True((await Host.SendAsync(other, new GetPoll(poll))).Value is { Own: { Choice: null, Receipt: null, ByOther: false }, May.Vote: true });
        Assert.Equal(1, await Host.DbAsync(db => db.Ballots.CountAsync(b => b.PollId == poll)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{id}/papers/{again}/scan")).StatusCode);
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal((0, 1), ((await Host.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons, (await Host.SendAsync("lin", new GetResult(poll))).Value.Counts["no"].Persons));
        Assert.Empty(await Host.CheckAsync());
    }
}
