using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Merging;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Admission, appeal, withdrawal, joining and the community's plan, through the real application.</summary>
public sealed class StepsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Five = ["chen", "zhao", "wu", "volunteer", "care"];

    private async Task<ProposalId> ProposedAsync(string by = "lin", string? category = null) => (await host.SendAsync(by, new Propose("装一把长椅", "门口装一把。", null, Category: category))).Value.Id;

    private async Task<ProposalId> AtAdmissionAsync(string by = "lin")
    {
        var id = await ProposedAsync(by);
        foreach (var endorser in Five) Assert.True((await host.SendAsync(endorser, new Endorse(id))).Ok);
        return id;
    }

    private Task<Proposal> ReadAsync(ProposalId id) => host.DbAsync(db => db.Proposals.AsNoTracking().SingleAsync(p => p.Id == id));

    private async Task<bool> WaitsAsync(string who, string kind, ProposalId id) => (await host.SendAsync(who, new Forum.Queue.GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task NewsComesAsync(string who, string text, ProposalId of)
    {
        await host.DrainAsync();
        Assert.True(await host.DbAsync(db => db.News.AnyAsync(n => n.Text == text && n.Href.StartsWith($"/proposals/{of}") && db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId))), $"{who} was not told {text}");
    }

    [Fact]
    public async Task Refused_appealed_against_and_admitted_by_somebody_else_with_everybody_told()
    {
        var id = await AtAdmissionAsync();
        Assert.True(await WaitsAsync("director", "proposal.admit", id));
        Assert.False(await WaitsAsync("supervisor", "proposal.admit", id));
        Assert.Equal("forbidden", (await host.SendAsync("lin", new Admit(id, true))).Refusals[0].Code);
        Assert.Equal("forbidden", (await host.SendAsync("supervisor", new Admit(id, true))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("director.b", new Admit(id, true))).Refusals[0].Code);
        Assert.Equal("reason.missing", (await host.SendAsync("director", new Admit(id, false))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new Admit(id, false, "地方太窄。"))).Ok);
        await NewsComesAsync("wu", "news.admission-refused", id);
        Assert.Equal("appeal.not-yours", (await host.SendAsync("chen", new AppealAdmission(id, "不窄。"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new AppealAdmission(id, "量过，一米八。"))).Ok);
        Assert.True(await WaitsAsync("supervisor", "proposal.appeal", id));
        await NewsComesAsync("supervisor", "news.appeal-due", id);
        Assert.Equal("forbidden", (await host.SendAsync("director", new AnswerAdmissionAppeal(id, false, "不行。"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("supervisor", new AnswerAdmissionAppeal(id, true, "够宽。"))).Ok);
        Assert.False(await WaitsAsync("supervisor", "proposal.appeal", id));
        Assert.Equal(ProposalStep.Deliberation, (await ReadAsync(id)).Step);
        await NewsComesAsync("chen", "news.appeal-admitted", id);
        // One line for one turn.
        Assert.False(await host.DbAsync(db => db.News.AnyAsync(n => n.Text == "news.step-Deliberation" && n.Href == $"/proposals/{id}")));
    }

    [Fact]
    public async Task A_link_to_what_was_to_be_answered_leads_on_when_it_is_over_and_asks_whoever_is_signed_out_to_sign_in()
    {
        var id = await AtAdmissionAsync();
        var (visitor, director, chen) = (new Browser(host), await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "chen"));
        await visitor.GoAsync($"/proposals/{id}/admission");
        Assert.Equal((HttpStatusCode.OK, "/sign-in"), (visitor.Response.StatusCode, visitor.Path.Split('?')[0]));
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.True(director.HasForm("admission"));
        await chen.GoAsync($"/proposals/{id}/admission");
        Assert.Equal((HttpStatusCode.OK, $"/proposals/{id}"), (chen.Response.StatusCode, chen.Path));
        Assert.True((await host.SendAsync("director", new Admit(id, true))).Ok);
        foreach (var page in new[] { "admission", "appeal" })
        {
            await director.GoAsync($"/proposals/{id}/{page}");
            Assert.Equal((HttpStatusCode.OK, $"/proposals/{id}"), (director.Response.StatusCode, director.Path));
        }
    }

    [Fact]
    public async Task That_a_poll_may_come_before_the_steps_is_said_and_which_were_left_out()
    {
        var id = await ProposedAsync();
        var visitor = new Browser(host);
        await visitor.GoAsync($"/proposals/{id}");
        Assert.Contains("提前开始表决", visitor.Text);
        Assert.Contains("到期附议不够", visitor.Text);
        await visitor.GoAsync("/organisation/hall");
        Assert.Contains("提前开始表决", visitor.Text);
        var poll = (await host.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(3)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        await visitor.GoAsync($"/proposals/{id}");
        Assert.Contains("没有走：立项", visitor.Text);
        Assert.DoesNotContain("到期附议不够", visitor.Text);
    }

    [Fact]
    public async Task Two_answers_at_once_are_one()
    {
        var id = await AtAdmissionAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => host.SendAsync("director", new Admit(id, i % 2 == 0, "理由"))));
        Assert.Single(answers, a => a.Ok);
        var proposal = await ReadAsync(id);
        Assert.True(proposal.Step == ProposalStep.Deliberation ^ proposal.Refused is not null);
    }

    [Fact]
    public async Task A_withdrawn_proposal_stays_readable_and_takes_nothing_more()
    {
        var id = await ProposedAsync();
        await host.SendAsync("chen", new Endorse(id));
        var said = (await host.SendAsync("wu", new AddComment(id, "装得好。", Stance.Neither))).Value;
        Assert.Equal("proposal.author-withdraws", (await host.SendAsync("chen", new TakeBackProposal(id, "x"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "已经装好了。"))).Ok);
        await NewsComesAsync("chen", "news.proposal-withdrawn", id);
        Assert.Equal("proposal.frozen", (await host.SendAsync("wu", new Endorse(id))).Refusals[0].Code);
        Assert.Equal("talk.over", (await host.SendAsync("wu", new AddComment(id, "可惜。", Stance.Neither))).Refusals[0].Code);
        Assert.Equal("talk.over", (await host.SendAsync("wu", new EditComment(said, "装得不好。"))).Refusals[0].Code);
        Assert.False((await host.SendAsync("wu", new GetThread(said))).Value.May.Edit);
        var poll = await host.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(8)));
        Assert.Equal("proposal.ended", poll.Refusals[0].Code);
        // The database says so too, whatever the program asks.
        foreach (var sql in new[] { $"UPDATE Proposals SET Ending_Kind = 1 WHERE Id = '{id.Value.ToString().ToUpperInvariant()}'", $"INSERT INTO ProposalVersions (ProposalId, Number, At, Body_Html, Body_Source, By_AccountId, By_As, By_Name, By_Of, By_UnitId) SELECT ProposalId, Number + 1, At, Body_Html, Body_Source, By_AccountId, By_As, By_Name, By_Of, By_UnitId FROM ProposalVersions WHERE ProposalId = '{id.Value.ToString().ToUpperInvariant()}'" })
            await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        var visitor = await host.CreateClient().GetStringAsync($"/proposals/{id}");
        Assert.Contains("已经装好了。", visitor);
    }

    [Fact]
    public async Task Joined_by_consent_each_supporter_is_asked_and_support_is_given_once()
    {
        var (from, into) = (await ProposedAsync(), await ProposedAsync("wu"));
        foreach (var by in new[] { "chen", "zhao", "care" }) await host.SendAsync(by, new Endorse(from));
        await host.SendAsync("zhao", new Endorse(into));
        var number = (await ReadAsync(into)).Number;
        Assert.Equal("merger.into", (await host.SendAsync("lin", new OfferMerger(from, "2020-000001", "一件事"))).Refusals[0].Code);
        var offer = (await host.SendAsync("lin", new OfferMerger(from, number, "一件事"))).Value;
        Assert.Equal("merger.waiting", (await host.SendAsync("lin", new OfferMerger(from, number, "一件事"))).Refusals[0].Code);
        await NewsComesAsync("wu", "news.merger-offered", into);
        Assert.Empty((await host.SendAsync("chen", new GetMergers(into))).Value.Items);
        Assert.Equal("not-found", (await host.SendAsync("lin.b", new AnswerMerger(offer, true))).Refusals[0].Code);
        Assert.True((await host.SendAsync("wu", new AnswerMerger(offer, true))).Ok);
        await NewsComesAsync("chen", "news.merger-ask", into);
        Assert.Equal((EndingKind.Merged, 1), ((await ReadAsync(from)).Ending!.Kind, (await ReadAsync(into)).Endorsed));
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.SendAsync("chen", new ReplyToMerger(offer, true))));
        Assert.Single(replies, r => r.Ok);
        Assert.True((await host.SendAsync("zhao", new ReplyToMerger(offer, true))).Ok);
        Assert.True((await host.SendAsync("care", new ReplyToMerger(offer, false))).Ok);
        Assert.Equal("not-found", (await host.SendAsync("volunteer", new ReplyToMerger(offer, true))).Refusals[0].Code);
        var seen = Assert.Single((await host.SendAsync("chen", new GetMergers(into))).Value.Items);
        Assert.Equal((3, 2, 1, false), (seen.Asked, seen.Support, seen.Decline, seen.MayReply));
        Assert.Equal((2, 3), ((await ReadAsync(into)).Endorsed, (await ReadAsync(from)).Endorsed));
    }

    [Fact]
    public async Task A_community_sets_its_plan_and_what_runs_keeps_the_old_one()
    {
        using var own = new ForumHost();
        var running = (await own.SendAsync("lin", new Propose("甲", "一。", null))).Value.Id;
        var (director, lin) = (await own.ApiAsync("director"), await own.ApiAsync("lin"));
        object Plan(int threshold) => new { threshold, thresholds = new { safety = 1 }, periods = new { collecting = 10, atEnd = "isAdmittedOrNot", admission = 0, appeal = 0, deliberation = 2, final = 1, strict = true } };
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PutAsJsonAsync("/api/v1/proposal-plan", Plan(2))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await director.PutAsJsonAsync("/api/v1/proposal-plan", Plan(0))).StatusCode);
        // A number that is missing or misspelt is no nought.
        var misspelt = await (await director.PutAsJsonAsync("/api/v1/proposal-plan", new { threshold = 2, periods = new { collecting = 10, atEnd = "is-extended", admision = 7, appeal = 2, final = 1 } })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["admission number.missing", "deliberation number.missing"], misspelt.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field")} {e.GetProperty("code")}"));
        Assert.Equal(HttpStatusCode.NoContent, (await director.PutAsJsonAsync("/api/v1/proposal-plan", Plan(2))).StatusCode);
        Assert.Equal(2, (await lin.GetFromJsonAsync<JsonElement>("/api/v1/proposal-plan")).GetProperty("threshold").GetInt32());
        var id = (await own.SendAsync("lin", new Propose("乙", "二。", null, Category: "safety"))).Value.Id;
        await own.SendAsync("chen", new Endorse(id));
        var (kept, begun) = await own.DbAsync(async db => (await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == running), await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == id)));
        Assert.Equal((5, 30, 1, 10, ProposalStep.Deliberation), (kept.Threshold, kept.Periods.Collecting, begun.Threshold, begun.Periods.Collecting, begun.Step));
        var poll = (await own.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(9)))).Value;
        Assert.Equal("proposal.not-final", (await own.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code);
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("proposal.frozen", (await own.SendAsync("lin", new Revise(id, "三。"))).Refusals[0].Code);
        Assert.Equal("proposal.not-final", (await own.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code);
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
    }

    [Fact]
    public async Task Notice_and_evaluation_last_as_long_as_was_set_when_the_matter_began()
    {
        using var own = new ForumHost();
        async Task<PollId> OpenAsync(ProposalId? about)
        {
            var poll = (await own.SendAsync("director", new SetUpPoll("装不装？", about is { } id ? $"proposals/{id}" : null, "yes-no-abstain", "residents", "open", own.Now().AddDays(2)))).Value;
            Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
            return poll;
        }
        async Task<ProposalId> ProposeAsync(string title) => (await own.SendAsync("lin", new Propose(title, "一。", null))).Value.Id;
        var (before, loose) = (await ProposeAsync("先"), await OpenAsync(null));
        var director = await Browser.SignedInAsync(own, "director");
        await director.GoAsync("/organisation/hall");
        Assert.Equal("5", director.Page.QuerySelector("#notice")!.GetAttribute("value"));
        await director.PostAsync("plan", new() { ["notice"] = "0" });
        Assert.NotNull(director.Page.QuerySelector("#notice-e"));
        await director.PostAsync("plan", new() { ["notice"] = "9", ["evaluation"] = "12" });
        var after = await ProposeAsync("后");
        Assert.Equal((30, 12), ((await own.SendAsync("wu", new GetProposal(before))).Value.Hall.EvaluationDays, (await own.SendAsync("wu", new GetProposal(after))).Value.Hall.EvaluationDays));
        var polls = new[] { (await OpenAsync(before), 5), (loose, 5), (await OpenAsync(after), 9), (await OpenAsync(null), 9) };
        Assert.Equal([MatterStation.OnNotice, MatterStation.Decided], (await own.SendAsync("wu", new GetProposal(after))).Value.Hall.Ahead.Select(a => a.Station));
        Assert.Contains("可以提异议", await own.CreateClient().GetStringAsync($"/proposals/{after}"));
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        foreach (var (poll, days) in polls)
        {
            var notice = await own.DbAsync(db => db.NoticePeriods.SingleAsync(n => n.PollId == poll));
            Assert.InRange((notice.Until - notice.From).TotalDays, days, days + 1);
        }
        Assert.Empty(await own.CheckAsync());
    }

    [Fact]
    public async Task What_falls_due_happens_once_however_often_it_is_sent()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("丙", "一。", null))).Value.Id;
        var community = await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.CommunityId).SingleAsync());
        await own.AdvanceAsync(TimeSpan.FromDays(31));
        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => own.SendAsPortalAsync(community, new MoveProposalOn(id))));
        Assert.All(again, a => Assert.Equal("proposal.not-due", a.Refusals[0].Code));
        Assert.Equal(EndingKind.Lapsed, (await own.DbAsync(db => db.Proposals.SingleAsync(p => p.Id == id))).Ending!.Kind);
        Assert.Equal("not-found", (await own.SendAsync("director", new MoveProposalOn(id))).Refusals[0].Code);
    }

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var id = await AtAdmissionAsync();
        var (director, lin, supervisor) = (await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "supervisor"));
        await director.GoAsync($"/proposals/{id}/admission");
        await director.PostAsync("admission", new() { ["answer"] = "no", ["reason"] = "" });
        Assert.NotNull(director.Page.QuerySelector("#reason-e"));
        await director.PostAsync("admission", new() { ["answer"] = "no", ["reason"] = "挡路。" });
        Assert.Equal($"/proposals/{id}", director.Path);
        await lin.GoAsync($"/proposals/{id}/appeal");
        await lin.PostAsync("appeal", new() { ["reason"] = "不挡。" });
        await supervisor.GoAsync($"/proposals/{id}/appeal");
        await supervisor.PostAsync("appeal", new() { ["reason"] = "看过了。" });
        Assert.Contains("请选一个结论", supervisor.Text);
        await supervisor.PostAsync("appeal", new() { ["answer"] = "yes", ["reason"] = "看过了。" });
        Assert.Contains("看过了。", supervisor.Text);
        await lin.GoAsync($"/proposals/{id}/withdrawal");
        await lin.PostAsync("take-back", new() { ["reason"] = "不装了。" });
        Assert.Contains("提案人撤回了", lin.Text);
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.Equal($"/proposals/{id}", director.Path);
        await director.GoAsync("/organisation/hall");
        await director.PostAsync("plan", new() { ["threshold"] = "很多", ["final"] = "3" });
        Assert.NotNull(director.Page.QuerySelector("#threshold-e"));
    }
}
