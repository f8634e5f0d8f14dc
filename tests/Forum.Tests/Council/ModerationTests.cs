using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Queue;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Reports, hidings, appeals and the public log, through the real application.</summary>
public sealed class ModerationTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("门口的花坛", "种桂花。", null))).Value.Id;

    private async Task<CommentId> SaidAsync(ProposalId id, string words, string by = "chen") => (await host.SendAsync(by, new AddComment(id, words, Stance.Against))).Value;

    private async Task<bool> WaitsAsync(string who, string kind, CommentId id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task<bool> ToldAsync(string who, string text, CommentId of)
    {
        await host.DrainAsync();
        return await host.DbAsync(db => db.News.AnyAsync(n => n.Text == text && n.Href.Contains(of.ToString()) && db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId)));
    }

    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private Task<IReadOnlyDictionary<Stance, int>> StancesAsync(ProposalId id) => host.DbAsync(db => db.StancesAsync(id, default));

    private async Task<bool> FoundAsync(string words, CommentId id) => (await host.SendAsync("wu", new FindText(words))).Value.Items.Any(i => i.Href.Contains(id.ToString()));

    [Fact]
    public async Task A_reported_comment_is_kept_or_hidden_and_whoever_reported_it_is_told_and_never_named()
    {
        var id = await ProposedAsync();
        var (kept, hidden) = (await SaidAsync(id, "我不同意种桂花"), await SaidAsync(id, "骂人的鹦鹉话"));
        foreach (var c in new[] { kept, hidden })
        {
            Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new ReportText(c, HouseRule.Insult))));
            Assert.Equal("report.own", Code(await host.SendAsync("chen", new ReportText(c, HouseRule.Insult))));
            Assert.Equal("report.which-rule", Code(await host.SendAsync("wu", new ReportText(c, null))));
            Assert.True((await host.SendAsync("wu", new ReportText(c, HouseRule.Insult, "太难听"))).Ok);
            Assert.True(await WaitsAsync("director", "report.answer", c));
            Assert.True(await ToldAsync("director", "news.reported", c));
        }
        Assert.Equal("forbidden", Code(await host.SendAsync("supervisor", new KeepText(kept, "没骂人"))));
        Assert.Equal("not-found", Code(await host.SendAsync("director.b", new KeepText(kept, "没骂人"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("chen", new ListReported())));
        var waiting = (await host.SendAsync("director", new ListReported())).Value.Items;
        Assert.Equal(("太难听", "陈立群"), (waiting.Single(w => w.What.Id == kept.Value).Reports[0].Remark, waiting.Single(w => w.What.Id == kept.Value).By!.Name));
        Assert.DoesNotContain("吴海燕", JsonSerializer.Serialize(waiting));
        Assert.DoesNotContain(waiting, w => w.What.Id == default);
        Assert.Equal("reason.missing", Code(await host.SendAsync("director", new KeepText(kept, " "))));
        Assert.True((await host.SendAsync("director", new KeepText(kept, "只是不同意"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(hidden, "骂人", HouseRule.Insult))).Ok);
        Assert.True(await ToldAsync("wu", "news.report-kept", kept));
        Assert.True(await ToldAsync("wu", "news.report-hidden", hidden));
        Assert.True(await ToldAsync("chen", "news.text-hidden", hidden));
        Assert.False(await ToldAsync("chen", "news.report-kept", kept));
        Assert.False(await WaitsAsync("director", "report.answer", kept));
        // The link in the line leads on when it is answered.
        var (moderator, reporter) = (await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "wu"));
        Assert.Equal($"/comments/{hidden}/hiding", (await moderator.GoAsync($"/moderation/comments/{hidden}")).Path);
        Assert.StartsWith($"/proposals/{id}/comments/{kept}", (await reporter.GoAsync($"/moderation/comments/{kept}")).Path);
        Assert.Equal("report.none", Code(await host.SendAsync("director", new KeepText(kept, "再来"))));
        Assert.Equal("text.hidden", Code(await host.SendAsync("zhao", new ReportText(hidden, HouseRule.Insult))));
        Assert.Equal("report.already", Code(await host.SendAsync("wu", new ReportText(kept, HouseRule.OffTopic))));
        // The ledger knows what the moderator did, not who reported.
        var acts = await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"comments/{kept}").Select(r => r.Act).ToListAsync());
        Assert.Equal(["comment.kept"], acts);
    }

    [Fact]
    public async Task Whoever_muted_the_matter_still_hears_what_becomes_of_their_own_words()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "静音之后被隐藏的话");
        Assert.True((await host.SendAsync("chen", new Forum.Notifications.Choices.FollowMatter($"proposals/{id}", Forum.Notifications.Choices.Following.Muted))).Ok);
        Assert.True((await host.SendAsync("wu", new AddComment(id, "静音之后别人说的话", Stance.For))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(said, "骂人", HouseRule.Insult))).Ok);
        Assert.True(await ToldAsync("chen", "news.text-hidden", said));
        Assert.True((await host.SendAsync("chen", new AppealHiding(said, "没有骂人"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "确实没有"))).Ok);
        Assert.True(await ToldAsync("chen", "news.hiding-lifted", said));
        var other = await SaidAsync(id, "第二句被隐藏的话");
        Assert.True((await host.SendAsync("director", new HideText(other, "骂人", HouseRule.Insult))).Ok);
        Assert.True((await host.SendAsync("chen", new AppealHiding(other, "没有骂人"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(other, false, "骂了"))).Ok);
        Assert.True(await ToldAsync("chen", "news.hiding-stays", other));
        // So does whoever reported something.
        var third = await SaidAsync(id, "静音之后别人举报的话");
        Assert.True((await host.SendAsync("wu", new Forum.Notifications.Choices.FollowMatter($"proposals/{id}", Forum.Notifications.Choices.Following.Muted))).Ok);
        Assert.True((await host.SendAsync("wu", new ReportText(third, HouseRule.Insult))).Ok);
        Assert.True((await host.SendAsync("director", new KeepText(third, "没骂人"))).Ok);
        Assert.True(await ToldAsync("wu", "news.report-kept", third));
        Assert.Equal(0, await host.DbAsync(db => db.News.CountAsync(n => n.Text == "news.comment" && n.Matter == $"proposals/{id}" && db.Accounts.Any(a => a.UserName == "chen" && a.Id == (Guid)(object)n.AccountId))));
    }

    [Fact]
    public async Task The_same_report_at_once_is_one_and_two_decisions_at_once_are_one()
    {
        var said = await SaidAsync(await ProposedAsync(), "同时来");
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.SendAsync("wu", new ReportText(said, HouseRule.Untrue)))), r => r.Ok);
        var both = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => i % 2 == 0 ? (await host.SendAsync("director", new HideText(said, "不实", HouseRule.Untrue))).Ok : (await host.SendAsync("director", new KeepText(said, "是真的"))).Ok));
        var answer = await host.DbAsync(db => db.Reports.AsNoTracking().Where(r => r.TextId == said.Value).Select(r => r.Answer).SingleAsync());
        var hidden = await host.DbAsync(db => db.Comments.Where(c => c.Id == said).Select(c => c.Hidden != null).SingleAsync());
        // Keeping answers what was reported; hiding after it is a moderator's own act. Never twice the same.
        Assert.InRange(both.Count(ok => ok), 1, 2);
        Assert.True(answer is not null && (!answer.Hides || hidden));
        Assert.True(await host.DbAsync(db => db.Hidings.CountAsync(h => h.TextId == said.Value)) <= 1);
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Reports SET Answer_Reason = 'x' WHERE TextId = {said.Value}")));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM Reports WHERE TextId = {said.Value}")));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Reports (Id, CommunityId, ProposalId, PlaceId, Kind, TextId, By, Rule, At) SELECT '00000000-0000-0000-0000-000000000001', CommunityId, ProposalId, PlaceId, Kind, TextId, By, Rule, At FROM Reports WHERE TextId = {said.Value}")));
    }

    [Fact]
    public async Task An_appeal_is_heard_by_somebody_else_and_shows_the_words_again_everywhere()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "金翅雀说得对");
        Assert.True(await FoundAsync("金翅雀", said));
        Assert.True((await host.SendAsync("director", new HideText(said, "像骂人", HouseRule.Insult))).Ok);
        Assert.False(await FoundAsync("金翅雀", said));
        Assert.Empty(await StancesAsync(id));
        Assert.Equal("hiding.not-yours", Code(await host.SendAsync("wu", new AppealHiding(said, "放出来"))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new AppealHiding(said, "放出来"))));
        Assert.Equal("plea.missing", Code(await host.SendAsync("chen", new AppealHiding(said, ""))));
        Assert.Equal("hiding.no-appeal", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "好"))));
        var appeals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("chen", new AppealHiding(said, "金翅雀是鸟名"))));
        Assert.Single(appeals, a => a.Ok);
        Assert.True(await WaitsAsync("supervisor", "hiding.appeal", said));
        Assert.True(await ToldAsync("supervisor", "news.hiding-appealed", said));
        // The words and the plea are for the author and for whoever hears it, for nobody else.
        foreach (var (who, reads) in new[] { ("chen", true), ("supervisor", true), ("director", false), ("wu", false) })
            Assert.Equal((reads, reads), (await host.SendAsync(who, new GetHiding(said))).Value is var v ? (v.Html is not null, v.Plea is not null) : default);
        Assert.Equal("forbidden", Code(await host.SendAsync("director", new AnswerHidingAppeal(said, false, "不行"))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new AnswerHidingAppeal(said, true, "好"))));
        Assert.Equal("yes-no.missing", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, null, "好"))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "是鸟名"))));
        Assert.Single(answers, a => a.Ok);
        Assert.True(await ToldAsync("chen", "news.hiding-lifted", said));
        Assert.False(await WaitsAsync("supervisor", "hiding.appeal", said));
        Assert.True(await FoundAsync("金翅雀", said));
        Assert.Equal(1, (await StancesAsync(id))[Stance.Against]);
        Assert.Contains("金翅雀", await host.CreateClient().GetStringAsync($"/proposals/{id}"));
        Assert.Equal("hiding.settled", Code(await host.SendAsync("director", new HideText(said, "还是像骂人", HouseRule.Insult))));
        Assert.True((await host.SendAsync("chen", new EditComment(said, "金翅雀！"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(said, "现在是了", HouseRule.Insult))).Ok);
        Assert.True((await host.SendAsync("chen", new AppealHiding(said, "还是鸟名"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(said, false, "这次不是"))).Ok);
        Assert.True(await ToldAsync("chen", "news.hiding-stays", said));
        Assert.Equal("hiding.appealed", Code(await host.SendAsync("chen", new AppealHiding(said, "再看看"))));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task The_log_says_why_and_by_which_office_never_what_nor_whose_and_only_grows()
    {
        var id = await ProposedAsync();
        List<CommentId> said = [];
        for (var i = 0; i < 3; i++) said.Add(await SaidAsync(id, $"藏起来的白鹭{i}", "zhao"));
        foreach (var c in said) await host.SendAsync("director", new HideText(c, "登了别人的电话", HouseRule.PrivateData));
        await host.SendAsync("zhao", new AppealHiding(said[2], "是白鹭的电话"));
        var visitor = host.CreateClient();
        var first = await visitor.GetFromJsonAsync<JsonElement>("/api/v1/moderation/log?take=2");
        var next = await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/moderation/log?take=2&cursor={first.GetProperty("next").GetString()}");
        JsonElement[] lines = [.. first.GetProperty("items").EnumerateArray(), .. next.GetProperty("items").EnumerateArray()];
        Assert.Equal(said.Select(c => c.ToString()).Reverse(), lines.Take(3).Select(l => l.GetProperty("what").GetProperty("id").GetString()));
        Assert.Equal(("private-data", "登了别人的电话", "committee-director"), (lines[0].GetProperty("rule").GetString(), lines[0].GetProperty("reason").GetString(), lines[0].GetProperty("as").GetString()));
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("appeal").GetProperty("showsAgain").ValueKind);
        foreach (var path in new[] { "/moderation/log", "/moderation/log?lang=en", "/api/v1/moderation/log", $"/comments/{said[2]}/hiding", $"/api/v1/comments/{said[2]}/hiding" })
        {
            var text = System.Text.RegularExpressions.Regex.Unescape((await visitor.GetStringAsync(path)).Replace("\\\"", "\""));
            Assert.Contains("登了别人的电话", text);
            Assert.DoesNotContain("白鹭", text);
            Assert.DoesNotContain("赵桂珍", text);
            Assert.DoesNotContain("陈立 ", text);
        }
        Assert.DoesNotContain("登了别人的电话", await (await host.ApiAsync("lin.b")).GetStringAsync("/api/v1/moderation/log"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/comments/{said[2]}/hiding")).StatusCode);
        foreach (var sql in new[] { "UPDATE Hidings SET Reason = 'x'", "DELETE FROM Hidings", "DELETE FROM HidingAppeals", "UPDATE HidingAppeals SET Plea = 'x'" })
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var id = await ProposedAsync();
        var said = await SaidAsync(id, "翠鸟在这里");
        var (wu, director, chen, supervisor) = (await Browser.SignedInAsync(host, "wu"), await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "chen"), await Browser.SignedInAsync(host, "supervisor"));
        await wu.GoAsync($"/proposals/{id}");
        await wu.GoAsync(wu.Page.QuerySelector($"#c-{said} footer a[href$='/report']")!.GetAttribute("href")!);
        await wu.PostAsync("report", []);
        Assert.Contains("请选违反了哪一条", wu.Text);
        await wu.PostAsync("report", new() { ["rule"] = "Advertising", ["remark"] = "卖鸟的" });
        Assert.Contains("收到了", wu.Text);
        await director.GoAsync("/moderation");
        await director.GoAsync(director.Page.QuerySelector($"#c-{said} a.t")!.GetAttribute("href")!);
        Assert.Contains("卖鸟的", director.Text);
        await director.PostAsync("judge", new() { ["reason"] = "广告" });
        Assert.Contains("请选隐藏或保留", director.Text);
        await director.PostAsync("judge", new() { ["verdict"] = "hide", ["reason"] = "" });
        Assert.NotNull(director.Page.QuerySelector("#reason-e"));
        await director.PostAsync("judge", new() { ["verdict"] = "hide", ["reason"] = "是广告" });
        Assert.Equal("/moderation", director.Path);
        Assert.Equal($"/comments/{said}/hiding", (await director.GoAsync($"/moderation/comments/{said}")).Path);
        await chen.GoAsync($"/proposals/{id}");
        await chen.GoAsync(chen.Page.QuerySelector($"#c-{said} a[href$='/hiding']")!.GetAttribute("href")!);
        Assert.Contains("翠鸟", chen.Text);
        await chen.PostAsync("appeal", new() { ["plea"] = "不是广告" });
        Assert.False(chen.HasForm("appeal"));
        await supervisor.GoAsync("/moderation");
        await supervisor.GoAsync(supervisor.Page.QuerySelector($"a[href$='{said}/hiding']")!.GetAttribute("href")!);
        await supervisor.PostAsync("answer", new() { ["reason"] = "看过了" });
        Assert.Equal(HttpStatusCode.BadRequest, supervisor.Response.StatusCode);
        await supervisor.PostAsync("answer", new() { ["shows"] = "yes", ["reason"] = "不是广告" });
        Assert.Contains("申诉成立", supervisor.Text);
        await wu.GoAsync($"/proposals/{id}");
        Assert.Contains("翠鸟", wu.Text);
        Assert.Equal("/moderation/log", (await wu.GoAsync("/moderation")).Path);
    }
}
