using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Dispatches;
using Forum.Domain.Council.Discussion;
using Forum.Foundation.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>Changing one's words, taking them back, speaking of a passage, and looking before sending.</summary>
public sealed class OwnWordsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("送货时间", "送货统一在**上午九点**以后。\n\n写进合同。", null))).Value.Id;

    private async Task<CommentId> SaidAsync(ProposalId id, string words, string by = "chen") => (await host.SendAsync(by, new AddComment(id, words, Stance.Against))).Value;

    [Fact]
    public async Task A_slip_is_mended_with_a_note_and_later_words_stand_beside_the_old()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "第一种说法");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}");
        await chen.GoAsync(chen.Page.QuerySelector($"#c-{said} a[data-own]")!.GetAttribute("href")!);
        await chen.PostAsync("edit", new() { ["body"] = "第二种说法" });
        Assert.Contains("第二种说法", chen.Text);
        Assert.DoesNotContain("第一种说法", chen.Text);
        Assert.Contains("改过", chen.Page.QuerySelector($"#c-{said} footer")!.TextContent);

        await host.SendAsync("wu", new AgreeWithComment(said));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.True((await host.SendAsync("chen", new EditComment(said, "第三种说法"))).Ok);
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}/comments/{said}");
        Assert.Contains("第二种说法", wu.Page.QuerySelector("#older")!.TextContent);
        Assert.DoesNotContain("第一种说法", wu.Text);
        Assert.False(wu.HasForm("edit"));
        Assert.False(wu.HasForm("take-back"));
        Assert.Equal(2, await host.DbAsync(db => db.CommentVersions.CountAsync(v => v.CommentId == said)));
        Assert.Contains("第二种说法", await DossierAsync(id));
    }

    [Fact]
    public async Task Words_that_were_taken_back_are_read_nowhere()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "说漏了嘴的话");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.SendAsync("chen", new EditComment(said, "改过也还是漏嘴"));
        await host.SendAsync("wu", new AgreeWithComment(said));
        Assert.False((await host.SendAsync("wu", new WithdrawComment(said))).Ok);
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}/comments/{said}");
        await chen.PostAsync("take-back", []);
        var api = await host.ApiAsync("director");
        string[] read =
        [
            chen.Text, (await chen.GoAsync($"/proposals/{id}")).Text, JsonSerializer.Deserialize<JsonElement>(await api.GetStringAsync($"/api/v1/proposals/{id}/comments")).ToString(),
            JsonSerializer.Deserialize<JsonElement>(await api.GetStringAsync($"/api/v1/comments/{said}")).ToString(), await FragmentAsync(new CommentWithdrawn(default, id, said)), await DossierAsync(id),
        ];
        Assert.All(read, text => { Assert.DoesNotContain("漏嘴", text); Assert.DoesNotContain("漏了嘴", text); });
        Assert.Contains("撤回了", read[1]);
    }

    [Fact]
    public async Task Nobody_changes_the_words_of_another_nor_over_a_newer_version()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "原话");
        var lin = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync($"/api/v1/comments/{said}/versions", new { body = "别的话" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).PostAsJsonAsync($"/api/v1/comments/{said}/versions", new { body = "别的话" })).StatusCode);
        var both = await Task.WhenAll(host.SendAsync("chen", new EditComment(said, "甲", 1)), host.SendAsync("chen", new EditComment(said, "乙", 1)));
        Assert.Equal("comment.newer", Assert.Single(both, b => !b.Ok).Refusals[0].Code);
        // The second is shown what is different, and what they wrote is still there.
        var late = await (await host.ApiAsync("chen")).PostAsJsonAsync($"/api/v1/comments/{said}/versions", new { body = "丙", edition = 1 });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var told = await late.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((2, "removed,added"), (told.GetProperty("current").GetInt32(), string.Join(',', told.GetProperty("difference").EnumerateArray().Select(p => p.GetProperty("kind").GetString()))));
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}/comments/{said}?edit=1");
        await chen.PostAsync("edit", new() { ["body"] = "丁", ["base"] = "1" });
        Assert.Contains("丁", chen.Page.QuerySelector("#edit .diff ins")!.TextContent);
        await chen.PostAsync("edit", new() { ["body"] = "丁" });
        Assert.Equal("丁", (await host.SendAsync("chen", new GetThread(said))).Value.Asked.Body);
    }

    [Fact]
    public async Task The_database_too_keeps_old_words()
    {
        var said = await SaidAsync(await ProposedAsync(), "原话");
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Comments SET Body_Source = 'x' WHERE Id = {said.Value}")));
        await host.SendAsync("chen", new EditComment(said, "新话"));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM CommentVersions")));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_passage_of_the_text_stands_with_the_comment()
    {
        var id = await ProposedAsync();
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        await wu.PostAsync("say", new() { ["body"] = "能不能十点？", ["stance"] = "Neither", ["quote"] = "没有的话" });
        Assert.Equal(HttpStatusCode.BadRequest, wu.Response.StatusCode);
        Assert.Equal("能不能十点？", wu.Page.QuerySelector("#comment textarea[name=body]")!.TextContent.Trim());
        await wu.PostAsync("say", new() { ["quote"] = "在上午九点 以后。写进" });
        var passage = wu.Page.QuerySelector("#comments blockquote.passage a")!;
        Assert.Equal("在上午九点以后。 写进", passage.TextContent);
        Assert.StartsWith($"/proposals/{id}#v1:~:text=", passage.GetAttribute("href"));
        // It stays with its version when the text goes on.
        await host.SendAsync("lin", new Revise(id, "送货时间再议。"));
        Assert.Equal("quote.not-there", (await host.SendAsync("wu", new AddComment(id, "再说", Stance.For, null, null, new("上午九点")))).Refusals[0].Code);
        Assert.True((await host.SendAsync("wu", new AddComment(id, "再说", Stance.For, null, null, new("上午九点", 1)))).Ok);
    }

    [Fact]
    public async Task A_look_before_sending_sends_nothing_and_a_form_sent_twice_says_it_once()
    {
        var id = await ProposedAsync();
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        await wu.PostAsync("say", new() { ["body"] = "**看看**效果", ["stance"] = "For", ["preview"] = "1" });
        Assert.Equal("看看", wu.Page.QuerySelector(".preview strong")!.TextContent);
        Assert.Equal(0, await host.DbAsync(db => db.Comments.CountAsync(c => c.ProposalId == id)));
        var (page, path) = (wu.Page, wu.Path);
        await wu.PostAsync("say", []);
        await wu.Back(page, path).PostAsync("say", []);
        Assert.Equal(1, await host.DbAsync(db => db.Comments.CountAsync(c => c.ProposalId == id)));
        Assert.Equal("看看", wu.Page.QuerySelector("#comments .prose strong")!.TextContent);
    }

    [Theory]
    [InlineData("مرحبا بكم في الحي", true)]
    [InlineData("a\u202Eb", false)]
    [InlineData("a\u2067b", false)]
    [InlineData("a&#8238;b", false)]
    [InlineData("a&#x2066;b", false)]
    [InlineData("[a](/concerns \"b&#x202e;c\")", false)]
    [InlineData("👩‍👩‍👧‍👦 一家都赞成 🏳️‍🌈", true)]
    [InlineData("𠮷𡃁𠀀𪚥", true)]
    [InlineData("好", true)]
    public async Task Rare_and_turned_characters(string words, bool ok)
    {
        var id = await ProposedAsync();
        var outcome = await host.SendAsync("wu", new AddComment(id, words, Stance.For));
        Assert.Equal(ok, outcome.Ok);
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        var prose = wu.Page.QuerySelector("#comments .prose");
        Assert.Equal(ok ? words : null, prose?.TextContent.Trim());
        if (ok) Assert.Equal("auto", prose!.GetAttribute("dir"));
        if (ok) Assert.NotNull(wu.Page.QuerySelector("#comments header bdi"));
    }

    private Task<string> DossierAsync(ProposalId id) => AskAsync(s => s.GetServices<IDossierPart>(), async parts =>
        JsonSerializer.Serialize(await parts.Single(p => p.Name == "discussion").WriteAsync(new(default, default, $"proposals/{id}"), default), new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private Task<string> FragmentAsync(Domain.Kernel.IEvent happened) => AskAsync(s => s.GetServices<IFragments>(), async all =>
    {
        foreach (var maker in all)
            if (await maker.RenderAsync(happened, "zh", default) is { } made) return WebUtility.HtmlDecode(made.Html);
        throw new InvalidOperationException("No fragment");
    });

    private async Task<TAnswer> AskAsync<TService, TAnswer>(Func<IServiceProvider, TService> find, Func<TService, Task<TAnswer>> ask)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await ask(find(scope.ServiceProvider));
    }
}
