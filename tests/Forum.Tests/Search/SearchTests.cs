using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Reception;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Search;

/// <summary>What is found, by whom, and until when.</summary>
public sealed class SearchTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<FoundView> FindAsync(string who, string text, SearchKind? kind = null) => (await host.SendAsync(who, new FindText(text, kind, Take: 100))).Value;

    private async Task<string[]> TitlesAsync(string who, string text) => [.. (await FindAsync(who, text)).Items.Select(i => string.Concat(i.Title.Select(p => p.Text)))];

    private async Task<ProposalId> ProposeAsync(string title, string body) => (await host.SendAsync("lin", new Propose(title, body, null))).Value.Id;

    [Theory]
    [InlineData("琉璃", true)]
    [InlineData("琉", true)]
    [InlineData("瓦", true)]
    [InlineData("琉璃瓦", true)]
    [InlineData("琉璃瓦屋顶", true)]
    [InlineData("7号楼琉璃", true)]
    [InlineData("７号楼", true)]
    [InlineData("琉璃 屋顶", true)]
    [InlineData("璃琉", false)]
    [InlineData("琉璃瓦房", false)]
    [InlineData("琉璃 -屋顶", false)]
    [InlineData("\"瓦屋 顶漏\"", false)]
    [InlineData("𠮷野", true)]
    [InlineData("𠮷", true)]
    [InlineData("㐂", true)]
    [InlineData("skylight", true)]
    [InlineData("skylights", true)]
    [InlineData("skyli", true)]
    [InlineData("SKYLIGHT", true)]
    [InlineData("kylight", false)]
    [InlineData("\"skylight above\"", true)]
    [InlineData("\"above skylight\"", false)]
    public async Task Words_are_found_however_short_or_rare(string text, bool found)
    {
        if (await host.DbAsync(db => db.Proposals.AllAsync(p => p.Title != "7号楼琉璃瓦屋顶漏水")))
            await ProposeAsync("7号楼琉璃瓦屋顶漏水", "𠮷野先生说㐂字牌也湿了。The **skylight** above the stairs leaks. [说明](http://example.cn/geheimnis)");
        Assert.Equal(found, (await TitlesAsync("chen", text)).Contains("7号楼琉璃瓦屋顶漏水"));
    }

    [Theory]
    [InlineData("lin", true)]
    [InlineData("director", true)]
    [InlineData("grid.worker", true)]
    [InlineData("secretary", true)]
    [InlineData("auditor", true)]
    [InlineData("chen", false)]
    [InlineData("property", false)]
    [InlineData("steward", false)]
    [InlineData("owners.chair", false)]
    [InlineData("lin.b", false)]
    [InlineData("director.b", false)]
    public async Task A_private_concern_is_found_and_counted_by_those_alone_who_may_open_it(string who, bool may)
    {
        // A word of its own for each who asks.
        var word = $"鹧鸪{who.Replace('.', 'q')}z";
        var id = (await host.SendAsync("lin", new RaiseConcern("other", null, $"金丝雀给{who}", $"独一无二的{word}", Visibility.Private))).Value.Id;
        var opens = (await host.SendAsync(who, new GetConcern(id))).Ok;
        var found = await FindAsync(who, word);
        Assert.Equal(opens, found.Items.Any(i => i.Id == id.ToString()));
        Assert.Equal(opens ? 1 : 0, found.Total);
        Assert.Equal(opens ? 1 : 0, found.Counts.Values.Sum());
        if (who != "steward" && who != "grid.worker") Assert.Equal(may, opens);
        // Nor by a number, nor as like another text, nor as a word that would be found.
        var number = await host.DbAsync(db => db.Concerns.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());
        Assert.Equal(opens, (await FindAsync(who, number)).Items.Any(i => i.Id == id.ToString()));
        Assert.Equal(who == "lin", (await host.SendAsync(who, new FindSimilar($"金丝雀给{who}", word))).Value.Items.Any(i => i.Id == id.ToString()));
        if (!opens) Assert.Empty((await FindAsync(who, "鹧鸪水火")).Shorter);
        Assert.DoesNotContain("鹧鸪", await host.CreateClient().GetStringAsync("/search?q=金丝雀"));
    }

    [Fact]
    public async Task What_another_community_says_is_not_found()
    {
        await host.SendAsync("lin.b", new RaiseConcern("other", null, "隔壁的蒲公英", "只有隔壁看得到", Visibility.Public));
        Assert.Equal(["隔壁的蒲公英"], await TitlesAsync("lin.b", "蒲公英"));
        Assert.Empty(await TitlesAsync("lin", "蒲公英"));
        Assert.Empty(await TitlesAsync("director", "蒲公英"));
        Assert.Equal(["隔壁的蒲公英"], await TitlesAsync("street", "蒲公英"));
    }

    [Fact]
    public async Task A_hidden_comment_is_found_no_more_by_anybody()
    {
        var proposal = await ProposeAsync("一份提案", "正文");
        var comment = (await host.SendAsync("chen", new AddComment(proposal, "这里有只**斑鸠**", Stance.Neither))).Value;
        var found = await FindAsync("wu", "斑鸠");
        Assert.Equal((SearchKind.Comment, $"#c-{comment}"), (found.Items[0].Kind, found.Items[0].Href[^39..]));
        Assert.Contains($"c-{comment}", await host.CreateClient().GetStringAsync(found.Items[0].Href.Split('#')[0]));
        await host.SendAsync("director", new HideText(comment, "不合适"));
        foreach (var who in new[] { "wu", "chen", "director", "auditor" }) Assert.Equal(0, (await FindAsync(who, "斑鸠")).Total);
        Assert.False(await host.DbAsync(db => db.SearchDocuments.AnyAsync(d => d.Body.Contains("斑鸠"))));
    }

    [Fact]
    public async Task A_hidden_row_is_not_found_even_where_the_index_has_not_heard()
    {
        var proposal = await ProposeAsync("又一份提案", "正文");
        var comment = (await host.SendAsync("chen", new AddComment(proposal, "杜鹃在这里", Stance.Neither))).Value;
        await host.DbAsync(db => db.Comments.Where(c => c.Id == comment).ExecuteUpdateAsync(s => s.SetProperty(c => c.Hidden!.Reason, "x").SetProperty(c => c.Hidden!.At, host.Now()).SetProperty(c => c.Hidden!.By, default(AccountId))));
        Assert.Equal(0, (await FindAsync("chen", "杜鹃在")).Total);
    }

    [Fact]
    public async Task Of_a_revised_proposal_the_newest_words_are_found()
    {
        var id = await ProposeAsync("凉亭怎么修", "先用榆木");
        await host.SendAsync("lin", new Revise(id, "改用樟木"));
        Assert.Equal(["凉亭怎么修"], await TitlesAsync("chen", "樟木"));
        Assert.Empty(await TitlesAsync("chen", "榆木"));
    }

    [Fact]
    public async Task Answers_decisions_notices_polls_and_offers_are_found_too()
    {
        var kinds = await host.DbAsync(db => db.SearchDocuments.Select(d => d.Kind).Distinct().ToListAsync());
        Assert.Equal(Enum.GetValues<SearchKind>(), kinds.Order());
        foreach (var kind in kinds)
        {
            var document = await host.DbAsync(async db => (await db.SearchDocuments.Where(d => d.Kind == kind && d.Title.Length + d.Body.Length > 3).ToListAsync()).First(d => d.CommunityId == db.Accounts.Single(a => a.UserName == "director").CommunityId));
            var words = (document.Title + " " + document.Body)[..Math.Min(12, (document.Title + " " + document.Body).Length)];
            var found = await FindAsync("director", words, kind);
            Assert.Contains(found.Items, i => i.Id == document.SubjectId.ToString());
            Assert.Equal(HttpStatusCode.OK, (await host.CreateClient().GetAsync(found.Items.First(i => i.Id == document.SubjectId.ToString()).Href)).StatusCode);
        }
    }

    [Fact]
    public async Task Filters_narrow_and_kinds_are_counted()
    {
        var place = await host.DbAsync(async db => (await db.Places.Where(p => p.Level == Domain.Organisation.PlaceLevel.Building && p.CommunityId == db.Accounts.Single(a => a.UserName == "lin").CommunityId).OrderBy(p => p.Path).ToListAsync())[1]);
        await host.SendAsync("lin", new RaiseConcern("other", place.Id, "海棠该剪了", "枝条挡路", Visibility.Public));
        await host.SendAsync("lin", new Propose("种海棠", "多种几棵", null));
        async Task<FoundView> With(FindText query) => (await host.SendAsync("chen", query)).Value;
        Assert.Equal(2, (await With(new("海棠"))).Total);
        Assert.Equal((1, 2), ((await With(new("海棠", SearchKind.Concern))).Total, (await With(new("海棠", SearchKind.Concern))).Counts.Values.Sum()));
        Assert.Equal("海棠该剪了", string.Concat((await With(new("海棠", Place: place.Id))).Items.Single().Title.Select(p => p.Text)));
        Assert.Equal(1, (await With(new("海棠", Stage: "Discussed"))).Total);
        Assert.Equal(2, (await With(new("海棠", From: host.Today, To: host.Today))).Total);
        Assert.Equal(0, (await With(new("海棠", To: host.Today.AddDays(-1)))).Total);
        Assert.Equal(0, (await With(new("海棠", From: host.Today.AddDays(1)))).Total);
        // Without words: what the filters leave, the newest first.
        Assert.Equal("海棠该剪了", string.Concat((await With(new(null, Place: place.Id))).Items[0].Title.Select(p => p.Text)));
Assert.Equal(["海棠", "该剪"], (await With(new("海棠该剪梅花鹿"))).Shorter.Where(w => w is "海棠" or "该剪").OrderBy(w => w == "该剪"));
    }

    [Fact]
    public async Task A_word_in_the_title_ranks_before_one_in_the_text_and_pages_follow_without_gap()
    {
        for (var i = 0; i < 25; i++) await host.SendAsync("lin", new RaiseConcern("other", null, $"第{i}件小事", "说到木槿的事，还有许多别的话要讲", Visibility.Public));
        await host.SendAsync("lin", new RaiseConcern("other", null, "木槿", "就是它", Visibility.Public));
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = (await host.SendAsync("chen", new FindText("木槿", Cursor: cursor, Take: 10))).Value;
            Assert.Equal(26, page.Total);
            seen.AddRange(page.Items.Select(i => i.Id));
            if (cursor is null) Assert.Equal("木槿", string.Concat(page.Items[0].Title.Select(p => p.Text)));
            cursor = page.Next;
        } while (cursor is not null);
        Assert.Equal((26, 26), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Hostile_texts_are_shown_as_text()
    {
        await host.SendAsync("lin", new RaiseConcern("other", null, "<script>alert('紫藤')</script>", "<img src=x onerror=alert(1)>紫藤</mark><b>", Visibility.Public));
        var browser = await new Browser(host).GoAsync("/search?q=紫藤");
        Assert.Empty(browser.Page.QuerySelectorAll("main script, main img, main b"));
        Assert.Equal(["紫藤", "紫藤"], browser.Page.QuerySelectorAll("main mark").Select(m => m.TextContent));
        Assert.Equal("<script>alert('紫藤')</script>", browser.Page.QuerySelector("main a.t")!.TextContent);
        Assert.Equal("noindex", browser.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        await browser.GoAsync("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.Empty(browser.Page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task A_number_leads_straight_there()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("other", null, "有编号的事", "说一说", Visibility.Public))).Value;
        var client = host.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal($"/concerns/{concern.Id}", (await client.GetAsync($"/search?q=/c/{concern.Number}")).Headers.Location!.ToString().Replace("http://localhost", ""));
        Assert.Contains((await FindAsync("chen", $" ２０２６-{concern.Number[5..]} ")).Items, i => i.Id == concern.Id.ToString() || concern.Number[..4] != "2026");
        Assert.Equal(0, (await FindAsync("chen", "2026-999999")).Total);
    }

    [Fact]
    public async Task What_is_like_a_draft_is_told()
    {
        await host.SendAsync("lin", new RaiseConcern("facilities", null, "地下车库入口的灯不亮", "晚上进车库完全看不见。", Visibility.Public));
        Assert.Equal("地下车库入口的灯不亮", (await host.SendAsync("chen", new FindSimilar("车库入口灯坏了", "地下车库入口晚上没有灯，看不见路"))).Value.Items[0].Title);
        Assert.Empty((await host.SendAsync("chen", new FindSimilar("想学吹唢呐", "有没有老师教"))).Value.Items);
        Assert.Empty((await host.SendAsync("lin.b", new FindSimilar("车库入口灯坏了", "地下车库入口晚上没有灯"))).Value.Items.Where(i => i.Title == "地下车库入口的灯不亮"));
        Assert.Empty((await host.SendAsync("chen", new FindSimilar(null, " 。"))).Value.Items);
        // Short titles need share no more than one word; a long one that does says little.
        await host.SendAsync("lin", new RaiseConcern("facilities", null, "喷泉坏了", "三天了。", Visibility.Public));
        Assert.Equal(["喷泉坏了"], (await host.SendAsync("chen", new FindSimilar("修喷泉", "早该修"))).Value.Items.Select(i => i.Title));
        Assert.DoesNotContain((await host.SendAsync("chen", new FindSimilar("广场舞晚上九点以后放喷泉音乐", "太吵"))).Value.Items, i => i.Title == "喷泉坏了");
        var browser = await Browser.SignedInAsync(host, "chen");
        await browser.GoAsync("/concerns/new");
        await browser.PostAsync("review", new() { ["title"] = "车库入口灯坏了", ["body"] = "地下车库入口晚上没有灯，看不见路", ["category"] = "facilities", ["visibility"] = "Public" });
        Assert.Contains("地下车库入口的灯不亮", browser.Text);
    }

    [Fact]
    public async Task Programs_search_too_and_are_told_what_they_got_wrong()
    {
        await host.SendAsync("lin", new RaiseConcern("other", null, "丁香开了", "来看丁香", Visibility.Public));
        var client = host.CreateClient();
        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/search?q=丁香&kind=concern&stage=raised&take=5");
        Assert.Equal(("concern", "raised", "丁香", true), (found.GetProperty("items")[0].GetProperty("kind").GetString(), found.GetProperty("items")[0].GetProperty("stage").GetString(), found.GetProperty("items")[0].GetProperty("title")[0].GetProperty("text").GetString(), found.GetProperty("items")[0].GetProperty("title")[0].GetProperty("found").GetBoolean()));
        foreach (var wrong in new[] { "kind=guess", "stage=guess", "place=guess", "from=guess", "take=x", "to=2026-01-01&from=2026-01-02" })
        {
            var answer = await client.GetAsync($"/api/v1/search?q=丁香&{wrong}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(wrong.Split('=')[0], (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("field").GetString());
        }
        var similar = await client.PostAsJsonAsync("/api/v1/search/similar", new { title = "丁香开了没", body = "丁香" });
        Assert.Equal(HttpStatusCode.OK, similar.StatusCode);
    }
}
