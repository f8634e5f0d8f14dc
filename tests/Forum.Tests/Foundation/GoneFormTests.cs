using System.Net;
using AngleSharp.Html.Dom;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Foundation;

/// <summary>A form that its page has no more is answered by the portal, with what was typed, or as what was done already.</summary>
public sealed class GoneFormTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync(string title) => (await host.SendAsync("lin", new Propose(title, "正文。", null))).Value.Id;

    [Fact]
    public async Task What_was_typed_is_given_back_where_the_matter_ended_meanwhile()
    {
        var id = await ProposedAsync("就要撤回的提案");
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "不提了"))).Ok);
        await wu.PostAsync("say", new() { ["body"] = "我想了很久的<b>话</b>。", ["reason-7"] = "\n另一句", ["answer"] = "选的" });
        Assert.Equal((HttpStatusCode.Conflict, "text/html"), (wu.Response.StatusCode, wu.Response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(["我想了很久的<b>话</b>。", "\n另一句"], wu.Page.QuerySelectorAll("textarea").Select(t => ((IHtmlTextAreaElement)t).Value).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("收起来了", wu.Text);
        Assert.NotNull(wu.Page.QuerySelector($"a[href='/proposals/{id}']"));
        Assert.Equal(0, await host.DbAsync(db => db.Comments.CountAsync(c => c.ProposalId == id)));
    }

    [Fact]
    public async Task A_double_tap_ends_on_the_page_as_it_stands()
    {
        var id = await ProposedAsync("点了两次的提案");
        var wu = await Browser.SignedInAsync(host, "wu");
        var (page, path) = ((await wu.GoAsync($"/proposals/{id}")).Page, wu.Path);
        for (var press = 0; press < 2; press++)
        {
            await wu.Back(page, path).PostAsync("endorse", []);
            Assert.Equal((HttpStatusCode.OK, path), (wu.Response.StatusCode, wu.Path));
        }
        Assert.Equal(1, await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Endorsed).SingleAsync()));
        // Another window's press is another one, which was not taken.
        var other = await Browser.SignedInAsync(host, "zhao");
        (page, path) = ((await other.GoAsync($"/proposals/{id}")).Page, other.Path);
        Assert.True((await host.SendAsync("zhao", new Endorse(id))).Ok);
        await other.Back(page, path).PostAsync("endorse", []);
        Assert.Equal(HttpStatusCode.Conflict, other.Response.StatusCode);
        Assert.Null(other.Page.QuerySelector("textarea"));
    }

    [Fact]
    public async Task What_went_out_of_sight_by_the_first_press_is_said_to_be_done_at_the_second()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("property", null, "私下再说的事", "说一说", Visibility.Private))).Value.Id;
        var unit = await host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).FirstAsync());
        Assert.True((await host.SendAsync("director", new AcceptConcern(concern))).Ok);
        Assert.True((await host.SendAsync("director", new AssignConcern(concern, unit))).Ok);
        var property = await Browser.SignedInAsync(host, "property");
        var (page, path) = ((await property.GoAsync($"/concerns/{concern}")).Page, property.Path);
        await property.PostAsync("handle", new() { ["how"] = "return", ["body"] = "不归我们管" });
        Assert.Equal("/queue", property.Path);
        await property.Back(page, path).PostAsync("handle", new() { ["how"] = "return", ["body"] = "不归我们管" });
        Assert.Equal(HttpStatusCode.NotFound, property.Response.StatusCode);
        Assert.Contains("已经办好了", property.Text);
        Assert.DoesNotContain("私下再说", property.Text);
    }

    [Fact]
    public async Task What_was_typed_comes_back_also_where_the_matter_is_hidden_since()
    {
        var id = await ProposedAsync("就要隐藏的提案");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}");
        Assert.True((await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))).Ok);
        await chen.PostAsync("say", new() { ["body"] = "我说的话" });
        Assert.Equal(HttpStatusCode.Conflict, chen.Response.StatusCode);
        Assert.Equal("我说的话", Assert.IsAssignableFrom<IHtmlTextAreaElement>(chen.Page.QuerySelector("textarea")).Value);
        Assert.DoesNotContain("就要隐藏", chen.Text);
        Assert.Contains("已经隐藏了", chen.Text);
        await chen.GoAsync(chen.Page.QuerySelector("main a.go")!.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.OK, $"/proposals/{id}/hiding"), (chen.Response.StatusCode, chen.Path));
    }

    [Theory]
    [InlineData("lin", "withdrawal", "reason")]
    [InlineData("chen", "amendments/new", "body")]
    public async Task Every_page_of_a_hidden_matter_says_so_to_whoever_sends_its_form(string who, string page, string field)
    {
        var id = await ProposedAsync($"{field}之前隐藏");
        var browser = await Browser.SignedInAsync(host, who);
        await browser.GoAsync($"/proposals/{id}/{page}");
        var form = browser.Page.QuerySelector($"form:has([name={field}]) input[name=_handler]")!.GetAttribute("value")!;
        Assert.True((await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))).Ok);
        await browser.PostAsync(form, new() { [field] = "写了半天" });
        Assert.Equal(HttpStatusCode.Conflict, browser.Response.StatusCode);
        Assert.Contains("已经隐藏了", browser.Text);
        Assert.Equal("写了半天", Assert.IsAssignableFrom<IHtmlTextAreaElement>(browser.Page.QuerySelector("textarea")).Value);
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/proposals/{id}/hiding']"));
    }

    [Fact]
    public async Task What_was_hidden_in_a_matter_that_the_sender_never_saw_is_not_told()
    {
        var id = (await host.SendAsync("lin", new RaiseConcern("property", null, "只对一家说的事", "说一说", Visibility.Private))).Value.Id;
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{await ProposedAsync("别的提案")}");
        wu.Form("say").SetAttribute("action", $"/concerns/{id}");
        Assert.True((await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))).Ok);
        await wu.PostAsync("say", new() { ["body"] = "猜一猜" });
        Assert.Equal(HttpStatusCode.NotFound, wu.Response.StatusCode);
        Assert.DoesNotContain("隐藏", wu.Text);
    }

    [Fact]
    public async Task Whoever_was_signed_out_meanwhile_gets_back_what_they_typed_but_no_password()
    {
        var id = await ProposedAsync("写着写着登出了");
        var wu = await Browser.SignedInAsync(host, "wu");
        var (page, path) = ((await wu.GoAsync($"/proposals/{id}")).Page, wu.Path);
        // The form of one person's page, sent when nobody is signed in.
        var visitor = new Browser(host);
        await visitor.Back(page, path).PostAsync("say", new() { ["body"] = "写了半天的话", ["password"] = "Secret-word-1" });
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Response.StatusCode);
        Assert.Equal(["写了半天的话"], visitor.Page.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/proposals/{id}']"));
        Assert.DoesNotContain("Secret-word-1", visitor.Page.DocumentElement.OuterHtml);
        Assert.Equal(0, await host.DbAsync(db => db.Comments.CountAsync(c => c.ProposalId == id)));
    }
}
