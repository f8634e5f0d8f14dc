using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Foundation.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>Threads are rendered once for many readers: each still reads them in their own language, with what is theirs, and never what was.</summary>
public sealed class RenderedThreadsTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task Readers_of_one_page_each_find_their_language_their_own_words_and_what_is_new()
    {
        var id = (await host.SendAsync("lin", new Propose("晾衣杆", "楼顶装**晾衣杆**。", null))).Value.Id;
        var said = (await host.SendAsync("chen", new AddComment(id, "怕风大。", Stance.Against))).Value;
        var answer = (await host.SendAsync("wu", new AddComment(id, "可以收起来。", Stance.For, said))).Value;
        var (chen, wu, zhao) = (await Browser.SignedInAsync(host, "chen"), await Browser.SignedInAsync(host, "wu"), await Browser.SignedInAsync(host, "zhao"));
        async Task<(int Own, string Text)> ReadAsync(Browser reader, string query = "?lang=zh")
        {
            await reader.GoAsync($"/proposals/{id}{query}");
            return (reader.Page.QuerySelectorAll("#comments a[data-own]").Length, reader.Page.QuerySelector($"#c-{said}")!.TextContent);
        }

        for (var round = 0; round < 2; round++)
        {
            Assert.Equal((0, 1, 1), ((await ReadAsync(zhao)).Own, (await ReadAsync(chen)).Own, (await ReadAsync(wu)).Own));
            Assert.Contains("反对", (await ReadAsync(zhao)).Text);
            Assert.Contains("Against", (await ReadAsync(zhao, "?lang=en")).Text);
        }
        Assert.Null(zhao.Page.QuerySelector("#comments .of-version"));

        await host.SendAsync("lin", new Revise(id, "楼顶装**可以收起**的晾衣杆。"));
        await ReadAsync(zhao);
        Assert.Equal(2, zhao.Page.QuerySelectorAll("#comments .of-version").Length);
        await host.SendAsync("wu", new WithdrawComment(answer));
        Assert.DoesNotContain("可以收起来", (await ReadAsync(zhao)).Text);
        Assert.Equal(0, (await ReadAsync(wu)).Own);
    }

    [Fact]
    public async Task What_is_over_offers_nothing_that_would_be_refused()
    {
        var id = (await host.SendAsync("lin", new Propose("旧轮胎", "收旧轮胎。", null))).Value.Id;
        var said = (await host.SendAsync("chen", new AddComment(id, "放哪里？", Stance.Against))).Value;
        var chen = await Browser.SignedInAsync(host, "chen");
        const string Ways = "#c-{0} footer :is(a[href*=agree], a[href*=reply], a[data-own])";
        await chen.GoAsync($"/proposals/{id}");
        // Nobody agrees with themselves.
        Assert.Equal(2, chen.Page.QuerySelectorAll(string.Format(Ways, said)).Length);
        var visitor = new Browser(host);
        await visitor.GoAsync($"/proposals/{id}?agree={said}");
        Assert.NotNull(visitor.Page.QuerySelector("[data-live=agree] a[href^='/sign-in']"));

        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "另有办法了。"))).Ok);
        foreach (var page in new[] { $"/proposals/{id}", $"/proposals/{id}/comments/{said}" })
        {
            await chen.GoAsync(page);
            Assert.Empty(chen.Page.QuerySelectorAll(string.Format(Ways, said)));
            Assert.Contains("放哪里？", chen.Text);
            Assert.Contains("讨论结束了", chen.Text);
            Assert.False(chen.HasForm("say"));
        }
        await chen.GoAsync($"/proposals/{id}");
        Assert.Contains("到此为止", chen.Page.QuerySelector(".top .road-at")!.TextContent);
        Assert.DoesNotContain("下一站", chen.Page.QuerySelector(".top")!.TextContent);
        Assert.Contains("data-over", await FragmentAsync(id, said));
        Assert.Equal("talk.over", (await host.SendAsync("chen", new AgreeWithComment(said))).Refusals[0].Code);
    }

    [Fact]
    public async Task What_is_sent_to_open_screens_loads_the_pictures_that_the_page_has_already()
    {
        var id = (await host.SendAsync("lin", new Propose("信箱", "换一排信箱。", null))).Value.Id;
        var said = (await host.SendAsync("chen", new AddComment(id, "赞成。", Stance.For))).Value;
        var page = (await new Browser(host).GoAsync($"/proposals/{id}")).Page;
        var icon = page.QuerySelector("#comments svg use")!.GetAttribute("href")!;
        Assert.Matches(@"^/icons/icons\.[a-z0-9]+\.svg#", icon);
        Assert.Contains(icon, await FragmentAsync(id, said));
        Assert.DoesNotContain("of-version", await FragmentAsync(id, said));
        await host.SendAsync("lin", new Revise(id, "换两排信箱。"));
        Assert.Contains("of-version", await FragmentAsync(id, said));
        Assert.Equal(icon.Split('#')[0], page.QuerySelector("header svg use")!.GetAttribute("href")!.Split('#')[0]);
    }

    private async Task<string> FragmentAsync(ProposalId id, CommentId said)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetServices<IFragments>().OfType<CommentFragments>().Single().RenderAsync(new CommentAdded(default, id, said, null, default, ""), "zh", default))!.Value.Html;
    }
}
