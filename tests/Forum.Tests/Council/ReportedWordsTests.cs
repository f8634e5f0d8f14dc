using System.Net;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Notifications;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A report is about the words of that moment; nobody sees the reports of their own; a plea waits for whoever may confirm it.</summary>
public sealed class ReportedWordsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("门口的花坛", "种夹竹桃，有毒的。", null))).Value.Id;

    private async Task<ReportedView> SeenAsync(TextRef text) => (await host.SendAsync("director", new ListReported())).Value.Items.Single(r => r.What.Text == text);

    [Fact]
    public async Task A_moderator_reads_what_was_reported_though_it_was_changed_and_hiding_covers_that_too()
    {
        var id = await ProposedAsync();
        var said = (await host.SendAsync("chen", new AddComment(id, "某某是小偷", Stance.Against))).Value;
        var call = (await host.SendAsync("director", new OpenCall("院子里种什么", "说说看。", null, host.Now().AddDays(3)))).Value.Id;
        Assert.True((await host.SendAsync("chen", new Contribute(call, "某某是骗子"))).Ok);
        var given = await host.DbAsync(db => db.Contributions.Where(c => c.CallId == call).Select(c => new { c.Id, c.Number }).SingleAsync());
        foreach (var text in new TextRef[] { id, said, given.Id }) Assert.True((await host.SendAsync("wu", new ReportText(text, HouseRule.Insult))).Ok);
        Assert.Empty((await SeenAsync(said)).Earlier);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True((await host.SendAsync("chen", new EditComment(said, "某某是好人"))).Ok);
        Assert.True((await host.SendAsync("chen", new EditContribution(call, given.Number, "种桂花"))).Ok);
        Assert.True((await host.SendAsync("lin", new Revise(id, "种桂花。"))).Ok);
        Assert.True((await host.SendAsync("zhao", new ReportText(said, HouseRule.OffTopic))).Ok);
        foreach (var (text, words, href) in new (TextRef, string, string?)[] { (id, "种夹竹桃", $"/proposals/{id}/versions?from=1&to=2"), (said, "某某是小偷", null), (given.Id, "某某是骗子", $"/calls/{call}/contributions/{given.Number}/versions") })
        {
            var view = await SeenAsync(text);
            var then = Assert.Single(view.Earlier);
            Assert.Equal((2, 1, href), (view.Edition, then.Edition, then.Href));
            Assert.Contains(words, then.Html);
            Assert.DoesNotContain(words, view.Html);
            Assert.NotEmpty(then.Difference);
        }
        Assert.Equal([1, 2], (await SeenAsync(said)).Reports.Select(r => r.Edition));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/moderation/comments/{said}");
        Assert.Contains("某某是小偷", director.Text);
        Assert.Contains("举报之后作者改过文字", director.Text);
        foreach (var text in new TextRef[] { said, given.Id, id }) Assert.True((await host.SendAsync("director", new HideText(text, "骂人", HouseRule.Insult))).Ok);
        var visitor = host.CreateClient();
        foreach (var path in new[] { $"/proposals/{id}/versions", $"/calls/{call}/contributions/{given.Number}/versions", $"/api/v1/proposals/{id}/versions", $"/api/v1/calls/{call}/contributions/{given.Number}/versions" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("某某是", await visitor.GetStringAsync($"/calls/{call}"));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task The_old_words_of_a_hidden_comment_are_read_nowhere()
    {
        var id = await ProposedAsync();
        var said = (await host.SendAsync("chen", new AddComment(id, "某某是小偷", Stance.Against))).Value;
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True((await host.SendAsync("chen", new EditComment(said, "某某是好人"))).Ok);
        var visitor = host.CreateClient();
        Assert.Contains("某某是小偷", await visitor.GetStringAsync($"/proposals/{id}/comments/{said}"));
        Assert.True((await host.SendAsync("director", new HideText(said, "骂人", HouseRule.Insult))).Ok);
        Assert.DoesNotContain("某某是", await visitor.GetStringAsync($"/proposals/{id}/comments/{said}"));
        Assert.DoesNotContain("某某是", System.Text.RegularExpressions.Regex.Unescape(await visitor.GetStringAsync($"/api/v1/comments/{said}")));
    }

    [Fact]
    public async Task A_moderator_sees_no_report_of_their_own_words()
    {
        var id = await ProposedAsync();
        var said = (await host.SendAsync("director", new AddComment(id, "你们懂什么", Stance.Against))).Value;
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Other, "他总这样说话"))).Ok);
        await host.DrainAsync();
        Assert.DoesNotContain((await host.SendAsync("director", new ListReported())).Value.Items, r => r.What.Text == said);
        Assert.False((await host.SendAsync("director", new GetReported(said))).Ok);
        Assert.DoesNotContain((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Id == said.ToString());
        Assert.DoesNotContain((await host.SendAsync("director", new GetNews())).Value.Items, n => n.Href.Contains(said.ToString()));
        var director = await Browser.SignedInAsync(host, "director");
        foreach (var path in new[] { "/moderation", $"/moderation/comments/{said}", "/queue", "/news" })
        {
            await director.GoAsync(path);
            Assert.DoesNotContain("他总这样说话", director.Text);
            Assert.Null(director.Page.QuerySelector($"a[href='/moderation/comments/{said}']"));
        }
        Assert.DoesNotContain("他总这样说话", System.Text.RegularExpressions.Regex.Unescape(await (await host.ApiAsync("director")).GetStringAsync("/api/v1/moderation/reports")));
        Assert.Contains((await host.SendAsync("supervisor", new GetQueue())).Value.Items, i => i.Kind == "report.answer" && i.Id == said.ToString());
    }

    [Fact]
    public async Task A_plea_that_an_interest_is_over_stands_in_the_to_do_of_whoever_may_confirm_it()
    {
        var id = await ProposedAsync();
        async Task<bool> WaitsAsync(string who, InterestId interest) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == "interest.end" && i.Id == interest.ToString() && i.Href == $"/proposals/{id}/interests" && i.Title == "门口的花坛");
        var mine = (await host.SendAsync("director", new DeclareInterest(id, "花是我家卖的"))).Value;
        Assert.False(await WaitsAsync("supervisor", mine));
        Assert.True((await host.SendAsync("director", new AskToEndInterest(mine, "店关了"))).Ok);
        Assert.True(await WaitsAsync("supervisor", mine));
        foreach (var not in new[] { "director", "secretary", "wu" }) Assert.False(await WaitsAsync(not, mine));
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(id, "土是我家卖的"))).Ok);
        Assert.False(await WaitsAsync("supervisor", mine));
        Assert.True(await WaitsAsync("secretary", mine));
        Assert.False(await WaitsAsync("secretary.b", mine));
        Assert.True((await host.SendAsync("secretary", new EndInterest(mine, "看过"))).Ok);
        Assert.False(await WaitsAsync("secretary", mine));
    }
}
