using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Notifications;
using Forum.Queue;
using Forum.Reception;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Concerns, amendments and summaries that were hidden are there for nobody but those whom it concerns.</summary>
public sealed class HiddenMattersTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ConcernId> RaisedAsync(string bird, Visibility visibility = Visibility.Public, string who = "lin") =>
        (await host.SendAsync(who, new RaiseConcern("facilities", null, $"楼道里的{bird}", $"楼道里养了{bird}，太吵。", visibility))).Value.Id;

    private Task<ProposalId> ProposedAsync() => host.SendAsync("lin", new Propose("修凉亭", "凉亭漏雨。", null)).ContinueWith(p => p.Result.Value.Id, TaskScheduler.Default);

    private static async Task<string> ReadAsync(HttpClient who, string path) => System.Text.RegularExpressions.Regex.Unescape((await (await who.GetAsync(path)).Content.ReadAsStringAsync()).Replace("\\\"", "\""));

    [Fact]
    public async Task Nothing_of_a_hidden_concern_is_shown_anywhere_and_on_appeal_it_goes_on()
    {
        var id = await RaisedAsync("夜鹭");
        var grown = (await host.SendAsync("chen", new Propose("换门", "换一扇门。", null, id))).Value.Id;
        var number = await host.DbAsync(db => db.Concerns.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());
        string[] paths = ["/", "/concerns", "/queue", "/news", "/moderation/log", "/search?q=夜鹭", "/feeds/concerns.atom", $"/c/{number}", $"/concerns/{id}", $"/concerns/{id}/hiding", $"/proposals/{grown}", $"/proposals/new?from={id}",
            "/api/v1/concerns", "/api/v1/moderation/log", "/api/v1/search?q=夜鹭", $"/api/v1/concerns/{id}", $"/api/v1/concerns/{id}/hiding", $"/api/v1/proposals/{grown}"];
        var (visitor, wu) = (host.CreateClient(), await host.ApiAsync("wu"));
        foreach (var path in paths) await visitor.GetAsync(path);
        await host.DrainAsync();
        Assert.Contains("夜鹭", await ReadAsync(visitor, "/feeds/concerns.atom"));
        Assert.Contains("夜鹭", await ReadAsync(visitor, $"/proposals/{grown}"));
        Assert.Equal("report.own", Code(await host.SendAsync("lin", new ReportText(id, HouseRule.Insult))));
        Assert.True((await host.SendAsync("wu", new ReportText(id, HouseRule.PrivateData))).Ok);
        Assert.Contains((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Kind == "report.answer" && i.Id == id.ToString() && i.Title.Contains("夜鹭"));
        Assert.True((await host.SendAsync("director", new HideText(id, "登了别人的电话", HouseRule.PrivateData))).Ok);
        await host.DrainAsync();
        foreach (var path in paths)
            foreach (var who in new[] { visitor, wu }) Assert.DoesNotContain("夜鹭", (await ReadAsync(who, path)).Replace("search?q=夜鹭", "").Replace("value=\"夜鹭\"", "").Replace("“夜鹭”", ""));
        foreach (var path in new[] { $"/concerns/{id}", $"/c/{number}" }) Assert.Equal($"/concerns/{id}/hiding", (await visitor.GetAsync(path)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("登了别人的电话", await ReadAsync(visitor, $"/concerns/{id}/hiding"));
        foreach (var who in new[] { "lin", "chen", "wu", "director", "supervisor" })
        {
            Assert.Empty((await host.SendAsync(who, new FindText("夜鹭"))).Value.Items);
            Assert.Equal("not-found", Code(await host.SendAsync(who, new GetConcern(id))));
            Assert.DoesNotContain((await host.SendAsync(who, new FindSimilar("楼道里的夜鹭", "楼道里养了夜鹭"))).Value.Items, i => i.Id == id.ToString());
        }
        Assert.DoesNotContain((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Id == id.ToString());
        Assert.Equal("not-found", Code(await host.SendAsync("director", new AcceptConcern(id))));
        Assert.Equal("not-found", Code(await host.SendAsync("chen", new StartDraft("换门", "换。", FromConcernId: id))));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO ConcernSteps (ConcernId, \"Order\", Kind, At, By_AccountId, By_As, By_Name, By_Of) SELECT ConcernId, 99, Kind, At, By_AccountId, By_As, By_Name, By_Of FROM ConcernSteps WHERE ConcernId = {id.Value.ToString().ToUpperInvariant()} LIMIT 1")));
        foreach (var (who, reads) in new[] { ("lin", true), ("director", true), ("supervisor", true), ("wu", false) })
            Assert.Equal((reads, reads), (await host.SendAsync(who, new GetHiding(id))).Value is var v ? (v.Html is not null, v.Title is not null) : default);
        Assert.Contains((await host.SendAsync("lin", new GetNews())).Value.Items, n => n.Href == $"/concerns/{id}/hiding" && n.Text.Contains("夜鹭"));
        Assert.Contains((await host.SendAsync("wu", new GetNews())).Value.Items, n => n.Href == $"/concerns/{id}/hiding" && n.Text.Contains(number));

        var due = await host.DbAsync(db => db.Concerns.Where(c => c.Id == id).Select(c => c.Due).SingleAsync());
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.False(await host.DbAsync(db => db.Set<ConcernStep>().AnyAsync(s => EF.Property<ConcernId>(s, "ConcernId") == id && s.Kind == ConcernStepKind.Escalated)));
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "是物业的电话"))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("director", new AnswerHidingAppeal(id, true, "好"))));
        Assert.Contains((await host.SendAsync("supervisor", new GetQueue())).Value.Items, i => i.Kind == "hiding.appeal" && i.Id == id.ToString());
        Assert.Empty(await host.CheckAsync());
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "是物业的电话"))).Ok);
        Assert.InRange(((await host.DbAsync(db => db.Concerns.Where(c => c.Id == id).Select(c => c.Due).SingleAsync()))!.Value - due!.Value).TotalDays, 2, 2.1);
        Assert.NotEmpty((await host.SendAsync("wu", new FindText("夜鹭"))).Value.Items);
        Assert.True((await host.SendAsync("director", new AcceptConcern(id))).Ok);
        Assert.Empty(await host.CheckAsync());
        Assert.Equal(["concern.hidden", "concern.shown-again"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"concerns/{id}" && (r.Act == "concern.hidden" || r.Act == "concern.shown-again")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task Of_a_private_concern_the_log_says_only_that_one_was_hidden()
    {
        var id = await RaisedAsync("斑鸠", Visibility.Private);
        var number = await host.DbAsync(db => db.Concerns.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());
        Assert.Equal("not-found", Code(await host.SendAsync("wu", new ReportText(id, HouseRule.Insult))));
        Assert.Equal("not-found", Code(await host.SendAsync("wu", new GetReportable(id))));
        Assert.True((await host.SendAsync("secretary", new ReportText(id, HouseRule.Insult))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(id, "骂了斑鸠的主人", HouseRule.Insult))).Ok);
        await host.DrainAsync();
        var (visitor, wu, lin) = (host.CreateClient(), await host.ApiAsync("wu"), await host.ApiAsync("lin"));
        foreach (var who in new[] { visitor, wu })
        {
            foreach (var path in new[] { "/moderation/log", "/api/v1/moderation/log", "/news" }) Assert.DoesNotMatch($"斑鸠|{id}|{number}", await ReadAsync(who, path));
            foreach (var path in new[] { $"/concerns/{id}", $"/concerns/{id}/hiding", $"/api/v1/concerns/{id}/hiding", $"/c/{number}" }) Assert.Equal(HttpStatusCode.NotFound, (await who.GetAsync(path)).StatusCode);
        }
        Assert.Contains("一条不公开的诉求", await ReadAsync(visitor, "/moderation/log"));
        Assert.Contains("斑鸠", await ReadAsync(lin, $"/concerns/{id}/hiding"));
        Assert.Contains($"concerns/{id}/hiding", await ReadAsync(lin, "/moderation/log"));
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "没有骂人"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, false, "骂了斑鸠"))).Ok);
        foreach (var who in new[] { visitor, wu }) Assert.DoesNotMatch($"斑鸠|{id}|{number}", await ReadAsync(who, "/api/v1/moderation/log"));
    }

    [Fact]
    public async Task A_hidden_amendment_is_left_out_and_cannot_be_accepted()
    {
        var id = await ProposedAsync();
        var amendment = (await host.SendAsync("wu", new PutAmendment(id, 1, "凉亭漏雨，骂白头翁。", "白头翁该骂"))).Value;
        Assert.True((await host.SendAsync("chen", new ReportText(amendment, HouseRule.Insult))).Ok);
        Assert.Equal("report.already", Code(await host.SendAsync("chen", new ReportText(amendment, HouseRule.Insult))));
        Assert.Contains("白头翁", (await host.SendAsync("director", new ListReported())).Value.Items.Single(r => r.What.Id == amendment.Value).Html);
        await host.DrainAsync();
        async Task<bool> ToldAsync() => (await host.SendAsync("lin", new Forum.Notifications.GetNews())).Value.Items.Any(n => n.Href == $"/amendments/{amendment}" && n.Text.Contains("吴海燕"));
        Assert.True(await ToldAsync());
        Assert.True((await host.SendAsync("director", new HideText(amendment, "骂人", HouseRule.Insult))).Ok);
        // The line that names who proposed it goes with it.
        Assert.False(await ToldAsync());
        await host.DrainAsync();
        var visitor = host.CreateClient();
        foreach (var path in new[] { $"/proposals/{id}", $"/proposals/{id}/amendments", $"/amendments/{amendment}", $"/amendments/{amendment}/hiding", $"/api/v1/proposals/{id}/amendments", $"/api/v1/amendments/{amendment}", $"/api/v1/amendments/{amendment}/hiding", "/moderation/log" })
            Assert.DoesNotContain("白头翁", await ReadAsync(visitor, path));
        Assert.Equal($"/amendments/{amendment}/hiding", (await visitor.GetAsync($"/amendments/{amendment}")).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Empty((await host.SendAsync("wu", new ListAmendments(id))).Value.Items);
        foreach (var code in new[] { Code(await host.SendAsync("lin", new AcceptAmendment(amendment))), Code(await host.SendAsync("lin", new DeclineAmendment(amendment, "不"))), Code(await host.SendAsync("wu", new WithdrawAmendment(amendment))) }) Assert.Equal("amendment.hidden", code);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Amendments SET Reason = 'x'")));
        Assert.Contains("白头翁", (await host.SendAsync("wu", new GetHiding(amendment))).Value.Html);
        Assert.Null((await host.SendAsync("lin", new GetHiding(amendment))).Value.Html);
        Assert.True((await host.SendAsync("wu", new AppealHiding(amendment, "是一种鸟"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(amendment, true, "是鸟"))).Ok);
        Assert.True(await ToldAsync());
        var version = (await host.SendAsync("lin", new AcceptAmendment(amendment))).Value;
        Assert.Equal(2, version);
        // What was taken over stays in the text; who proposed it is named no more while it is hidden.
        var other = (await host.SendAsync("wu", new PutAmendment(id, 2, "凉亭漏雨，要修。", "骂画眉"))).Value;
        Assert.True((await host.SendAsync("lin", new AcceptAmendment(other))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(other, "骂人", HouseRule.Insult))).Ok);
        var versions = (await host.SendAsync("chen", new Forum.Council.Versions.GetVersions(id))).Value.Items;
        Assert.Equal((null, amendment), (versions[0].Amendment, versions[1].Amendment));
        Assert.Null(versions[0].AmendedBy);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_hidden_summary_is_replaced_by_a_new_one()
    {
        var id = await ProposedAsync();
        await host.SendAsync("chen", new AddComment(id, "修", Stance.For));
        var first = (await host.SendAsync("director", new WriteSummary(id, "白鹡鸰都赞成。"))).Value;
        Assert.True((await host.SendAsync("chen", new DisputeSummary(id, "白鹡鸰是谁"))).Ok);
        var summary = (await host.SendAsync("wu", new GetSummaries(id))).Value.Items.Single().Id;
        Assert.True((await host.SendAsync("wu", new ReportText(summary, HouseRule.Untrue))).Ok);
        Assert.Equal("report.judge-own", Code(await host.SendAsync("director", new KeepText(summary, "没事"))));
        Assert.Equal("hiding.own-text", Code(await host.SendAsync("director", new HideText(summary, "不实"))));
        // A second director hides it.
        var office = await host.DbAsync(db => db.Appointments.AsNoTracking().FirstAsync(a => a.Role == Role.CommitteeDirector && a.CommunityId == db.Proposals.First(p => p.Id == id).CommunityId));
        var made = await host.SendAsync("director", new Forum.Organisation.Appoint(null, Role.CommitteeDirector, office.PlaceId, office.UnitId, null, null, host.Now().AddDays(90), "steward"));
        Assert.True(made.Ok, made.Ok ? "" : Code(made));
        foreach (var (who, may) in new[] { ("steward", true), ("director", false), ("wu", false) })
            Assert.Equal(may, (await (await Browser.SignedInAsync(host, who)).GoAsync($"/proposals/{id}/summary")).Page.QuerySelector($"a[href='/moderation/summaries/{summary}']") is not null);
        Assert.True((await host.SendAsync("steward", new HideText(summary, "没人这么说", HouseRule.Untrue))).Ok);
        var visitor = host.CreateClient();
        foreach (var path in new[] { $"/proposals/{id}", $"/proposals/{id}/summary", $"/summaries/{summary}/hiding", $"/api/v1/proposals/{id}/summaries", $"/api/v1/summaries/{summary}/hiding", "/moderation/log" }) Assert.DoesNotContain("白鹡鸰", await ReadAsync(visitor, path));
        Assert.Contains("没人这么说", await ReadAsync(visitor, $"/proposals/{id}/summary"));
        Assert.Equal("not-found", Code(await host.SendAsync("wu", new DisputeSummary(id, "不对"))));
        Assert.Equal("text.hidden", Code(await host.SendAsync("wu", new DisputeSummary(id, "不对", first))));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new AnswerDispute(id, first, 1, "答"))));
        Assert.Equal(2, (await host.SendAsync("director", new WriteSummary(id, "一人赞成。"))).Value);
        Assert.Equal([2], (await host.SendAsync("wu", new GetSummaries(id))).Value.Items.Select(s => s.Number));
        Assert.True((await host.SendAsync("wu", new DisputeSummary(id, "不对"))).Ok);
    }

    [Fact]
    public async Task By_pages_and_by_the_api()
    {
        var id = await RaisedAsync("杜鹃");
        var (wu, director, lin) = (await Browser.SignedInAsync(host, "wu"), await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "lin"));
        await wu.GoAsync($"/concerns/{id}");
        Assert.Null(wu.Page.QuerySelector($"a[href='/moderation/concerns/{id}']"));
        await wu.GoAsync(wu.Page.QuerySelector($"a[href='/concerns/{id}/report']")!.GetAttribute("href")!);
        await wu.PostAsync("report", new() { ["rule"] = "PrivateData" });
        Assert.Contains("收到了", wu.Text);
        await director.GoAsync("/moderation");
        await director.GoAsync(director.Page.QuerySelector($"#c-{id} a.t")!.GetAttribute("href")!);
        await director.PostAsync("judge", new() { ["verdict"] = "hide", ["rule"] = "PrivateData", ["reason"] = "登了电话" });
        Assert.Equal("/moderation", director.Path);
        await wu.GoAsync($"/concerns/{id}");
        Assert.Equal($"/concerns/{id}/hiding", wu.Path);
        Assert.DoesNotContain("杜鹃", wu.Text);
        await lin.GoAsync($"/concerns/{id}");
        Assert.Contains("杜鹃", lin.Text);
        await lin.PostAsync("appeal", new() { ["plea"] = "不是谁家的" });
        Assert.False(lin.HasForm("appeal"));
        var supervisor = await host.ApiAsync("supervisor");
        Assert.Equal(HttpStatusCode.NoContent, (await supervisor.PostAsJsonAsync($"/api/v1/concerns/{id}/appeal/answer", new { showsAgain = true, reason = "对" })).StatusCode);
        var concern = await (await host.ApiAsync("wu")).GetFromJsonAsync<JsonElement>($"/api/v1/concerns/{id}");
        Assert.Contains("杜鹃", concern.GetProperty("title").GetString());
        foreach (var noun in new[] { "amendments", "summaries" }) Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/api/v1/{noun}/{Guid.NewGuid()}/hiding")).StatusCode);
    }
}
