using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Dispatches;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Foundation.Live;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>Proposals, endorsements and what is said of them, through the real application.</summary>
public sealed class CouncilTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync(string title = "装一把长椅") => (await host.SendAsync("lin", new Propose(title, "门口装一把。", null))).Value.Id;

    private async Task<CommentId> SaidAsync(ProposalId proposal, string words, string by = "chen", CommentId? to = null) =>
        (await host.SendAsync(by, new AddComment(proposal, words, Stance.Against, to))).Value;

    [Fact]
    public async Task By_the_api()
    {
        var (lin, chen) = (await host.ApiAsync("lin"), await host.ApiAsync("chen"));
        var home = (await lin.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("placeId").GetString();
        var made = await lin.PostAsJsonAsync("/api/v1/proposals", new { title = "晾衣架", body = "楼顶装晾衣架。", placeId = home });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var proposal = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("discussed", 1), (proposal.GetProperty("stage").GetString(), proposal.GetProperty("version").GetInt32()));
        var path = $"/api/v1/proposals/{proposal.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.Created, (await chen.PostAsJsonAsync($"{path}/endorsements", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await chen.PostAsJsonAsync($"{path}/endorsements", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await chen.DeleteAsync($"{path}/endorsements")).StatusCode);
        var first = await chen.PostAsJsonAsync($"{path}/comments", new { body = "挡光。", stance = "against" });
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var replyTo = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Created, (await lin.PostAsJsonAsync($"{path}/comments", new { body = "装在北边。", stance = "neither", replyTo })).StatusCode);
        var thread = Assert.Single((await lin.GetFromJsonAsync<JsonElement>($"{path}/comments")).GetProperty("items").EnumerateArray());
        Assert.Equal("装在北边。", thread.GetProperty("answers")[0].GetProperty("body").GetString());
        Assert.Equal(HttpStatusCode.Created, (await lin.PostAsJsonAsync($"{path}/versions", new { body = "楼顶北边装晾衣架。" })).StatusCode);
        Assert.Equal(2, (await chen.GetFromJsonAsync<JsonElement>($"{path}/versions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var concern = (await host.SendAsync("lin", new Forum.Reception.RaiseConcern("facilities", null, "没地方坐", "等车没地方坐。", Domain.Reception.Visibility.Public))).Value.Id;
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/proposals/new?from={concern}");
        await lin.PostAsync("review", new() { ["title"] = "站牌边装长椅", ["body"] = "装**两把**。" });
        Assert.Equal("两把", lin.Page.QuerySelector(".slip strong")!.TextContent);
        await lin.PostAsync("propose", new() { ["back"] = "1" });
        Assert.Equal("装**两把**。", lin.Page.QuerySelector("textarea")!.TextContent.Trim());
        await lin.PostAsync("review", []);
        await lin.PostAsync("propose", []);
        var page = lin.Path;
        Assert.StartsWith("/proposals/0", page);
        Assert.NotNull(lin.Page.QuerySelector($"a[href='/concerns/{concern}']"));
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync(page);
        await chen.PostAsync("endorse", []);
        await chen.PostAsync("say", new() { ["body"] = "好主意。", ["stance"] = "For" });
        Assert.Contains("好主意。", chen.Page.QuerySelector("#comments")!.TextContent);
        Assert.True(chen.HasForm("withdraw"));
        await lin.PostAsync("revise", new() { ["body"] = "装三把。" });
        Assert.Contains("装三把。", lin.Text);
        Assert.Contains(lin.Page.QuerySelectorAll("details"), d => d.TextContent.Contains("装两把。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endorsement_is_given_to_the_text_that_was_read()
    {
        var id = await ProposedAsync("门口的灯");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}");
        Assert.True((await host.SendAsync("lin", new Revise(id, "门口不装灯。", 1))).Ok);
        await chen.PostAsync("endorse", []);
        Assert.Equal(HttpStatusCode.Conflict, chen.Response.StatusCode);
        Assert.Contains("第2稿", chen.Page.QuerySelector("#wrong")!.TextContent);
        Assert.NotNull(chen.Page.QuerySelector($".side a[href='/proposals/{id}/versions?from=1&to=2']"));
        var zhao = await host.ApiAsync("zhao");
        var stale = await zhao.PostAsJsonAsync($"/api/v1/proposals/{id}/endorsements", new { version = 1 });
        Assert.Equal("proposal.newer-text", (await stale.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await zhao.PostAsJsonAsync($"/api/v1/proposals/{id}/endorsements", new { version = 3 })).StatusCode);
        Assert.Equal(0, await host.DbAsync(db => db.Endorsements.CountAsync(e => e.ProposalId == id)));
        await chen.PostAsync("endorse", []);
        Assert.True(chen.HasForm("withdraw"));
        Assert.Equal(HttpStatusCode.Created, (await zhao.PostAsync($"/api/v1/proposals/{id}/endorsements", null)).StatusCode);
        Assert.Equal([2, 2], await host.DbAsync(db => db.Endorsements.Where(e => e.ProposalId == id).Select(e => e.Version).ToListAsync()));
    }

    [Fact]
    public async Task What_is_hidden_is_not_answered()
    {
        var id = await ProposedAsync("遮雨棚");
        var (head, shown) = (await SaidAsync(id, "开头"), await SaidAsync(id, "另一条"));
        var (under, below) = (await SaidAsync(id, "跟一句", "wu", head), await SaidAsync(id, "不好听的", "wu", shown));
        foreach (var hidden in new[] { head, below }) Assert.True((await host.SendAsync("director", new HideText(hidden, "骂人", Domain.Moderation.HouseRule.Insult))).Ok);
        var said = (await host.DbAsync(db => db.Proposals.SingleAsync(p => p.Id == id))).Comments;
        foreach (var answered in new[] { head, under, below })
            Assert.Equal("comment.hidden", (await host.SendAsync("zhao", new AddComment(id, "我来回应", Stance.For, answered))).Refusals[0].Code);
        Assert.Equal(said, (await host.DbAsync(db => db.Proposals.SingleAsync(p => p.Id == id))).Comments);
        Assert.True((await host.SendAsync("zhao", new AddComment(id, "我来回应", Stance.For, shown))).Ok);
    }

    [Fact]
    public async Task A_concern_hears_of_the_proposal_that_grew_from_it()
    {
        var concern = (await host.SendAsync("lin", new Forum.Reception.RaiseConcern("facilities", null, "走廊的灯", "走廊的灯坏了。", Domain.Reception.Visibility.Public))).Value.Id;
        Task<long> Version() => host.DbAsync(db => db.Set<TopicRow>().Where(t => t.Topic == $"concerns/{concern}").Select(t => t.Version).SingleAsync());
        var before = await Version();
        Assert.True((await host.SendAsync("lin", new Propose("走廊换灯", "换成感应的。", null, FromConcernId: concern))).Ok);
        Assert.True(await Version() > before);
    }

    [Fact]
    public async Task Forty_endorsements_at_once_leave_one()
    {
        var id = await ProposedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.SendAsync("zhao", new Endorse(id))));
        Assert.Single(answers, a => a.Ok);
        Assert.Equal((1, 1), await host.DbAsync(async db => (await db.Endorsements.CountAsync(e => e.ProposalId == id), (await db.Proposals.SingleAsync(p => p.Id == id)).Endorsed)));
    }

    [Fact]
    public async Task The_same_comment_sent_twice_appears_once()
    {
        var id = await ProposedAsync();
        var said = new AddComment(id, "只说一次", Stance.For);
        Assert.Equal((await host.SendAsync("wu", said, "said-1")).Value, (await host.SendAsync("wu", said, "said-1")).Value);
        Assert.Equal(1, await host.DbAsync(db => db.Comments.CountAsync(c => c.ProposalId == id)));
    }

    [Fact]
    public async Task The_neighbouring_community_finds_nothing()
    {
        var id = await ProposedAsync("只在本社区的提案");
        var said = await SaidAsync(id, "本社区的话");
        foreach (var stranger in new[] { "lin.b", "director.b", "secretary.b" })
        {
            var client = await host.ApiAsync(stranger);
            foreach (var path in new[] { "", "/versions", "/comments" }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/proposals/{id}{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/proposals/{id}/endorsements", new { })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = "x", stance = "for" })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/comments/{said}/agreements", new { })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/comments/{said}/hiding", new { reason = "x" })).StatusCode);
            Assert.DoesNotContain("只在本社区的提案", await client.GetStringAsync("/api/v1/proposals?take=100"));
            var browser = await Browser.SignedInAsync(host, stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GoAsync($"/proposals/{id}")).Response.StatusCode);
        }
    }

    [Fact]
    public async Task A_hidden_comment_is_read_nowhere()
    {
        const string Insult = "一句难听的话";
        var id = await ProposedAsync();
        var said = await SaidAsync(id, Insult);
        await host.SendAsync("wu", new AgreeWithComment(said));
        var lin = await Browser.SignedInAsync(host, "lin");
        Assert.Contains(Insult, (await lin.GoAsync($"/proposals/{id}")).Text);
        Assert.False((await host.SendAsync("zhao", new HideText(said, "骂人"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(said, "骂人"))).Ok);

        var api = await host.ApiAsync("lin");
        string[] read =
        [
            (await lin.GoAsync($"/proposals/{id}")).Text,
            await (await host.ApiAsync("director")).GetStringAsync($"/api/v1/proposals/{id}/comments"),
            JsonSerializer.Deserialize<JsonElement>(await api.GetStringAsync($"/api/v1/proposals/{id}/comments")).ToString(),
            await FragmentAsync(id, said),
            await DossierAsync(id),
        ];
        Assert.All(read, text => Assert.DoesNotContain(Insult, text));
        Assert.Contains("骂人", read[0]);
        Assert.Contains("骂人", read[3]);
    }

    [Fact]
    public async Task The_fewer_are_set_apart_in_the_report()
    {
        var id = await ProposedAsync();
        await SaidAsync(id, "不好");
        await host.SendAsync("wu", new AddComment(id, "好", Stance.For));
        await host.SendAsync("zhao", new AddComment(id, "很好", Stance.For));
        var minority = JsonSerializer.Deserialize<JsonElement>(await DossierAsync(id)).GetProperty("minority");
        Assert.Equal(("Against", 1), (minority.GetProperty("stance").GetString(), minority.GetProperty("comments")[0].GetInt32()));
    }

    [Fact]
    public async Task A_comment_is_news_to_the_author_and_to_whom_it_answers()
    {
        var id = await ProposedAsync();
        var first = await SaidAsync(id, "先说一句");
        var answer = await SaidAsync(id, "再说一句", "wu", first);
        var news = await AskAsync(s => s.GetServices<INewsmaker>(), async all =>
            (await Task.WhenAll(all.Select(n => n.OfAsync(new CommentAdded(default, id, answer, first, Stance.Against, ""), default)))).OfType<News>().Single());
        var (lin, chen) = (await AccountAsync("lin"), await AccountAsync("chen"));
        Assert.Equal(new[] { lin, chen }.ToHashSet(), news.Whom.ToHashSet());
    }

    [Fact]
    public async Task An_older_page_goes_on_where_the_newer_ended()
    {
        var id = await ProposedAsync();
        for (var i = 1; i <= 25; i++) await SaidAsync(id, $"第{i}句。");
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/proposals/{id}");
        var newer = lin.Page.QuerySelectorAll("#comments > article").Select(a => a.GetAttribute("data-seq")).ToList();
        await lin.GoAsync(lin.Page.QuerySelector($"a[href^='/proposals/{id}?cursor']")!.GetAttribute("href")!);
        var older = lin.Page.QuerySelectorAll("#older > article").Select(a => a.GetAttribute("data-seq"));
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(n => n.ToString()), newer.Concat(older));
    }

    private Task<string> FragmentAsync(ProposalId id, CommentId said) => AskAsync(s => s.GetServices<IFragments>(), async all =>
    {
        foreach (var maker in all)
            if (await maker.RenderAsync(new CommentAdded(default, id, said, null, Stance.Against, ""), "zh", default) is { } made) return WebUtility.HtmlDecode(made.Html);
        throw new InvalidOperationException("No fragment");
    });

    private Task<string> DossierAsync(ProposalId id) => AskAsync(s => s.GetServices<IDossierPart>(), async parts =>
        JsonSerializer.Serialize(await parts.Single(p => p.Name == "discussion").WriteAsync(new(default, default, $"proposals/{id}"), default), new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private Task<AccountId> AccountAsync(string userName) => host.DbAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => a.AccountId).SingleAsync());

    private async Task<TAnswer> AskAsync<TService, TAnswer>(Func<IServiceProvider, TService> find, Func<TService, Task<TAnswer>> ask)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await ask(find(scope.ServiceProvider));
    }
}
