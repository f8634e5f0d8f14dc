using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Authors;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Notifications;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council.Writing;

/// <summary>Drafts: private, kept, written by several, published.</summary>
public sealed class DraftTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<DraftId> DraftAsync(string title = "草稿金丝雀", string body = "第一段。") => (await host.SendAsync("lin", new StartDraft(title, body))).Value.Id;

    private Task<AccountId> AccountAsync(string userName) => host.DbAsync(async db => (await db.Accounts.SingleAsync(a => a.UserName == userName)).AccountId);

    private static HttpRequestMessage Put(DraftId id, int from, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/drafts/{id}") { Content = JsonContent.Create(body) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{from}\""));
        return request;
    }

    [Fact]
    public async Task Nobody_else_finds_it_anywhere()
    {
        var id = await DraftAsync("只给自己看的金丝雀");
        await host.SendAsync("lin", new InviteCoAuthor(new(id, null), "zhao"));
        await host.DrainAsync();
        foreach (var who in new[] { "chen", "director", "auditor", "admin", "lin.b" })
        {
            var api = await host.ApiAsync(who);
            foreach (var path in new[] { "", "/texts", "/texts/1", "/co-authors" }) Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/api/v1/drafts/{id}{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(Put(id, 1, new { title = "x", body = "y" }))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync($"/api/v1/drafts/{id}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsJsonAsync($"/api/v1/drafts/{id}/publication", new { })).StatusCode);
            Assert.Contains((await api.PostAsJsonAsync($"/api/v1/drafts/{id}/co-authors/acceptance", new { })).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
            foreach (var path in new[] { "/api/v1/drafts", "/api/v1/news", "/api/v1/search?q=金丝雀给自己看", "/api/v1/proposals?take=100", "/proposals", "/drafts", "/news", "/", "/ledger" })
                Assert.DoesNotContain("金丝雀", await api.GetStringAsync(path));
            Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/drafts/{id}")).StatusCode);
        }
        // The invited sees who asks and the title, on the invitation alone, and none of the words.
        var zhao = await host.ApiAsync("zhao");
        Assert.Equal(HttpStatusCode.NotFound, (await zhao.GetAsync($"/api/v1/drafts/{id}")).StatusCode);
        Assert.DoesNotContain("金丝雀", await zhao.GetStringAsync("/news"));
        var page = await (await Browser.SignedInAsync(host, "zhao")).GoAsync($"/drafts/{id}");
        Assert.Contains("金丝雀", page.Text);
        Assert.DoesNotContain("第一段", page.Text);
    }

    [Fact]
    public async Task By_pages_without_javascript_from_the_first_line_to_the_proposal()
    {
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/proposals/new");
        await lin.PostAsync("review", new() { ["title"] = "楼道装扶手", ["save"] = "1" });
        Assert.StartsWith("/drafts/0", lin.Path);
        var draft = lin.Path;
        await lin.PostAsync("review", new() { ["body"] = "老人上楼**吃力**。", ["save"] = "1" });
        Assert.Contains("楼道装扶手", (await lin.GoAsync("/drafts")).Text);
        await lin.GoAsync(draft);
        await lin.PostAsync("review", []);
        Assert.Equal("吃力", lin.Page.QuerySelector(".slip strong")!.TextContent);
        await lin.PostAsync("propose", new() { ["back"] = "1" });
        Assert.Equal("老人上楼**吃力**。", lin.Page.QuerySelector("textarea")!.TextContent.Trim());
        await lin.PostAsync("review", new() { ["body"] = "老人上楼**很吃力**。" });
        var (page, path) = (lin.Page, lin.Path);
        await lin.PostAsync("propose", []);
        var proposal = lin.Path;
        Assert.StartsWith("/proposals/0", proposal);
        Assert.Contains("很吃力", lin.Text);
        // A second press of the same button, and the draft's address, lead to the proposal; the draft is gone.
        Assert.Equal(proposal, (await lin.Back(page, path).PostAsync("propose", [])).Path);
        Assert.Equal(proposal, (await lin.GoAsync(draft)).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Browser.SignedInAsync(host, "wu")).GoAsync(draft)).Response.StatusCode);
        Assert.Equal(0, await host.DbAsync(db => db.SavedTexts.CountAsync(t => t.Title == "楼道装扶手")));
    }

    [Fact]
    public async Task A_draft_carries_its_category_to_the_proposal()
    {
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/proposals/new");
        await lin.PostAsync("review", new() { ["title"] = "球场装灯", ["category"] = "facilities", ["save"] = "1" });
        string? Chosen() => lin.Page.QuerySelector("#category option[selected]")?.GetAttribute("value");
        Assert.Equal("facilities", Chosen());
        await lin.PostAsync("review", new() { ["body"] = "晚上看不见。", ["category"] = "environment", ["save"] = "1" });
        Assert.Equal("environment", Chosen());
        await lin.GoAsync($"{lin.Path}?text=1");
        Assert.Equal("facilities", Chosen());

        var api = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsJsonAsync("/api/v1/drafts", new { title = "球场装灯", category = "moon" })).StatusCode);
        var begun = await (await api.PostAsJsonAsync("/api/v1/drafts", new { title = "球场装灯", body = "晚上看不见。", category = "facilities" })).Content.ReadFromJsonAsync<JsonElement>();
        var id = new DraftId(begun.GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync(Put(id, 1, new { title = "球场装灯", body = "晚上看不见。", category = "environment" }))).StatusCode);
        Assert.Equal("environment", (await api.GetFromJsonAsync<JsonElement>($"/api/v1/drafts/{id}")).GetProperty("category").GetString());
        Assert.Equal("facilities", (await api.GetFromJsonAsync<JsonElement>($"/api/v1/drafts/{id}/texts/1")).GetProperty("category").GetString());
        var proposal = (await (await api.PostAsync($"/api/v1/drafts/{id}/publication", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.Equal("environment", await host.DbAsync(db => db.Proposals.Where(p => p.Id == new ProposalId(proposal)).Select(p => p.Category).SingleAsync()));
    }

    [Fact]
    public async Task Two_edits_at_once_are_both_kept_and_the_second_is_shown_the_difference()
    {
        var id = await DraftAsync("长椅", "装一把长椅。");
        await host.WriteAlongAsync(id, "chen");
        var (lin, chen) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "chen"));
        await lin.GoAsync($"/drafts/{id}");
        await chen.GoAsync($"/drafts/{id}");
        await chen.PostAsync("review", new() { ["body"] = "装两把长椅。", ["save"] = "1" });
        await lin.PostAsync("review", new() { ["body"] = "装一把靠背椅。" });
        Assert.EndsWith("?text=3", lin.Path);
        Assert.Contains("装一把靠背椅。", lin.Page.QuerySelector("textarea")!.TextContent);
        Assert.Contains("两", lin.Page.QuerySelector(".diff del")!.TextContent);
        Assert.Equal("装两把长椅。", (await host.SendAsync("lin", new GetDraft(id))).Value.Body);
        await lin.PostAsync("review", new() { ["body"] = "装两把靠背椅。", ["save"] = "1" });
        Assert.Equal($"/drafts/{id}", lin.Path);
        Assert.Equal("装两把靠背椅。", (await host.SendAsync("chen", new GetDraft(id))).Value.Body);
        Assert.Equal([(4, false), (3, true), (2, false), (1, false)], (await host.SendAsync("chen", new ListSavedTexts(id))).Value.Select(t => (t.Number, t.Aside)));
    }

    [Fact]
    public async Task By_the_api_with_the_number_as_its_tag()
    {
        var api = await host.ApiAsync("lin");
        var begun = await api.PostAsJsonAsync("/api/v1/drafts", new { title = "晾衣杆" });
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (begun.StatusCode, begun.Headers.ETag!.Tag));
        var id = new DraftId((await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await api.PutAsJsonAsync($"/api/v1/drafts/{id}", new { title = "x" })).StatusCode);
        Assert.Equal("\"2\"", (await api.SendAsync(Put(id, 1, new { title = "晾衣杆", body = "楼顶。" }))).Headers.ETag!.Tag);
        var late = await api.SendAsync(Put(id, 1, new { title = "晾衣杆", body = "院里。" }));
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.PreconditionFailed, "draft.moved-on", 3), (late.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("keptAs").GetInt32()));
        Assert.Contains(problem.GetProperty("difference").EnumerateArray(), p => p.GetProperty("kind").GetString() == "added" && p.GetProperty("text").GetString()!.Contains('院'));
        Assert.Equal("院里。", (await api.GetFromJsonAsync<JsonElement>($"/api/v1/drafts/{id}/texts/3")).GetProperty("body").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync(Put(id, 99, new { title = "x" }))).StatusCode);
        var stale = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/drafts/{id}/publication");
        stale.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        Assert.Equal(HttpStatusCode.Conflict, (await api.SendAsync(stale)).StatusCode);
        var published = await api.PostAsync($"/api/v1/drafts/{id}/publication", null);
        Assert.Equal(HttpStatusCode.Created, published.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/api/v1/drafts/{id}")).StatusCode);
    }

    [Fact]
    public async Task Forty_saves_at_once_lose_no_text()
    {
        var id = await DraftAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync("lin", new SaveDraft(id, 1, "题", $"第{i}份"))));
        Assert.Single(all, s => !s.Value.Aside);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"第{i}份").Order(), (await host.DbAsync(db => db.SavedTexts.Where(t => t.DraftId == id && t.Number > 1).Select(t => t.Body).ToListAsync())).Order());
    }

    [Fact]
    public async Task Published_twice_at_once_it_is_one_proposal()
    {
        var id = await DraftAsync("发一次的提案", "正文。");
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("lin", new Propose("发一次的提案", "正文。", null, Draft: id, DraftRevision: 1))));
        Assert.Single(all, p => p.Ok);
        Assert.Equal(1, await host.DbAsync(db => db.Proposals.CountAsync(p => p.Title == "发一次的提案")));
    }

    [Fact]
    public async Task Co_authors_write_along_stand_on_the_proposal_and_go()
    {
        var id = await DraftAsync("一起写的提案", "正文。");
        await host.WriteAlongAsync(id, "chen");
        Assert.Equal("coauthor.unknown", (await host.SendAsync("lin", new InviteCoAuthor(new(id, null), "lin.b"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(id, null), "zhao"))).Ok);
        Assert.True((await host.SendAsync("chen", new SaveDraft(id, 1, "一起写的提案", "正文，陈改过。"))).Ok);
        Assert.Equal("draft.author-publishes", (await host.SendAsync("chen", new Propose("一起写的提案", "正文，陈改过。", null, Draft: id, DraftRevision: 2))).Refusals[0].Code);
        var proposal = (await host.SendAsync("lin", new Propose("一起写的提案", "正文，陈改过。", null, Draft: id, DraftRevision: 2))).Value.Id;
        await host.DrainAsync();
        var wu = await (await Browser.SignedInAsync(host, "wu")).GoAsync($"/proposals/{proposal}");
        Assert.Equal(2, wu.Page.QuerySelectorAll(".title .sub strong").Length);
        // The invitation goes on with the proposal; only those concerned see that it waits.
        Assert.Single((await host.SendAsync("wu", new GetCoAuthors(new(null, proposal)))).Value.Items);
        Assert.True((await host.SendAsync("zhao", new GetCoAuthors(new(null, proposal)))).Value.Waiting);
        Assert.Equal("proposal.not-yours", (await host.SendAsync("zhao", new Revise(proposal, "赵写的。", 1))).Refusals[0].Code);
        Assert.True((await host.SendAsync("zhao", new JoinCoAuthors(new(null, proposal)))).Ok);
        Assert.Equal(2, (await host.SendAsync("zhao", new Revise(proposal, "赵写的。", 1))).Value);
        Assert.Equal("coauthor.author-invites", (await host.SendAsync("zhao", new EndCoAuthor(new(null, proposal), await AccountAsync("chen")))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new EndCoAuthor(new(null, proposal), await AccountAsync("zhao")))).Ok);
        Assert.Equal("proposal.not-yours", (await host.SendAsync("zhao", new Revise(proposal, "赵又写。", 2))).Refusals[0].Code);
        Assert.True((await host.SendAsync("chen", new EndCoAuthor(new(null, proposal), await AccountAsync("chen")))).Ok);
        Assert.Empty((await host.SendAsync("wu", new GetProposal(proposal))).Value.CoAuthors);
        await host.DrainAsync();
        Assert.Contains(await NewsAsync("zhao"), n => n == "news.coauthor-takenoff-proposal");
        Assert.Contains(await NewsAsync("lin"), n => n == "news.coauthor-left-proposal");
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_co_author_is_asked_answers_and_is_taken_off_on_pages()
    {
        var id = await DraftAsync("页面上一起写");
        var (lin, chen) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "chen"));
        await lin.GoAsync($"/drafts/{id}");
        await lin.PostAsync("invite", new() { ["userName"] = "nobody.here" });
        Assert.Contains("没有这个用户名", lin.Text);
        await lin.PostAsync("invite", new() { ["userName"] = "chen" });
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("chen", new Forum.Notifications.GetNews())).Value.Items, n => n.Href == $"/drafts/{id}");
        Assert.NotNull((await chen.GoAsync("/drafts")).Page.QuerySelector($".now-box a[href='/drafts/{id}']"));
        await chen.GoAsync($"/drafts/{id}");
        await chen.PostAsync("join", []);
        Assert.Contains("第一段", chen.Text);
        await lin.GoAsync($"/drafts/{id}");
        await lin.PostAsync($"end-{await AccountAsync("chen")}", []);
        Assert.Equal(HttpStatusCode.NotFound, (await chen.GoAsync($"/drafts/{id}")).Response.StatusCode);
    }

    [Fact]
    public async Task What_is_like_it_is_shown_and_only_what_one_may_see()
    {
        await host.SendAsync("lin", new Propose("东门围墙加装监控探头", "正文。", null));
        await host.SendAsync("lin", new Forum.Reception.RaiseConcern("other", null, "围墙监控探头拍到我家", "私事。", Domain.Reception.Visibility.Private));
        await host.SendAsync("lin.b", new Propose("围墙监控探头坏了", "正文。", null));
        Assert.Equal(["东门围墙加装监控探头"], (await host.SendAsync("chen", new FindSimilar("围墙监控探头", null))).Value.Items.Select(f => f.Title));
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync("/proposals/new");
        await chen.PostAsync("review", new() { ["title"] = "围墙监控探头", ["body"] = "装几个。" });
        Assert.Contains("东门围墙加装监控探头", chen.Page.QuerySelector("section[aria-labelledby=like]")!.TextContent);
    }

    private Task<List<string>> NewsAsync(string who) => host.DbAsync(async db =>
    {
        var account = (await db.Accounts.SingleAsync(a => a.UserName == who)).AccountId;
        return await db.News.Where(n => n.AccountId == account).Select(n => n.Text).ToListAsync();
    });
}
