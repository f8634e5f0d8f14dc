using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Notifications;
using Forum.Queue;
using Forum.Search;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A proposal that was hidden is there for nobody but its authors, moderators and whoever hears the appeal.</summary>
public sealed class HiddenProposalTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<(ProposalId Id, CommentId Said)> ProposedAsync(string bird)
    {
        var id = (await host.SendAsync("lin", new Propose($"门口的{bird}", $"养一只{bird}。", null))).Value.Id;
        Assert.True((await host.SendAsync("zhao", new Endorse(id))).Ok);
        return (id, (await host.SendAsync("chen", new AddComment(id, $"{bird}太吵", Stance.Against))).Value);
    }

    private Task<Outcome<Done>> HideAsync(ProposalId id) => host.SendAsync("director", new HideText(id, "登了别人的电话", HouseRule.PrivateData));

    private async Task<string> ReadAsync(HttpClient who, string path) => System.Text.RegularExpressions.Regex.Unescape((await (await who.GetAsync(path)).Content.ReadAsStringAsync()).Replace("\\\"", "\""));

    [Fact]
    public async Task Nothing_of_it_is_shown_anywhere_and_on_appeal_it_comes_back_with_all()
    {
        var (id, said) = await ProposedAsync("戴胜鸟");
        string[] paths = ["/", "/proposals", "/moderation/log", "/search?q=戴胜鸟", "/feeds/proposals.atom", "/api/v1/proposals", "/api/v1/moderation/log", "/api/v1/search?q=戴胜鸟", $"/proposals/{id}", $"/proposals/{id}/comments/{said}", $"/proposals/{id}/versions", $"/proposals/{id}/voices",
            $"/proposals/{id}/hiding", $"/proposals/{id}/interests", $"/api/v1/proposals/{id}", $"/api/v1/proposals/{id}/hiding", $"/api/v1/proposals/{id}/comments", $"/api/v1/comments/{said}"];
        var (visitor, wu) = (host.CreateClient(), await host.ApiAsync("wu"));
        foreach (var path in paths) await visitor.GetAsync(path);
        await host.DrainAsync();
        Assert.Contains("戴胜鸟", await ReadAsync(visitor, "/feeds/proposals.atom"));
        Assert.True((await host.SendAsync("zhao", new ReportText(id, HouseRule.PrivateData))).Ok);
        Assert.Contains((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Kind == "report.answer" && i.Id == id.ToString());
        Assert.True((await HideAsync(id)).Ok);
        await host.DrainAsync();
        foreach (var path in paths)
            foreach (var who in new[] { visitor, wu }) Assert.DoesNotMatch("戴胜鸟太吵|养一只戴胜鸟|门口的戴胜鸟", await ReadAsync(who, path));
        var number = await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Number).SingleAsync());
        foreach (var path in new[] { $"/proposals/{id}", $"/p/{number}" }) Assert.Equal($"/proposals/{id}/hiding", (await visitor.GetAsync(path)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("登了别人的电话", await ReadAsync(visitor, $"/proposals/{id}/hiding"));
        foreach (var who in new[] { "lin", "chen", "zhao", "wu", "director" })
        {
            Assert.DoesNotContain((await host.SendAsync(who, new FindText("戴胜鸟"))).Value.Items, _ => true);
            Assert.DoesNotContain((await host.SendAsync(who, new GetNews())).Value.Items, n => n.Text.Contains("戴胜鸟") && who is not ("lin" or "director"));
            Assert.Equal("not-found", Code(await host.SendAsync(who, new AddComment(id, "还在吗", Stance.For))));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/proposals/{id}/comments/{said}")).StatusCode);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(host.Server.BaseAddress, "/hub?lang=zh"), o =>
        {
            o.HttpMessageHandlerFactory = _ => host.Server.CreateHandler();
            o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.LongPolling;
        }).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => hub.InvokeAsync<long>("Join", $"proposals/{id}", 0L));

        // The words are for those whom they concern; the reporter is told without them.
        foreach (var (who, reads) in new[] { ("lin", true), ("director", true), ("supervisor", true), ("zhao", false), ("wu", false) })
            Assert.Equal((reads, reads), (await host.SendAsync(who, new GetHiding(id))).Value is var v ? (v.Html is not null, v.Title is not null) : default);
        Assert.Contains((await host.SendAsync("lin", new GetNews())).Value.Items, n => n.Href == $"/proposals/{id}/hiding" && n.Text.Contains("戴胜鸟"));
        Assert.Contains((await host.SendAsync("zhao", new GetNews())).Value.Items, n => n.Href == $"/proposals/{id}/hiding");
        Assert.Equal("hiding.not-yours", Code(await host.SendAsync("chen", new AppealHiding(id, "放出来"))));
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "是物业的电话"))).Ok);
        Assert.Contains((await host.SendAsync("supervisor", new GetQueue())).Value.Items, i => i.Kind == "hiding.appeal" && i.Id == id.ToString());
        Assert.Equal("forbidden", Code(await host.SendAsync("director", new AnswerHidingAppeal(id, true, "好"))));
        Assert.Empty(await host.CheckAsync());
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "是物业的电话"))).Ok);
        Assert.Contains("戴胜鸟太吵", await ReadAsync(visitor, $"/proposals/{id}"));
        Assert.NotEmpty((await host.SendAsync("wu", new FindText("戴胜鸟太吵"))).Value.Items);
        Assert.Empty(await host.CheckAsync());
        Assert.Equal(["proposal.hidden", "proposal.shown-again"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"proposals/{id}" && (r.Act == "proposal.hidden" || r.Act == "proposal.shown-again")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task Its_periods_stand_still_and_the_database_takes_nothing_for_it()
    {
        var (id, _) = await ProposedAsync("伯劳鸟");
        var due = await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.DueAt).SingleAsync());
        Assert.True((await HideAsync(id)).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(40));
        await host.DrainAsync();
        Assert.True(await host.DbAsync(db => db.Proposals.AnyAsync(p => p.Id == id && p.Ending == null && p.DueAt == due)));
        foreach (var sql in new[] { "INSERT INTO Endorsements SELECT * FROM Endorsements WHERE 1", $"UPDATE Proposals SET Step = 3 WHERE Hidden_At IS NOT NULL", "UPDATE Proposals SET Station = 4 WHERE Hidden_At IS NOT NULL" })
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "是物业的电话"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "对"))).Ok);
        var later = await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.DueAt).SingleAsync());
        Assert.InRange((later!.Value - due!.Value).TotalDays, 40, 40.1);
        Assert.True((await host.SendAsync("wu", new Endorse(id))).Ok);
    }

    [Fact]
    public async Task A_proposal_with_a_poll_and_one_s_own_is_not_hidden()
    {
        var (id, _) = await ProposedAsync("啄木鸟");
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new HideText(id, "不要"))));
        Assert.Equal("not-found", Code(await host.SendAsync("director.b", new HideText(id, "不要"))));
        Assert.Equal("report.own", Code(await host.SendAsync("lin", new ReportText(id, HouseRule.Insult))));
        var poll = (await host.SendAsync("director", new Forum.Voting.SetUpPoll("要不要留着？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(8)))).Value;
        Assert.True((await host.SendAsync("director", new Forum.Voting.OpenPoll(poll))).Ok);
        Assert.Equal("hiding.voted", Code(await HideAsync(id)));
        Assert.Equal("hiding.voted", Code(await host.SendAsync("wu", new ReportText(id, HouseRule.Insult))));
        var own = (await host.SendAsync("director", new Propose("主任的提案", "换灯。", null))).Value.Id;
        Assert.Equal("hiding.own-text", Code(await HideAsync(own)));
    }

    [Theory]
    [InlineData(true, "要不要养", "白鹭鸟")]
    [InlineData(false, "能不能养", "苍鹭鸟")]
    public async Task A_poll_that_was_called_off_or_is_not_open_yet_goes_and_comes_back_with_it(bool off, string question, string bird)
    {
        var (id, _) = await ProposedAsync(bird);
        var (before, visitor) = (await VersionAsync(id), host.CreateClient());
        var poll = (await host.SendAsync("director", new Forum.Voting.SetUpPoll($"{question}{bird}？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(8)))).Value;
        var between = await VersionAsync(id);
        if (off) Assert.True((await host.SendAsync("director", new Forum.Voting.CallOffPoll(poll, "先不问了"))).Ok);
        // Open pages of the proposal hear of both.
        Assert.True(before < between && (!off || between < await VersionAsync(id)));
        await host.DrainAsync();
        string[] paths = ["/polls", "/api/v1/polls", $"/polls/{poll}", $"/api/v1/polls/{poll}", $"/api/v1/polls/{poll}/ledger", $"/polls/{poll}/ledger", $"/search?q={bird}", $"/polls/{poll}/interests", "/", "/ledger"];
        foreach (var path in new[] { paths[0], paths[1], paths[2], paths[6] }) Assert.True((await ReadAsync(visitor, path)).Contains(question), path);
        var open = await VersionAsync($"polls/{poll}");
        Assert.True((await HideAsync(id)).Ok);
        await host.DrainAsync();
        // Open screens of the poll hear that it is gone.
        var gone = await VersionAsync($"polls/{poll}");
        Assert.True(open < gone);
        foreach (var path in paths)
            foreach (var who in new[] { visitor, await host.ApiAsync("director") }) Assert.DoesNotContain(question, await ReadAsync(who, path));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/v1/polls/{poll}")).StatusCode);
        foreach (var who in new[] { "director", "supervisor", "lin" })
        {
            Assert.DoesNotContain((await host.SendAsync(who, new GetNews())).Value.Items, n => n.Text.Contains(question));
            Assert.DoesNotContain((await host.SendAsync(who, new GetQueue())).Value.Items, i => i.Title.Contains(question));
        }
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "是物业的电话"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "对"))).Ok);
        Assert.Contains(question, await ReadAsync(visitor, $"/polls/{poll}"));
        Assert.True(gone < await VersionAsync($"polls/{poll}"));
        Assert.Empty(await host.CheckAsync());
    }

    private Task<long> VersionAsync(ProposalId id) => VersionAsync($"proposals/{id}");

    private Task<long> VersionAsync(string topic) => host.DbAsync(db => db.Set<Forum.Foundation.Outbox.TopicRow>().Where(t => t.Topic == topic).Select(t => t.Version).SingleAsync());

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var (id, _) = await ProposedAsync("黄鹂鸟");
        var (wu, director, lin) = (await Browser.SignedInAsync(host, "wu"), await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "lin"));
        await wu.GoAsync($"/proposals/{id}");
        await wu.GoAsync(wu.Page.QuerySelector($"a[href='/proposals/{id}/report']")!.GetAttribute("href")!);
        await wu.PostAsync("report", new() { ["rule"] = "PrivateData" });
        Assert.Contains("收到了", wu.Text);
        await director.GoAsync("/moderation");
        await director.GoAsync(director.Page.QuerySelector($"#c-{id} a.t")!.GetAttribute("href")!);
        await director.PostAsync("judge", new() { ["verdict"] = "hide", ["rule"] = "PrivateData", ["reason"] = "登了电话" });
        Assert.Equal("/moderation", director.Path);
        await wu.GoAsync($"/proposals/{id}");
        Assert.Equal($"/proposals/{id}/hiding", wu.Path);
        Assert.DoesNotContain("黄鹂", wu.Text);
        await lin.GoAsync($"/proposals/{id}");
        Assert.Contains("黄鹂", lin.Text);
        await lin.PostAsync("appeal", new() { ["plea"] = "不是谁家的" });
        Assert.False(lin.HasForm("appeal"));
    }

    [Fact]
    public async Task Over_the_wire_the_appeal_has_an_address_of_its_own()
    {
        var id = (await host.SendAsync("lin", new Propose("修凉亭", "凉亭漏雨。", null))).Value.Id;
        Assert.True((await host.SendAsync("director", new HideText(id, "登了电话", HouseRule.PrivateData))).Ok);
        var (lin, supervisor) = (await host.ApiAsync("lin"), await host.ApiAsync("supervisor"));
        Assert.Equal(HttpStatusCode.NoContent, (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/hiding/appeal", new { plea = "是物业的电话" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await supervisor.PostAsJsonAsync($"/api/v1/proposals/{id}/hiding/appeal/answer", new { showsAgain = true, reason = "对" })).StatusCode);
        // The other one is that against a refused admission.
        Assert.Equal(HttpStatusCode.Conflict, (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/appeal", new { reason = "请再看" })).StatusCode);
    }
}
