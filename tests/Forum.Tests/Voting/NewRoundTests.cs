using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A closed poll is never reopened: a new round stands beside it, and each names the other.</summary>
public sealed class NewRoundTests(ForumHost host) : IClassFixture<ForumHost>
{
    private SetUpPoll Asked(PollId? after = null, string preset = "residents", string question = "是否同意？") => new(question, null, "yes-no-abstain", preset, "open", host.Now().AddDays(1), After: after);

    private async Task<PollId> ClosedAsync()
    {
        var poll = (await host.SendAsync("director", Asked())).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        return poll;
    }

    [Fact]
    public async Task It_is_linked_both_ways_and_leaves_the_old_result_alone()
    {
        var old = await ClosedAsync();
        var before = (await host.SendAsync("lin", new GetResult(old))).Value.TallyHash;
        var next = (await host.SendAsync("director", Asked(old))).Value;
        Assert.Equal((next, old), ((await host.SendAsync("lin", new GetPoll(old))).Value.Next!.Value, (await host.SendAsync("lin", new GetPoll(next))).Value.After!.Value));
        Assert.Equal(before, (await host.SendAsync("lin", new GetResult(old))).Value.TallyHash);
        Assert.Contains("poll.follows", await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{next}").Select(r => r.Act).ToListAsync()));
        Assert.Equal("poll.round-exists", (await host.SendAsync("director", Asked(old))).Refusals[0].Code);
    }

    [Fact]
    public async Task The_result_leads_to_the_new_round_and_back_and_asks_for_no_third()
    {
        var old = await ClosedAsync();
        var director = await Browser.SignedInAsync(host, "director");
        async Task<(bool Asks, bool Next, PollId? Told)> SeenAsync(PollId next)
        {
            await director.GoAsync($"/polls/{old}/result");
            return (director.Page.QuerySelector("a[href*='after=']") is not null, director.Page.QuerySelector($"#rounds a[href='/polls/{next}']") is not null, (await host.SendAsync("lin", new GetResult(old))).Value.Next);
        }
        var off = (await host.SendAsync("director", Asked(old))).Value;
        Assert.Equal((false, true, off), await SeenAsync(off));
        await host.SendAsync("director", new CallOffPoll(off, "问题写错了"));
        Assert.Equal((true, false, null), await SeenAsync(off));
        var next = (await host.SendAsync("director", Asked(old))).Value;
        await host.SendAsync("director", new OpenPoll(next));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal((false, true, next), await SeenAsync(next));
        Assert.Equal(old, (await host.SendAsync("lin", new GetResult(next))).Value.After);
        await director.GoAsync($"/polls/{next}/result");
        Assert.NotNull(director.Page.QuerySelector($"#rounds a[href='/polls/{old}/result']"));
    }

    [Fact]
    public async Task Two_new_rounds_at_once_leave_one()
    {
        var old = await ClosedAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SendAsync("director", Asked(old, question: $"第{i}问"))));
        Assert.Equal(1, made.Count(m => m.Ok));
    }

    [Fact]
    public async Task It_asks_the_same_people_and_only_once_the_old_closed()
    {
        var open = (await host.SendAsync("director", Asked())).Value;
        Assert.Equal("poll.round-not-closed", (await host.SendAsync("director", Asked(open))).Refusals[0].Code);
        var old = await ClosedAsync();
        Assert.Equal("poll.round-others", (await host.SendAsync("owners.chair", Asked(old, "owners-ordinary"))).Refusals[0].Code);
        Assert.Equal("poll.round-others", (await host.SendAsync("director.b", Asked(old))).Refusals[0].Code);
    }

    [Fact]
    public async Task From_the_result_page_without_a_script()
    {
        var old = await ClosedAsync();
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/polls/{old}/result");
        await director.GoAsync(director.Page.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        await director.PostAsync("set-up", new() { ["closesAt"] = host.Now().AddDays(5).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Contains("上一轮", director.Text);
        Assert.NotNull(director.Page.QuerySelector($"a[href='/polls/{old}/result']"));
    }
}
