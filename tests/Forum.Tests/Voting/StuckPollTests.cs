using Forum.Domain.Voting;
using Forum.Queue;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A poll that did not close when its time came: everybody reads that there is no result, and whoever holds it what is the matter and what to do.</summary>
public sealed class StuckPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> StuckAsync(string? papers = null)
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1), Papers: papers, EntryHours: papers is null ? null : 48))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.No))).Ok);
        await host.SpoilAsync($"UPDATE Ballots SET Choice = 1 WHERE PollId = '{poll.ToString().ToUpperInvariant()}'");
        await host.AdvanceAsync(TimeSpan.FromDays(1.1));
        return poll;
    }

    private async Task<Browser> SeesAsync(string who, string path) => await (await Browser.SignedInAsync(host, who)).GoAsync(path);

    [Theory]
    [InlineData(null)]
    [InlineData("last")]
    public async Task Where_no_paper_is_entered_none_is_spoken_of_and_the_holder_reads_why(string? papers)
    {
        var poll = await StuckAsync(papers);
        var voter = await SeesAsync("lin", $"/polls/{poll}");
        Assert.DoesNotContain("录", voter.Page.QuerySelector("[data-live=stands]")!.TextContent);
        Assert.DoesNotContain("录完", voter.Page.QuerySelector("dl.facts")!.TextContent);
        Assert.Contains("结果还没有出来", voter.Text);
        Assert.DoesNotContain("绕过平台", voter.Text);
        Assert.Null((await host.SendAsync("lin", new GetPoll(poll))).Value.Stuck);

        var holder = await SeesAsync("director", $"/polls/{poll}");
        Assert.Contains("绕过平台改过", holder.Page.QuerySelector("[data-live=stands]")!.TextContent);
        Assert.Contains("再试一次", holder.Form("close").TextContent);
        Assert.Equal("record.changed", (await host.SendAsync("director", new GetPoll(poll))).Value.Stuck);
        await holder.PostAsync("close", []);
        Assert.Contains("绕过平台改过", holder.Page.QuerySelector(".wrong")!.TextContent);
    }

    [Fact]
    public async Task Where_the_portal_does_not_know_why_it_says_where_to_look()
    {
        var poll = await StuckAsync("last");
        host.Services.GetRequiredService<PollLooks>().Saw(poll, host.Now(), false);
        Assert.Contains((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Kind == "poll.close" && i.Href == $"/polls/{poll}");
        var holder = await SeesAsync("director", $"/polls/{poll}");
        Assert.Contains("看日志", holder.Page.QuerySelector("[data-live=stands]")!.TextContent);
        Assert.Equal("unknown", (await host.SendAsync("director", new GetPoll(poll))).Value.Stuck);
    }

    [Fact]
    public async Task Of_one_that_was_called_off_nothing_is_promised_any_more()
    {
        var poll = await StuckAsync();
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        Assert.Contains("都不计票", (await SeesAsync("lin", $"/polls/{poll}")).Text);
        var record = await SeesAsync("lin", $"/polls/{poll}/record");
        Assert.Contains("内容不再公布", record.Text);
        Assert.DoesNotContain("内容截止后公布", record.Text);
    }
}
