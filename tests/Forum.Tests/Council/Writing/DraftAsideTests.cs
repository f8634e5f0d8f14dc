using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Authors;
using Forum.Council.Drafts;
using Forum.Domain.Council.Drafts;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council.Writing;

/// <summary>What lies aside of a draft is told before it is sent, and whoever writes along hears that it was, with nothing of their words lost.</summary>
public sealed class DraftAsideTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<DraftId> TogetherAsync(string title)
    {
        var draft = (await host.SendAsync("lin", new StartDraft(title, "甲写的。"))).Value.Id;
        await host.WriteAlongAsync(draft);
        return draft;
    }

    private async Task SaveAsync(string who, DraftId draft, int from, string title, string body) => Assert.True((await host.SendAsync(who, new SaveDraft(draft, from, title, body))).Ok);

    [Fact]
    public async Task Whoever_writes_on_where_another_text_came_in_has_that_kept_aside_too()
    {
        var draft = await TogetherAsync("两扇窗");
        await SaveAsync("chen", draft, 1, "两扇窗", "乙写的。");
        var api = await host.ApiAsync("lin");
        int? keptAs = null;
        foreach (var body in new[] { "甲接着写", "甲接着写了一段。", "甲接着写了一段。还有一段。", "甲接着写了一段。还有一段。" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/drafts/{draft}") { Content = JsonContent.Create(new { title = "两扇窗", body, byItself = true, beside = keptAs }), Headers = { { "If-Match", "\"1\"" } } };
            using var answer = await api.SendAsync(request);
            Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
            keptAs = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keptAs").GetInt32();
        }
        var aside = await host.DbAsync(db => db.SavedTexts.Where(t => t.DraftId == draft && t.Aside).ToListAsync());
        Assert.Equal(("甲接着写了一段。还有一段。", keptAs), (Assert.Single(aside).Body, (int?)aside[0].Number));
        Assert.Equal("乙写的。", (await host.SendAsync("lin", new GetDraft(draft))).Value.Body);
        // What another window wrote aside is that one's.
        Assert.True((await host.SendAsync("lin", new SaveDraft(draft, 1, "两扇窗", "另一个窗口写的。", ByItself: true))).Ok);
        Assert.Equal(2, await host.DbAsync(db => db.SavedTexts.CountAsync(t => t.DraftId == draft && t.Aside)));
    }

    [Fact]
    public async Task The_author_is_told_of_it_before_and_while_they_look_it_over_and_the_co_author_of_the_sending()
    {
        const string title = "一起写的长椅";
        var draft = await TogetherAsync(title);
        var lin = await Browser.SignedInAsync(host, "lin");
        await SaveAsync("lin", draft, 1, title, "甲又写的。");
        await SaveAsync("chen", draft, 1, title, "乙写的。");
        await lin.GoAsync($"/drafts/{draft}");
        Assert.Contains("陈立群另写了一份，放在一边", lin.Text);
        Assert.NotNull(lin.Page.QuerySelector($"a[href='/drafts/{draft}?text=3']"));
        await lin.PostAsync("review", []);
        Assert.Contains("陈立群另写了一份，放在一边", lin.Text);
        // Another comes to lie there while the author looks at this.
        await SaveAsync("chen", draft, 1, title, "乙又写的。");
        await lin.PostAsync("propose", []);
        Assert.Equal(HttpStatusCode.Conflict, lin.Response.StatusCode);
        Assert.NotNull(lin.Page.QuerySelector($"a[href='/drafts/{draft}?text=5']"));
        var api = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsync($"/api/v1/drafts/{draft}/publication?seen=3", null)).StatusCode);
        await lin.PostAsync("review", []);
        await lin.PostAsync("propose", []);
        Assert.StartsWith("/proposals/", lin.Path);
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("chen", new GetNews())).Value.Items, n => n.Href == lin.Path && n.Text.Contains("把你们一起写的") && n.Text.Contains(title));
    }

    [Fact]
    public async Task It_lies_aside_until_its_writer_saves_again()
    {
        var draft = await TogetherAsync("写进来了");
        await SaveAsync("lin", draft, 1, "写进来了", "甲又写的。");
        await SaveAsync("chen", draft, 1, "写进来了", "乙写的。");
        Assert.Equal([3], (await host.SendAsync("lin", new GetDraft(draft))).Value.LyingAside.Select(a => a.Number));
        // The author writes on: nobody knows whether the other's words are in it.
        await SaveAsync("lin", draft, 2, "写进来了", "甲还在写。");
        Assert.Equal([3], (await host.SendAsync("lin", new GetDraft(draft))).Value.LyingAside.Select(a => a.Number));
        await SaveAsync("chen", draft, 4, "写进来了", "甲乙写的。");
        Assert.Empty((await host.SendAsync("lin", new GetDraft(draft))).Value.LyingAside);
    }

    [Theory]
    [InlineData("back")]
    [InlineData("send")]
    [InlineData("review")]
    public async Task Whose_draft_is_gone_meanwhile_has_their_words_given_back(string press)
    {
        var title = $"不在了的草稿{press}";
        var draft = await TogetherAsync(title);
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/drafts/{draft}");
        if (press != "review") await chen.PostAsync("review", new() { ["body"] = "乙写了很久的话。" });
        Assert.True((await host.SendAsync("lin", new DiscardDraft(draft))).Ok);
        await chen.PostAsync(press == "review" ? "review" : "propose", press switch { "back" => new() { ["back"] = "1" }, "review" => new() { ["body"] = "乙写了很久的话。" }, _ => [] });
        Assert.Contains("乙写了很久的话。", chen.Page.QuerySelectorAll("textarea").Select(t => t.TextContent.Trim()));
        Assert.Equal(press == "review" ? HttpStatusCode.NotFound : HttpStatusCode.Conflict, chen.Response.StatusCode);
    }
}
