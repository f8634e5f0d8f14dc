using System.Net.Http.Json;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A paper of one line leaves the voter's other line alone.</summary>
public sealed class TwoLinesPaperTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Fact]
    public async Task A_paper_for_one_home_says_nothing_of_the_other()
    {
        await Host.MoveInTooAsync("lin");
        var poll = await Host.OpenPollAsync(papers: "paper");
        var (one, two) = await Host.TwoAsync("lin", poll);
        var serial = await PrintAsync($"{poll}", new { voterId = one.Line.ToString() });
        Assert.True((await EnterAsync("director", $"{poll}", serial, First("no"))).IsSuccessStatusCode);
        Assert.Equal("counted", await StateAsync(await EnterAsync("steward", $"{poll}", serial, new { choice = "no" })));
        Assert.Equal("ballot.paper-stands", (await Host.SendAsync("lin", new CastBallot(poll, Choice.Yes, Line: one.Line))).Refusals[0].Code);
        Assert.True((await Host.SendAsync("lin", new CastBallot(poll, Choice.Yes, Line: two.Line))).Ok);
        Assert.Equal([(Channel.Desk, (Choice?)Choice.No), (Channel.Online, Choice.Yes)], (await Host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).ToListAsync())).Select(b => (b.Channel, b.Choice)).OrderByDescending(b => b.Channel));
    }

    [Fact]
    public async Task A_paper_given_out_for_one_home_leaves_the_other_its_token()
    {
        await Host.MoveInTooAsync("zhao");
        var poll = await Host.OpenPollAsync(secrecy: "secret", papers: "last");
        var (one, two) = await Host.TwoAsync("zhao", poll);
        var given = await (await Host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = one.Line.ToString(), channel = "desk", witnessId = await AccountAsync("steward") });
        Assert.Null(await CodeAsync(given));
        Assert.Equal((false, true), ((await Host.SendAsync("zhao", new GetPoll(poll, one.Line))).Value.May.Vote, (await Host.SendAsync("zhao", new GetPoll(poll, two.Line))).Value.May.Vote));
        Assert.Equal(two.Line, (await Host.SendAsync("zhao", new GetPoll(poll))).Value.Own!.Line);
        await Host.DrainAsync();
        Assert.Contains((await Host.SendAsync("zhao", new Forum.Notifications.GetNews())).Value.Items, n => n.Href == $"/polls/{poll}?line={one.Line}" && n.Text.Contains(one.Label));
        var page = await Browser.SignedInAsync(Host, "zhao");
        await page.GoAsync($"/polls/{poll}?line={one.Line}");
        Assert.Contains($"{one.Label}已经领了纸票", page.Text);
    }
}
