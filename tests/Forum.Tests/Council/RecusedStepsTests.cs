using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Queue;
using Forum.Voting;
using Forum.Voting.Papers;
using Forum.Voting.Roll;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever has an interest takes no step of a poll, its notice, its decision and its completion; where all of an office have one, the Party organisation does.</summary>
public sealed class RecusedStepsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<PollId> PollAsync(string? matter = null, string secrecy = "open", PollId? after = null, string who = "director") =>
        (await host.SendAsync(who, new SetUpPoll("凉亭刷什么颜色？", matter, "yes-no-abstain", "residents", secrecy, host.Now().AddDays(8), After: after, Papers: "last", EntryHours: 12))).Value;

    private async Task<bool> WaitsAsync(string who, string kind, object id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task<VoterId> VoterAsync(string name) => await host.DbAsync(async db => VoterId.Of((await db.Accounts.SingleAsync(a => a.UserName == name)).PersonId!.Value));

    private Task<AccountId> AccountAsync(string name) => host.DbAsync(async db => new AccountId(await db.Accounts.Where(a => a.UserName == name).Select(a => a.Id).SingleAsync()));

    [Fact]
    public async Task A_poll_is_opened_called_off_and_changed_by_nobody_with_an_interest_and_by_the_party_secretary_where_all_have_one()
    {
        var (poll, other) = (await PollAsync(), await PollAsync());
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new OpenPoll(poll))));
        Assert.True(await WaitsAsync("director", "poll.open", poll));
        Assert.False(await WaitsAsync("secretary", "poll.open", poll));
        var interest = (await host.SendAsync("director", new DeclareInterest(poll, "我弟弟卖油漆"))).Value;
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new OpenPoll(poll))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new CallOffPoll(poll, "算了"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new ChangeOptions(poll, new(["红", "绿"])))));
        var view = (await host.SendAsync("director", new GetPoll(poll))).Value;
        Assert.Equal((false, true), (view.May.Open, view.May.Recused));
        Assert.False(await WaitsAsync("director", "poll.open", poll));
        Assert.True(await WaitsAsync("secretary", "poll.open", poll));
        Assert.False(await WaitsAsync("secretary", "poll.open", other));
        Assert.Equal("not-found", Code(await host.SendAsync("secretary.b", new OpenPoll(poll))));
        Assert.Equal("forbidden", Code(await host.SendAsync("supervisor", new OpenPoll(poll))));
        Assert.True((await host.SendAsync("director", new CallOffPoll(other, "问错了"))).Ok);
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/polls/{poll}");
        Assert.False(director.HasForm("open"));
        Assert.Contains("请回避", director.Text);
        // As soon as anybody of the office is free, nobody stands in.
        Assert.True((await host.SendAsync("supervisor", new EndInterest(interest, "店关了"))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new OpenPoll(poll))));
        Assert.True((await host.SendAsync("director", new DeclareInterest(poll, "又开了"))).Ok);
        Assert.True((await host.SendAsync("secretary", new OpenPoll(poll))).Ok);
    }

    [Fact]
    public async Task Rolls_are_corrected_and_papers_given_out_witnessed_and_entered_by_nobody_with_an_interest()
    {
        var (poll, secret) = (await PollAsync(), await PollAsync(secrecy: "secret"));
        var lin = await VoterAsync("lin");
        foreach (var one in new[] { poll, secret })
        {
            Assert.True((await host.SendAsync("director", new OpenPoll(one))).Ok);
            Assert.Contains((await host.SendAsync("director", new GetPaperDesk(one))).Value.Colleagues, c => c.Name == "高玉兰");
            Assert.True((await host.SendAsync("steward", new DeclareInterest(one, "油漆从我家买"))).Ok);
        }
        var proposed = (await host.SendAsync("director", new ProposeCorrection(poll, CorrectionKind.Strike, lin, "搬走了"))).Value;
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new SettleCorrection(poll, proposed, true))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new ProposeCorrection(poll, CorrectionKind.Strike, await VoterAsync("wu"), "搬走了"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new PrintPapers(poll, lin, null, null))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new EnterPaper(new CastBallot(poll, Choice.Yes), "AAAAA", false, Channel.Desk, host.Now(), "魏国强", [0xff, 0xd8, 0xff, 0xe0]))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new GiveOutPaper(secret, lin, Channel.Desk, await AccountAsync("director")))));
        Assert.Equal("paper.two-people", Code(await host.SendAsync("director", new GiveOutPaper(secret, lin, Channel.Desk, await AccountAsync("steward")))));
        Assert.True((await host.SendAsync("director", new GiveOutPaper(secret, lin, Channel.Desk, await AccountAsync("supervisor")))).Ok);
        Assert.False(await WaitsAsync("steward", "roll.second", poll));
        Assert.True(await WaitsAsync("supervisor", "roll.second", poll));
        Assert.DoesNotContain((await host.SendAsync("director", new GetPaperDesk(poll))).Value.Colleagues, c => c.Name == "高玉兰");
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/polls/{poll}/desk");
        Assert.Contains("请回避", steward.Text);
        await steward.GoAsync($"/polls/{poll}");
        Assert.Null(steward.Page.QuerySelector($"a[href='/polls/{poll}/desk']"));
        Assert.Equal((false, true), (await host.SendAsync("steward", new GetRoll(poll))).Value is var roll ? (roll.MayCorrect, roll.Recused) : default);
        Assert.Equal((false, true), (await host.SendAsync("steward", new GetPoll(poll))).Value.May is var may ? (may.Serve, may.Recused) : default);
    }

    [Fact]
    public async Task Objections_are_answered_and_decisions_published_standing_in_and_the_page_says_so()
    {
        using var own = new ForumHost();
        var poll = (await own.SendAsync("director", new SetUpPoll("凉亭刷什么颜色？", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        await own.AdvanceAsync(TimeSpan.FromDays(9));
        async Task<bool> WaitsAsync(string who, string kind) => (await own.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == poll.ToString());
        var objection = (await own.SendAsync("lin", new ObjectToOutcome(poll, "没看到通知"))).Value;
        Assert.True((await own.SendAsync("director", new DeclareInterest(poll, "我弟弟卖油漆"))).Ok);
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new AnswerObjection(objection, "贴了"))));
        Assert.Equal("forbidden", Code(await own.SendAsync("secretary", new AnswerObjection(objection, "贴了"))));
        Assert.True((await own.SendAsync("owners.chair", new GetNotice(poll))).Value.MayAnswer);
        Assert.True((await own.SendAsync("owners.chair", new DeclareInterest(poll, "我是油漆厂的股东"))).Ok);
        Assert.False(await WaitsAsync("director", "objection.answer"));
        Assert.False(await WaitsAsync("owners.chair", "objection.answer"));
        Assert.True(await WaitsAsync("secretary", "objection.answer"));
        Assert.Equal("forbidden", Code(await own.SendAsync("wu", new AnswerObjection(objection, "贴了"))));
        Assert.True((await own.SendAsync("secretary", new AnswerObjection(objection, "贴在门口三天"))).Ok);
        var visitor = own.CreateClient();
        Assert.Contains("由上述职务代行", await visitor.GetStringAsync($"/polls/{poll}/notice"));
        await own.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.True(await WaitsAsync("secretary", "notice.decide"));
        Assert.False(await WaitsAsync("director", "notice.decide"));
        Assert.True((await own.SendAsync("director", new GetNotice(poll))).Value.Recused);
        Assert.Equal("forbidden", Code(await own.SendAsync("secretary", new PublishDecision(null, "刷", "刷绿的。"))));
        var secretary = await Browser.SignedInAsync(own, "secretary");
        await secretary.GoAsync($"/decisions/new?poll={poll}");
        await secretary.PostAsync("decide", new() { ["kind"] = "declines", ["title"] = "不刷", ["body"] = "没有通过。", ["effectiveOn"] = own.Today.ToString("yyyy-MM-dd") });
        Assert.StartsWith("/decisions/", secretary.Path);
        Assert.Contains("代行", secretary.Text);

        // What was declared in the earlier round holds in the new one.
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new SetUpPoll("再问一次", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(8), After: poll))));
        var director = await Browser.SignedInAsync(own, "director");
        await director.GoAsync($"/polls/{poll}/result");
        Assert.Null(director.Page.QuerySelector($"a[href='/polls/new?after={poll}']"));
        await secretary.GoAsync($"/polls/{poll}/result");
        Assert.NotNull(secretary.Page.QuerySelector($"a[href='/polls/new?after={poll}']"));
        await director.GoAsync($"/polls/new?after={poll}");
        Assert.False(director.HasForm("set-up"));
        Assert.Contains("请回避", director.Text);
        await secretary.GoAsync($"/polls/new?after={poll}");
        Assert.True(secretary.HasForm("set-up"));
        var next = (await own.SendAsync("secretary", new SetUpPoll("再问一次", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(8), After: poll))).Value;
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new OpenPoll(next))));
        Assert.Equal(2, (await own.SendAsync("lin", new GetInterests(next))).Value.Items.Count);
        Assert.Equal("interest.already", Code(await own.SendAsync("director", new DeclareInterest(next, "再说一遍"))));
        Assert.Contains("我弟弟卖油漆", await visitor.GetStringAsync($"/polls/{next}"));
        Assert.Contains("代行", await visitor.GetStringAsync($"/polls/{next}"));
        Assert.True((await own.SendAsync("secretary", new OpenPoll(next))).Ok);
        Assert.Empty(await own.CheckAsync());
    }

    [Fact]
    public async Task Summaries_are_not_written_polls_not_convened_and_completion_is_certified_by_another()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("凉亭刷漆", "刷绿的。", null))).Value.Id;
        Assert.True((await own.SendAsync("wu", new Forum.Council.Discussion.AddComment(id, "好看", Domain.Council.Discussion.Stance.For))).Ok);
        var poll = (await own.SendAsync("director", new SetUpPoll("刷不刷？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        var other = (await own.SendAsync("lin", new Propose("凉亭刷漆", "刷蓝的。", null))).Value.Id;
        Assert.True((await own.SendAsync("director", new GetProposal(other))).Value.May.Convene);
        Assert.False((await own.SendAsync("secretary", new GetProposal(other))).Value.May.Convene);
        foreach (var one in new[] { id, other }) Assert.True((await own.SendAsync("director", new DeclareInterest(one, "我弟弟卖油漆"))).Ok);
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new WriteSummary(id, "都说好。"))));
        Assert.Equal((false, true), (await own.SendAsync("director", new GetSummaries(id))).Value.May is var may ? (may.Write, may.Recused) : default);
        Assert.Equal((false, true), (await own.SendAsync("director", new GetProposal(other))).Value.May is var view ? (view.Convene, view.Recused) : default);
        var asked = new SetUpPoll("刷不刷？", $"proposals/{other}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8));
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", asked)));
        Assert.True((await own.SendAsync("secretary", asked)).Ok);
        await own.AdvanceAsync(TimeSpan.FromDays(9));
        await own.AdvanceAsync(TimeSpan.FromDays(8));
        var made = await own.SendAsync("secretary", new PublishDecision(poll, "刷", "刷绿的。", Declines: true));
        Assert.True(made.Ok);
    }

    [Fact]
    public async Task Completion_is_certified_by_somebody_without_an_interest_while_who_carries_out_still_reports()
    {
        var decision = await host.DbAsync(db => db.Executions.Where(e => e.CompletedAt == null && e.Milestones.Any()).Join(db.Decisions.Where(d => d.PollId != null), e => e.DecisionId, d => d.Id, (e, d) => new { d.Id, Poll = d.PollId!.Value }).FirstAsync());
        Assert.True((await host.SendAsync("director", new DeclareInterest(decision.Poll, "我弟弟承包"))).Ok);
        foreach (var milestone in (await host.SendAsync("director", new GetExecution(decision.Id))).Value.Milestones.Where(m => m.Percent < 100))
            Assert.True((await host.SendAsync("director", new ReportMilestone(decision.Id, milestone.Id, 100, null, "做完了"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new CompleteExecution(decision.Id, "好了"))));
        Assert.Equal((false, true), (await host.SendAsync("director", new GetExecution(decision.Id))).Value.May is var may ? (may.Complete, may.Recused) : default);
        Assert.False(await WaitsAsync("director", "execution.complete", decision.Id));
        Assert.True(await WaitsAsync("secretary", "execution.complete", decision.Id));
        Assert.Equal("forbidden", Code(await host.SendAsync("property", new CompleteExecution(decision.Id, "好了"))));
        Assert.True((await host.SendAsync("secretary", new CompleteExecution(decision.Id, "好了"))).Ok);
    }
}
