using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Calls;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Queue;
using Forum.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Order in calls: hidden and changed contributions, more time, an early end, and limits on what is written down for others.</summary>
public sealed class CallOrderTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<CallId> OpenedAsync(string title = "院子里种什么") => (await host.SendAsync("director", new OpenCall(title, "说说看。", null, host.Now().AddDays(3)))).Value.Id;

    private async Task<ContributionId> SaidAsync(string who, CallId call, string words) => (await host.SendAsync(who, new Contribute(call, words))).Value.Id;

    private async Task<bool> ToldAsync(string who, string text, string href)
    {
        await host.DrainAsync();
        return await host.DbAsync(db => db.News.AnyAsync(n => n.Text == text && n.Href.StartsWith(href) && db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId)));
    }

    private Task<PersonId> PersonAsync(string user) => host.DbAsync(async db => (await db.Accounts.Where(a => a.UserName == user).Select(a => a.PersonId).SingleAsync())!.Value);

    [Fact]
    public async Task A_hidden_contribution_owes_no_outcome_is_shown_to_nobody_and_on_appeal_is_answered_after_all()
    {
        var call = await OpenedAsync();
        var (kept, said) = (await SaidAsync("chen", call, "种月季。"), await SaidAsync("lin", call, "种罂粟花吧。"));
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.OffTopic))).Ok);
        Assert.Contains((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Kind == "report.answer" && i.Href == $"/moderation/contributions/{said}");
        Assert.True((await host.SendAsync("director", new HideText(said, "这花不许种", HouseRule.OffTopic))).Ok);
        Assert.True(await ToldAsync("lin", "news.text-hidden", $"/contributions/{said}/hiding"));
        var (visitor, director) = (host.CreateClient(), await host.ApiAsync("director"));
        foreach (var path in new[] { $"/calls/{call}", $"/api/v1/calls/{call}/contributions", $"/contributions/{said}/hiding", "/moderation/log" })
        {
            var text = System.Text.RegularExpressions.Regex.Unescape((await visitor.GetStringAsync(path)).Replace("\\\"", "\""));
            Assert.DoesNotContain("罂粟", text);
            Assert.Contains("这花不许种", text);
        }
        Assert.Empty((await host.SendAsync("wu", new FindText("罂粟花"))).Value.Items);
        Assert.Equal((1, 1), (await host.SendAsync("wu", new GetCall(call))).Value is var v ? (v.Given, v.Pending) : default);
        Assert.True((await host.SendAsync("lin", new AppealHiding(said, "是虞美人"))).Ok);
        Assert.Equal("text.hidden", Code(await host.SendAsync("lin", new EditContribution(call, 2, "种虞美人。"))));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True((await host.SendAsync("director", new SettleContribution(call, 1, ContributionOutcome.Adopted, "种了两丛。"))).Ok);
        Assert.Equal("call.appeal-waits", Code(await host.SendAsync("director", new ConcludeCall(call, "种月季。"))));
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "是虞美人"))).Ok);
        Assert.Equal("call.pending", Code(await host.SendAsync("director", new ConcludeCall(call, "种月季。"))));
        Assert.True((await host.SendAsync("director", new SettleContribution(call, 2, ContributionOutcome.NotAdopted, "容易认错。"))).Ok);
        Assert.True((await host.SendAsync("director", new ConcludeCall(call, "种月季。"))).Ok);
        // What comes to light later is hidden also then.
        Assert.True((await host.SendAsync("director", new HideText(kept, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.Empty(await host.CheckAsync());
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Contributions SET Outcome = 4 WHERE Id = {kept.Value}")));
    }

    [Fact]
    public async Task The_page_of_its_matter_hears_of_all_that_its_row_counts()
    {
        var id = (await host.SendAsync("lin", new Forum.Council.Proposals.Propose("院子", "种点什么。", null))).Value.Id;
        var call = (await host.SendAsync("director", new OpenCall("院子里种什么", "说说看。", null, host.Now().AddDays(3), Matter: $"proposals/{id}"))).Value.Id;
        Task<long> VersionAsync() => host.DbAsync(db => db.Set<Forum.Foundation.Outbox.TopicRow>().Where(t => t.Topic == $"proposals/{id}").Select(t => t.Version).SingleAsync());
        List<long> versions = [await VersionAsync()];
        var said = await SaidAsync("lin", call, "种月季。");
        versions.Add(await VersionAsync());
        await host.SendAsync("director", new HideText(said, "登了电话", HouseRule.PrivateData));
        versions.Add(await VersionAsync());
        await SaidAsync("chen", call, "种草。");
        versions.Add(await VersionAsync());
        await host.SendAsync("chen", new WithdrawContribution(call, 2));
        versions.Add(await VersionAsync());
        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Fact]
    public async Task The_author_changes_it_while_the_call_is_open_and_it_says_so()
    {
        var call = await OpenedAsync();
        var said = await SaidAsync("lin", call, "种蔷微。");
        Assert.Equal("contribution.not-written", Code(await host.SendAsync("chen", new EditContribution(call, 1, "种草。"))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new EditContribution(call, 1, "种草。"))));
        Assert.Equal("contribution.newer", Code(await host.SendAsync("lin", new EditContribution(call, 1, "种蔷薇。", 3))));
        var late = await (await host.ApiAsync("lin")).PostAsJsonAsync($"/api/v1/calls/{call}/contributions/1/versions", new { body = "种蔷薇。", edits = 3 });
        Assert.Equal(["removed", "added"], (await late.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("difference").EnumerateArray().Select(p => p.GetProperty("kind").GetString()!).Where(k => k != "same"));
        var page = await Browser.SignedInAsync(host, "lin");
        await page.GoAsync($"/calls/{call}");
        await page.PostAsync("edit-1", new() { ["body"] = "种蔷薇。", ["base"] = "3" });
        Assert.NotNull(page.Page.QuerySelector("form .diff, .now-box .diff"));
        await page.PostAsync("edit-1", new() { ["body"] = "" });
        Assert.NotNull(page.Page.QuerySelector("#body-1-e"));
        await page.PostAsync("edit-1", new() { ["body"] = "种蔷薇。" });
        Assert.Contains("改过", page.Page.QuerySelector("#n-1")!.TextContent);
        Assert.Empty((await host.SendAsync("wu", new FindText("蔷微"))).Value.Items);
        Assert.NotEmpty((await host.SendAsync("wu", new FindText("种蔷薇"))).Value.Items);
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SendAsync("lin", new EditContribution(call, 1, $"种蔷薇{i}。", 1)))), r => r.Ok);
        // What it said before stands beside it, for everybody, until it is hidden.
        var visitor = host.CreateClient();
        var versions = await visitor.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/v1/calls/{call}/contributions/1/versions");
        Assert.Equal(["种蔷薇", "种蔷薇。", "种蔷微。"], versions.GetProperty("items").EnumerateArray().Select((v, i) => v.GetProperty("body").GetString() is var body && i == 0 ? body![..3] : body));
        Assert.Equal(["removed", "added"], versions.GetProperty("items")[1].GetProperty("difference").EnumerateArray().Select(p => p.GetProperty("kind").GetString()!).Where(k => k != "same"));
        await page.GoAsync($"/calls/{call}");
        await page.GoAsync(page.Page.QuerySelector("#n-1 footer a[href$='/versions']")!.GetAttribute("href")!);
        Assert.Contains("种蔷微。", page.Text);
        Assert.Equal(2, page.Page.QuerySelectorAll(".diff").Length);
        foreach (var none in new[] { $"/api/v1/calls/{call}/contributions/2/versions", $"/calls/{call}/contributions/2/versions" }) Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.GetAsync(none)).StatusCode);
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new GetContributionVersions(call, 1))));
        foreach (var sql in new[] { "UPDATE ContributionVersions SET Body_Source = 'x'", "DELETE FROM ContributionVersions", $"UPDATE Contributions SET Body_Source = 'x', Edits = Edits + 1 WHERE Id = '{said.Value.ToString().ToUpperInvariant()}'" })
            await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(2, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"calls/{call}" && r.Act == "contribution.edited")));
        Assert.True((await host.SendAsync("director", new HideText(said, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.GetAsync($"/calls/{call}/contributions/1/versions")).StatusCode);
        Assert.Equal("not-found", Code(await host.SendAsync("lin", new GetContributionVersions(call, 1))));
    }

    [Fact]
    public async Task A_call_is_prolonged_with_a_reason_stands_in_feed_and_calendar_and_once_called_off_owes_nothing()
    {
        var call = await OpenedAsync("夜里的路灯");
        await SaidAsync("lin", call, "再亮一点。");
        var (director, wu, visitor) = (await host.ApiAsync("director"), await host.ApiAsync("wu"), host.CreateClient());
        var until = host.Now().AddDays(9);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await wu.PostAsJsonAsync($"/api/v1/calls/{call}/prolonging", new { closesAt = until, reason = "过节" })).StatusCode);
        Assert.Equal("call.not-later", Code(await host.SendAsync("director", new ProlongCall(call, host.Now().AddDays(2), "过节"))));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"/api/v1/calls/{call}/prolonging", new { closesAt = until, reason = "过节，多等几天" })).StatusCode);
        Assert.True(await ToldAsync("lin", "news.call-prolonged", $"/calls/{call}"));
        Assert.Contains("过节，多等几天", await visitor.GetStringAsync($"/calls/{call}"));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True((await host.SendAsync("chen", new Contribute(call, "够亮了。"))).Ok);
        Assert.Contains("夜里的路灯", await visitor.GetStringAsync("/feeds/calls.atom"));
        Assert.Contains($"call-close-{call}", await visitor.GetStringAsync("/calendar/calls.ics"));
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Calls SET ClosesAt = '2030-01-01 00:00:00+00:00'")));
        Assert.Equal("reason.missing", Code(await host.SendAsync("director", new CallOffCall(call, " "))));
        var page = await Browser.SignedInAsync(host, "director");
        await page.GoAsync($"/calls/{call}");
        await page.PostAsync("call-off", new() { ["reason"] = "市里统一换灯" });
        Assert.Contains("这次征集已取消", page.Text);
        Assert.False(page.HasForm("prolong") || page.HasForm("call-off") || page.HasForm("contribute"));
        foreach (var who in new[] { "lin", "chen" }) Assert.True(await ToldAsync(who, "news.call-called-off", $"/calls/{call}"));
        Assert.Equal("call.called-off", Code(await host.SendAsync("lin", new Contribute(call, "再亮一点点。"))));
        await host.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.DoesNotContain((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Id == call.ToString());
        Assert.DoesNotContain((await host.SendAsync("wu", new ListCalls(Open: true))).Value.Items, c => c.Id == call);
        Assert.Equal("called-off", (await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/calls/{call}")).GetProperty("state").GetString());
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task What_is_written_down_for_somebody_counts_as_theirs_in_a_slow_discussion()
    {
        var id = (await host.SendAsync("lin", new Propose("慢慢说的事", "慢慢说。", null))).Value.Id;
        List<PersonId> people = [];
        foreach (var home in await host.DbAsync(db => db.Places.Where(p => p.Level == Domain.Organisation.PlaceLevel.Home).Select(p => p.Name).Distinct().OrderBy(n => n).ToListAsync()))
            if (people.Count < 20) people.AddRange((await host.SendAsync("steward", new FindSpeakers(id, home))).Value.People.Select(p => p.Id).Except(people));
        Task<Outcome<CommentId>> Write(PersonId who, string words) => host.SendAsync("steward", new WriteDownComment(id, who, words, Stance.For, true));
        var wu = await PersonAsync("wu");
        Assert.True((await host.SendAsync("director", new SlowDown(id, 10, "慢"))).Ok);
        Assert.True((await host.SendAsync("wu", new Forum.Council.Discussion.AddComment(id, "自己说的", Stance.For))).Ok);
        Assert.Equal("talk.slow-for", Code(await Write(wu, "替她记的")));
        List<PersonId> written = [];
        string? last = null;
        foreach (var person in people)
        {
            if (await Write(person, $"第{written.Count}句") is { Ok: true }) written.Add(person);
            else if (written.Count == SlowMode.MostWrittenDown) { last = Code(await Write(person, "再一句")); if (last == "talk.slow-written") break; }
        }
        Assert.Equal((SlowMode.MostWrittenDown, "talk.slow-written"), (written.Count, last));
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Write(written[0], $"一起来{i}")))).Count(r => r.Ok));
        Assert.Equal("talk.slow-for", Code(await Write(written[0], "又一句")));
    }

    [Fact]
    public async Task For_a_new_account_the_words_that_others_write_down_count_as_well()
    {
        // The whole community is the committee's to write for: in which building whoever joined by a letter lives is chance.
        // A day on its own: another test may have written something down for the same neighbour today.
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var call = await OpenedAsync("新邻居怎么想");
        var (person, account) = await host.DbAsync(async db => (await db.Accounts.Where(a => a.UserName == "family.1").Select(a => new { a.PersonId, a.Id }).SingleAsync()) is var a ? (a.PersonId!.Value, a.Id) : default);
        var now = host.Now();
        await host.DbAsync(db => db.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(s => s.SetProperty(a => a.MadeAt, now)));
        var first = await host.SendAsync("director", new WriteDownContribution(call, person, "看 https://example.org", ContributionChannel.Spoken, true));
        Assert.Equal("new-account.links-for", Code(first));
        for (var i = 0; i < 3; i++) Assert.True((await host.SendAsync("director", new WriteDownContribution(call, person, $"第{i}句", ContributionChannel.Spoken, true))).Ok);
        for (var i = 3; i < 5; i++) Assert.True((await host.SendAsync("family.1", new Contribute(call, $"第{i}句"))).Ok);
        Assert.Equal("new-account.enough-for", Code(await host.SendAsync("director", new WriteDownContribution(call, person, "第六句", ContributionChannel.Spoken, true))));
        Assert.Equal("new-account.enough", Code(await host.SendAsync("family.1", new Contribute(call, "第六句"))));
    }
}
