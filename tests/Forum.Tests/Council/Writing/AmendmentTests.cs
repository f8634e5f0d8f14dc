using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Versions;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Discussion;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council.Writing;

/// <summary>Versions with what was given to each, and amendments from the proposal to the answer.</summary>
public sealed class AmendmentTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync(string title = "装长椅", string body = "装一把长椅。") => (await host.SendAsync("lin", new Propose(title, body, null))).Value.Id;

    private async Task<AmendmentId> PutAsync(ProposalId id, string body = "装两把长椅。", string by = "chen") => (await host.SendAsync(by, new PutAmendment(id, null, body, "一把不够坐"))).Value;

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var id = await ProposedAsync("页面上的修正案");
        var (lin, chen) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "chen"));
        await chen.GoAsync($"/proposals/{id}");
        Assert.NotNull(chen.Page.QuerySelector($"a[href='/proposals/{id}/amendments/new']"));
        await chen.GoAsync($"/proposals/{id}/amendments/new");
        await chen.PostAsync("amend-review", new() { ["reason"] = "一把不够坐" });
        Assert.Contains("还没有改动", chen.Text);
        await chen.PostAsync("amend-review", new() { ["body"] = "装两把长椅。", ["reason"] = "一把不够坐" });
        Assert.Contains("两", chen.Page.QuerySelector(".diff ins")!.TextContent);
        await chen.PostAsync("amend", new() { ["back"] = "1" });
        Assert.Contains("装两把长椅。", chen.Page.QuerySelector("textarea")!.TextContent);
        await chen.PostAsync("amend-review", []);
        await chen.PostAsync("amend", []);
        var amendment = chen.Path;
        Assert.StartsWith("/amendments/0", amendment);
        Assert.True(chen.HasForm("withdraw"));
        Assert.False(chen.HasForm("accept"));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("lin", new Forum.Notifications.GetNews())).Value.Items, n => n.Href == amendment);
        Assert.NotNull((await lin.GoAsync($"/proposals/{id}")).Page.QuerySelector($"a[href='{amendment}']"));
        await lin.GoAsync(amendment);
        await lin.PostAsync("accept-part", new() { ["body"] = "装两把长椅，带扶手。" });
        Assert.Contains("部分采纳", lin.Page.QuerySelector(".side .state")!.TextContent);
        Assert.Contains("装两把长椅，带扶手。", (await lin.GoAsync($"/proposals/{id}")).Text);
        var versions = await lin.GoAsync($"/proposals/{id}/versions");
        Assert.NotNull(versions.Page.QuerySelector($"a[href='{amendment}']"));
        await host.DrainAsync();
        Assert.Contains("部分采纳", (await chen.GoAsync("/news")).Text);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task By_the_api()
    {
        var id = await ProposedAsync();
        var (lin, chen, director) = (await host.ApiAsync("lin"), await host.ApiAsync("chen"), await host.ApiAsync("director"));
        async Task<string> PostAsync(string body)
        {
            var made = await chen.PostAsJsonAsync($"/api/v1/proposals/{id}/amendments", new { baseVersion = 1, body, reason = "够坐" });
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            return $"/api/v1/amendments/{(await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()}";
        }

        var (first, second, third) = (await PostAsync("装两把长椅。"), await PostAsync("装三把长椅。"), await PostAsync("装四把长椅。"));
        Assert.Equal(HttpStatusCode.Forbidden, (await chen.PostAsJsonAsync($"{first}/acceptance", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.ApiAsync("zhao")).PostAsJsonAsync($"{first}/declining", new { reason = "不" })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await lin.PostAsJsonAsync($"{first}/acceptance", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await lin.PostAsJsonAsync($"{first}/acceptance", new { })).StatusCode);
        // The text has moved on: whole is refused, in part against the newest it goes.
        Assert.Equal(HttpStatusCode.Conflict, (await director.PostAsJsonAsync($"{second}/acceptance", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await director.PostAsJsonAsync($"{second}/acceptance", new { body = "x" })).StatusCode);
        var view = await director.GetFromJsonAsync<JsonElement>(second);
        Assert.True(view.GetProperty("outdated").GetBoolean());
        Assert.Contains(view.GetProperty("against").EnumerateArray(), p => p.GetProperty("kind").GetString() == "removed" && p.GetProperty("text").GetString() == "两");
        Assert.Equal(HttpStatusCode.Created, (await director.PostAsJsonAsync($"{second}/acceptance", new { body = "装三把长椅。", fromVersion = 2 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lin.PostAsJsonAsync($"{third}/declining", new { reason = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await chen.PostAsJsonAsync($"{third}/withdrawal", new { })).StatusCode);
        var versions = await chen.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/versions?from=1&to=3");
        Assert.Equal([3, 2, 1], versions.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("number").GetInt32()));
        Assert.Equal("三", versions.GetProperty("difference").EnumerateArray().Single(p => p.GetProperty("kind").GetString() == "added").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Object, versions.GetProperty("items")[0].GetProperty("amendedBy").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await chen.GetAsync($"/api/v1/proposals/{id}/versions?from=0&to=9")).StatusCode);
        Assert.Equal(3, (await chen.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/amendments")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_neighbouring_community_finds_nothing()
    {
        var amendment = await PutAsync(await ProposedAsync());
        var stranger = await host.ApiAsync("lin.b");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/amendments/{amendment}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/amendments/{amendment}")).StatusCode);
        foreach (var step in new[] { "acceptance", "declining", "withdrawal" }) Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"/api/v1/amendments/{amendment}/{step}", new { reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync("/api/v1/amendments/00000000-0000-0000-0000-000000000000")).StatusCode);
    }

    [Fact]
    public async Task Accepted_declined_and_withdrawn_at_once_one_of_them_counts()
    {
        var id = await ProposedAsync();
        var amendment = await PutAsync(id);
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => (i % 3) switch
        {
            0 => (await host.SendAsync("lin", new AcceptAmendment(amendment))).Ok,
            1 => (await host.SendAsync("director", new DeclineAmendment(amendment, "不采纳"))).Ok,
            _ => (await host.SendAsync("chen", new WithdrawAmendment(amendment))).Ok,
        }));
        Assert.Single(all, ok => ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task When_the_poll_opens_what_is_open_lapses_and_none_comes_in()
    {
        var id = await ProposedAsync("要表决的长椅");
        var amendment = await PutAsync(id);
        var poll = (await host.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(7)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        Assert.Equal(AmendmentEnd.Lapsed, (await host.SendAsync("wu", new GetAmendment(amendment))).Value.Settlement!.End);
        Assert.Equal("proposal.frozen", (await host.SendAsync("chen", new PutAmendment(id, 1, "装五把。", "多些"))).Refusals[0].Code);
        await host.DrainAsync();
        Assert.Contains("没来得及处理", (await (await Browser.SignedInAsync(host, "chen")).GoAsync("/news")).Text);
    }

    [Fact]
    public async Task The_database_keeps_what_was_proposed_and_what_became_of_it()
    {
        var amendment = await PutAsync(await ProposedAsync());
        Assert.True((await host.SendAsync("lin", new DeclineAmendment(amendment, "不采纳"))).Ok);
        foreach (var sql in new[] { "UPDATE Amendments SET Reason = 'x'", "DELETE FROM Amendments", "UPDATE AmendmentSettlements SET Reason = 'x'", "DELETE FROM AmendmentSettlements" })
            await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Theory]
    [InlineData("UPDATE Proposals SET Step = 3, Station = 3 WHERE Title = {0}", false)]
    [InlineData("UPDATE Proposals SET Step = 4 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Station = 4 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Station = 6 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Ending_Kind = 1 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Ending_Kind = 2 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Ending_Kind = 3 WHERE Title = {0}", true)]
    [InlineData("UPDATE Proposals SET Ending_Kind = 4 WHERE Title = {0}", true)]
    public async Task The_database_takes_no_amendment_once_the_text_is_closed(string change, bool closed)
    {
        var title = $"截止之后 {Guid.NewGuid():n}";
        await PutAsync(await ProposedAsync(title));
        var wrong = await Record.ExceptionAsync(() => host.DbAsync(async db =>
        {
            // Never committed.
            await using var open = await db.Database.BeginTransactionAsync();
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(change, title));
            await db.Database.ExecuteSqlRawAsync("CREATE TEMP TABLE Another AS SELECT * FROM Amendments WHERE ProposalId = (SELECT Id FROM Proposals WHERE Title = {0})", title);
            await db.Database.ExecuteSqlRawAsync("UPDATE Another SET Id = 'another', Number = 2");
            return await db.Database.ExecuteSqlRawAsync("INSERT INTO Amendments SELECT * FROM Another");
        }));
        if (closed) Assert.Contains("Amendments_frozen", wrong?.Message);
        else Assert.Null(wrong);
    }

    [Fact]
    public async Task A_version_begun_from_an_older_one_is_shown_the_difference_and_keeps_what_was_typed()
    {
        var id = await ProposedAsync("两个人同时改");
        var (first, second) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "lin"));
        await first.GoAsync($"/proposals/{id}");
        await second.GoAsync($"/proposals/{id}");
        await first.PostAsync("revise", new() { ["body"] = "装两把长椅。" });
        await second.PostAsync("revise", new() { ["body"] = "装一把靠背椅。" });
        Assert.Equal(HttpStatusCode.Conflict, second.Response.StatusCode);
        Assert.Contains("装一把靠背椅。", second.Form("revise").TextContent);
        Assert.Contains("两", second.Page.QuerySelector(".diff del")!.TextContent);
        await second.PostAsync("revise", new() { ["body"] = "装两把靠背椅。" });
        Assert.Contains("第3稿", second.Page.QuerySelector(".title .sub")!.TextContent);

        var api = await host.ApiAsync("lin");
        var late = await api.PostAsJsonAsync($"/api/v1/proposals/{id}/versions", new { body = "装四把。", baseVersion = 1 });
        var problem = await late.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.Conflict, "proposal.moved-on", 3), (late.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("current").GetInt32()));
        Assert.NotEqual(0, problem.GetProperty("difference").GetArrayLength());
    }

    [Fact]
    public async Task What_was_given_to_an_older_version_says_so()
    {
        var id = await ProposedAsync("附议记在哪一稿");
        await host.SendAsync("chen", new Endorse(id));
        await host.SendAsync("chen", new AddComment(id, "一把不够", Stance.Neither));
        await host.SendAsync("lin", new Revise(id, "装两把长椅。", 1));
        await host.SendAsync("zhao", new Endorse(id));
        await host.SendAsync("zhao", new AddComment(id, "现在够了", Stance.For));
        var chen = await (await Browser.SignedInAsync(host, "chen")).GoAsync($"/proposals/{id}");
        var link = $"/proposals/{id}/versions?from=1&to=2";
        Assert.Equal("一把不够", chen.Page.QuerySelector($"#comments a[href='{link}']")!.Closest("article")!.QuerySelector(".prose")!.TextContent.Trim());
        Assert.Contains("其中 1 人附议的是第1稿", chen.Page.QuerySelector($".side a[href='{link}']")!.TextContent);
        Assert.Contains("您附议的是第1稿，现在是第2稿", chen.Text);
        var versions = await chen.GoAsync(link);
        Assert.Equal(("一", "两"), (Bare(versions.Page.QuerySelector(".diff del")!), Bare(versions.Page.QuerySelector(".diff ins")!)));
        Assert.Equal([1, 1], (await host.SendAsync("wu", new GetVersions(id))).Value.Items.Select(v => v.Endorsements));
    }

    // What is said for the ear stands beside it.
    private static string Bare(AngleSharp.Dom.IElement element) => string.Concat(element.ChildNodes.Where(n => n.NodeType == AngleSharp.Dom.NodeType.Text).Select(n => n.TextContent)).Trim();
}
