using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Search;

/// <summary>What is found by where it is and how far it has come.</summary>
public sealed class WhereItStandsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<FoundItem[]> FindAsync(FindText sought) => [.. (await host.SendAsync("chen", sought with { Take = 100 })).Value.Items];

    [Fact]
    public async Task A_notice_and_a_decision_are_at_the_place_of_their_poll()
    {
        var polls = await host.DbAsync(db => db.Polls.Where(p => p.PlaceId != p.CommunityId && db.NoticePeriods.Any(n => n.PollId == p.Id)).Select(p => new { p.Id, p.PlaceId, Decision = db.Decisions.Where(d => d.PollId == p.Id).Select(d => (DecisionId?)d.Id).FirstOrDefault() }).ToListAsync());
        Assert.NotEmpty(polls);
        Assert.Contains(polls, p => p.Decision is not null);
        foreach (var poll in polls)
        {
            Assert.Contains(await FindAsync(new(null, SearchKind.Notice, poll.PlaceId)), i => i.Id == poll.Id.ToString());
            if (poll.Decision is { } decision) Assert.Contains(await FindAsync(new(null, SearchKind.Decision, poll.PlaceId)), i => i.Id == decision.ToString());
        }
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task What_ended_stands_at_its_end_and_so_does_what_was_said_of_it()
    {
        var id = (await host.SendAsync("lin", new Propose("种紫藤", "沿着围栏种紫藤。", null))).Value.Id;
        await host.SendAsync("wu", new Forum.Council.Discussion.AddComment(id, "紫藤招蜂", Stance.Against));
        Assert.Equal(2, (await FindAsync(new("紫藤", Stage: "Discussed"))).Length);
        Assert.Equal(2, (await FindAsync(new("紫藤", Stage: "Collecting"))).Length);
        Assert.Empty(await FindAsync(new("紫藤", Stage: "Deliberation")));
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "另写一份"))).Ok);
        Assert.Empty(await FindAsync(new("紫藤", Stage: "Discussed")));
        var found = await FindAsync(new("紫藤", Stage: "Withdrawn"));
        Assert.Equal(2, found.Length);
        Assert.Contains(found, i => i.Stage == "withdrawn");
        var page = await host.CreateClient().GetStringAsync("/search?q=紫藤&stage=withdrawn");
        Assert.Contains("已撤回", page);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Calls_are_found_by_their_state_at_this_time_and_decisions_by_how_far_they_are_carried_out()
    {
        var (now, calls) = (host.Now(), await host.DbAsync(db => db.Calls.Where(c => c.CommunityId == db.Accounts.Single(a => a.UserName == "chen").CommunityId).ToListAsync()));
        foreach (var state in Enum.GetValues<Domain.Council.Calls.CallState>())
            Assert.Equal(calls.Where(c => c.StateAt(now) == state).Select(c => c.Id.ToString()).Order(), (await FindAsync(new(null, SearchKind.Call, Stage: $"{state}"))).Select(i => i.Id).Order());
        var open = calls.First(c => c.StateAt(now) == Domain.Council.Calls.CallState.Open);
        await host.AdvanceAsync(open.ClosesAt - now);
        Assert.Contains(await FindAsync(new(null, SearchKind.Call, Stage: "Closed")), i => i.Id == open.Id.ToString());
        var done = await host.DbAsync(db => db.Executions.IgnoreAutoIncludes().Where(e => e.CompletedAt != null).Select(e => e.DecisionId).ToListAsync());
        var found = await FindAsync(new(null, SearchKind.Decision, Stage: "CarriedOut"));
        Assert.Equal(found.Select(i => i.Id).Order(), done.Select(d => d.ToString()).Where(d => found.Any(i => i.Id == d)).Order());
        Assert.NotEmpty(await FindAsync(new(null, SearchKind.Decision, Stage: "Decided")));
    }

    [Fact]
    public async Task A_number_is_narrowed_like_words()
    {
        var number = await host.DbAsync(db => db.Concerns.Where(c => c.Visibility == Domain.Reception.Visibility.Public && c.Hidden == null && !db.Decisions.Any(d => d.Number == c.Number)).Select(c => c.Number).FirstAsync());
        Assert.NotEmpty(await FindAsync(new(number)));
        Assert.Empty(await FindAsync(new(number, SearchKind.Decision)));
    }
}
