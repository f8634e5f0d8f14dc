using System.Net;
using System.Net.Http.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever decides decides on what they have read, and what they pressed is what happens.</summary>
public sealed class ReadBeforeTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(ProposalId Proposal, CommentId Said)> ReportedAsync(string words)
    {
        var id = await host.ProposedAsync("先读再定");
        var said = (await host.SendAsync("chen", new AddComment(id, words, Stance.Against))).Value;
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Insult))).Ok);
        return (id, said);
    }

    private Task<bool> IsShownAsync(CommentId said) => host.DbAsync(db => db.Comments.Where(c => c.Id == said).Select(c => c.Hidden == null).SingleAsync());

    [Fact]
    public async Task To_keep_what_others_have_kept_meanwhile_does_not_hide_it()
    {
        var (_, said) = await ReportedAsync("公道话");
        var director = await Browser.SignedInAsync(host, "director");
        var (page, path) = ((await director.GoAsync($"/moderation/comments/{said}")).Page, director.Path);
        Assert.True((await host.SendAsync("director", new KeepText(said, "没骂人"))).Ok);
        await director.Back(page, path).PostAsync("judge", new() { ["verdict"] = "keep", ["reason"] = "公道话，留着" });
        Assert.True(await IsShownAsync(said));
        Assert.False(director.HasForm("judge"));
        Assert.Empty(await host.DbAsync(db => db.Hidings.Where(h => h.TextId == said.Value).ToListAsync()));
    }

    [Fact]
    public async Task Kept_by_a_double_tap_is_kept_once()
    {
        var (_, said) = await ReportedAsync("也是公道话");
        var director = await Browser.SignedInAsync(host, "director");
        var (page, path) = ((await director.GoAsync($"/moderation/comments/{said}")).Page, director.Path);
        for (var press = 0; press < 2; press++)
        {
            await director.Back(page, path).PostAsync("judge", new() { ["verdict"] = "keep", ["reason"] = "留着" });
            Assert.Equal((HttpStatusCode.OK, "/moderation"), (director.Response.StatusCode, director.Path));
        }
        Assert.True(await IsShownAsync(said));
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("hide")]
    public async Task Words_that_were_changed_meanwhile_are_read_before_they_are_judged(string verdict)
    {
        var (_, said) = await ReportedAsync("原来的话");
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/moderation/comments/{said}");
        Assert.True((await host.SendAsync("chen", new EditComment(said, "后来改过的话"))).Ok);
        await director.PostAsync("judge", new() { ["verdict"] = verdict, ["reason"] = "看过了" });
        Assert.Contains("被改过", director.Text);
        Assert.Contains("后来改过的话", director.Text);
        Assert.True(await IsShownAsync(said));
        Assert.Equal(1, await host.DbAsync(db => db.Reports.CountAsync(r => r.TextId == said.Value && r.Answer == null)));
        await director.PostAsync("judge", new() { ["verdict"] = verdict, ["reason"] = "看过了" });
        Assert.Equal("/moderation", director.Path);
        Assert.Equal(verdict == "keep", await IsShownAsync(said));
    }

    [Fact]
    public async Task Words_that_were_changed_meanwhile_are_read_before_they_are_agreed_with_or_hidden_from_the_list()
    {
        var id = await host.ProposedAsync("话要看清");
        var said = (await host.SendAsync("chen", new AddComment(id, "装一盏灯", Stance.For))).Value;
        Task<int> AgreedAsync() => host.DbAsync(db => db.Comments.Where(c => c.Id == said).Select(c => c.Agreed).SingleAsync());
        var wu = await Browser.SignedInAsync(host, "wu");
        async Task AskAsync()
        {
            await wu.GoAsync($"/proposals/{id}");
            await wu.GoAsync($"/proposals/{id}{wu.Page.QuerySelector($"#c-{said} footer a[href*=agree]")!.GetAttribute("href")}");
        }
        await AskAsync();
        Assert.True((await host.SendAsync("chen", new EditComment(said, "什么灯也不装"))).Ok);
        await wu.PostAsync("agree", []);
        Assert.Contains("被改过", wu.Text);
        Assert.Equal("comment.newer-words", (await host.SendAsync("wu", new AgreeWithComment(said, 1))).Refusals[0].Code);
        Assert.Equal(HttpStatusCode.Conflict, (await (await host.ApiAsync("wu")).PostAsJsonAsync($"/api/v1/comments/{said}/agreements", new { edition = 1 })).StatusCode);
        Assert.Equal(0, await AgreedAsync());
        await AskAsync();
        await wu.PostAsync("agree", []);
        Assert.Equal(1, await AgreedAsync());

        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}");
        Dictionary<string, string> Hiding() => new() { ["comment"] = director.Page.QuerySelector("#hidden option")!.GetAttribute("value")!, ["rule"] = "Insult", ["reason"] = "骂人" };
        Assert.True((await host.SendAsync("chen", new EditComment(said, "又改了一回"))).Ok);
        await director.PostAsync("hide", Hiding());
        Assert.Contains("被改过", director.Text);
        Assert.True(await IsShownAsync(said));
        // What was chosen stays chosen.
        await director.PostAsync("hide", []);
        Assert.False(await IsShownAsync(said));
        Assert.Equal(HouseRule.Insult, await host.DbAsync(db => db.Hidings.Where(h => h.TextId == said.Value).Select(h => h.Rule).SingleAsync()));
        await director.PostAsync("hide", new() { ["comment"] = "x_y", ["reason"] = "骂人" });
        Assert.Equal(HttpStatusCode.NotFound, director.Response.StatusCode);
    }

    [Fact]
    public async Task A_proposal_is_admitted_in_the_version_that_was_read_and_only_by_choosing_so()
    {
        using var own = new ForumHost();
        var id = await own.AtAdmissionAsync("卖花园", "花园里种花。");
        var director = await Browser.SignedInAsync(own, "director");
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.Null(director.Page.QuerySelector("input[name=answer][checked]"));
        await director.PostAsync("admission", new() { ["reason"] = "不能卖" });
        Assert.Contains("请选立项或不立项", director.Text);
        Assert.True((await own.SendAsync("lin", new Revise(id, "把花园卖给我表哥。"))).Ok);
        await director.PostAsync("admission", new() { ["answer"] = "yes", ["reason"] = "" });
        Assert.Contains("您看的是第1稿", director.Text);
        Assert.NotNull(director.Page.QuerySelector($"a[href='/proposals/{id}/versions?from=1&to=2']"));
        Assert.Equal(ProposalStep.Admission, await StepAsync(own, id));
        Assert.Equal("admission.newer-text", (await own.SendAsync("director", new Admit(id, true, null, 1))).Refusals[0].Code);
        Assert.True((await own.SendAsync("director", new Admit(id, true, null, 2))).Ok);
    }

    [Fact]
    public async Task An_appeal_against_a_no_is_decided_on_the_version_that_was_read()
    {
        using var own = new ForumHost();
        var id = await own.AtAdmissionAsync("种花园", "花园里种花。");
        Assert.True((await own.SendAsync("director", new Admit(id, false, "范围太窄"))).Ok);
        Assert.True((await own.SendAsync("lin", new AppealAdmission(id, "不窄"))).Ok);
        var supervisor = await Browser.SignedInAsync(own, "supervisor");
        await supervisor.GoAsync($"/proposals/{id}/appeal");
        Assert.True((await own.SendAsync("lin", new Revise(id, "把花园卖给我表哥。"))).Ok);
        await supervisor.PostAsync("appeal", new() { ["answer"] = "yes", ["reason"] = "可以讨论" });
        Assert.Contains("您看的是第1稿", supervisor.Text);
        Assert.NotNull(supervisor.Page.QuerySelector($"a[href='/proposals/{id}/versions?from=1&to=2']"));
        Assert.Equal("可以讨论", supervisor.Page.QuerySelector("textarea[name=reason]")!.TextContent.Trim());
        Assert.Equal(ProposalStep.Admission, await StepAsync(own, id));
        Assert.Equal(HttpStatusCode.Conflict, (await (await own.ApiAsync("supervisor")).PostAsJsonAsync($"/api/v1/proposals/{id}/appeal/answer", new { admits = true, reason = "可以", version = 1 })).StatusCode);
        await supervisor.PostAsync("appeal", new() { ["answer"] = "yes", ["reason"] = "可以讨论" });
        Assert.Equal(ProposalStep.Deliberation, await StepAsync(own, id));
    }

    [Fact]
    public async Task A_poll_opens_on_the_version_that_was_read_and_until_then_its_proposal_can_be_hidden()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("花园种什么", "种花。", null))).Value.Id;
        var poll = (await own.SendAsync("director", new SetUpPoll("种不种？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        var director = await Browser.SignedInAsync(own, "director");
        await director.GoAsync($"/polls/{poll}");
        Assert.True((await own.SendAsync("lin", new Revise(id, "隔壁老王是小偷，电话13800000000。"))).Ok);
        await director.PostAsync("open", []);
        Assert.Contains("投票还没有开始", director.Text);
        Assert.NotNull(director.Page.QuerySelector($"a[href='/proposals/{id}/versions?from=1&to=2']"));
        var api = await own.ApiAsync("director");
        foreach (var version in new[] { 0, 1, 3 }) Assert.Contains((await api.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { version })).StatusCode, new[] { HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest });
        Assert.Equal(Domain.Voting.PollState.Draft, await own.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.State).SingleAsync()));
        // What nobody has read yet can be reported and hidden; hidden, it is not voted on.
        Assert.True((await own.SendAsync("wu", new ReportText(id, HouseRule.PrivateData))).Ok);
        Assert.True((await own.SendAsync("director", new HideText(id, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.Equal("not-found", (await own.SendAsync("director", new OpenPoll(poll, 2))).Refusals[0].Code);
        Assert.True((await own.SendAsync("lin", new AppealHiding(id, "改掉就是"))).Ok);
        Assert.True((await own.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "改掉"))).Ok);
        Assert.True((await own.SendAsync("lin", new Revise(id, "种花和树。"))).Ok);
        Assert.Equal("poll.newer-text", (await own.SendAsync("director", new OpenPoll(poll, 2))).Refusals[0].Code);
        Assert.True((await own.SendAsync("director", new OpenPoll(poll, 3))).Ok);
        Assert.Equal("hiding.voted", (await own.SendAsync("director", new HideText(id, "晚了", HouseRule.Untrue))).Refusals[0].Code);
        // Nor does the page offer it.
        await director.GoAsync($"/moderation/proposals/{id}");
        Assert.Contains("不能再隐藏", director.Text);
        Assert.False(director.HasForm("judge"));
        Assert.Empty(await own.CheckAsync());
    }

    [Fact]
    public async Task A_report_is_about_the_words_that_were_read()
    {
        var id = await host.ProposedAsync("先读再举报");
        var said = (await host.SendAsync("chen", new AddComment(id, "骂人的话", Stance.Against))).Value;
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/comments/{said}/report");
        Assert.True((await host.SendAsync("chen", new EditComment(said, "不骂人的话"))).Ok);
        await wu.PostAsync("report", new() { ["rule"] = "Insult", ["remark"] = "骂人" });
        Assert.Contains("被改过", wu.Text);
        Assert.Contains("不骂人的话", wu.Text);
        Assert.Equal("骂人", wu.Page.QuerySelector("textarea[name=remark]")!.TextContent.Trim());
        Assert.Empty(await host.DbAsync(db => db.Reports.Where(r => r.TextId == said.Value).ToListAsync()));
        Assert.Equal(HttpStatusCode.Conflict, (await (await host.ApiAsync("wu")).PostAsJsonAsync($"/api/v1/comments/{said}/reports", new { rule = "insult", edition = 1 })).StatusCode);
        await wu.PostAsync("report", new() { ["rule"] = "Insult", ["remark"] = "还是骂人" });
        Assert.Equal(1, await host.DbAsync(db => db.Reports.CountAsync(r => r.TextId == said.Value)));
    }

    [Fact]
    public async Task A_dispute_is_about_the_summary_that_was_read()
    {
        var id = await host.ProposedAsync("先读再反对归纳");
        Assert.True((await host.SendAsync("chen", new AddComment(id, "好", Stance.For))).Ok);
        Assert.True((await host.SendAsync("director", new WriteSummary(id, "大家都讨厌它。"))).Ok);
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}/summary");
        Assert.True((await host.SendAsync("director", new WriteSummary(id, "大家都喜欢它。"))).Ok);
        await wu.PostAsync("dispute", new() { ["reason"] = "没有人讨厌它。" });
        Assert.Contains("您看的是小结第 1 版", wu.Text);
        Assert.Contains("大家都喜欢它", wu.Text);
        Assert.Equal("没有人讨厌它。", wu.Page.QuerySelector("#dispute textarea")!.TextContent.Trim());
        Assert.Empty(await host.DbAsync(db => db.SummaryDisputes.Where(d => d.ProposalId == id).ToListAsync()));
        var api = await host.ApiAsync("wu");
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsJsonAsync($"/api/v1/proposals/{id}/summaries/disputes", new { reason = "没有", number = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync($"/api/v1/proposals/{id}/summaries/disputes", new { reason = "没有", number = 2 })).StatusCode);
    }

    [Fact]
    public async Task A_comment_is_given_to_the_version_that_was_read()
    {
        var id = await host.ProposedAsync("说的是哪一稿");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/proposals/{id}");
        Assert.True((await host.SendAsync("lin", new Revise(id, "卖掉。"))).Ok);
        // What lacks is mended, and still of the text that was read.
        await chen.PostAsync("say", new() { ["stance"] = "For", ["body"] = "" });
        await chen.PostAsync("say", new() { ["stance"] = "For", ["body"] = "我同意" });
        var api = await host.ApiAsync("wu");
        async Task<HttpStatusCode> SayAsync(object body) => (await api.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", body)).StatusCode;
        Assert.Equal(HttpStatusCode.Created, await SayAsync(new { body = "没有说哪一稿", stance = "for" }));
        Assert.Equal(HttpStatusCode.Created, await SayAsync(new { body = "引的是原稿", stance = "for", quote = new { words = "正文", version = 1 } }));
        Assert.Equal(HttpStatusCode.Created, await SayAsync(new { body = "引原稿，看的是新稿", stance = "for", version = 2, quote = new { words = "正文", version = 1 } }));
        foreach (var version in new[] { 0, 3, -1 }) Assert.Equal(HttpStatusCode.BadRequest, await SayAsync(new { body = "没有这一稿", stance = "for", version }));
        var person = await host.NeighbourAsync(3);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/for-somebody?find={Uri.EscapeDataString(await host.DbAsync(db => db.People.Where(p => p.Id == person).Select(p => p.VerifiedName).SingleAsync()))}");
        Assert.True((await host.SendAsync("lin", new Revise(id, "又不卖了。"))).Ok);
        Dictionary<string, string> words = new() { ["personId"] = $"{person}", ["agreed"] = "yes", ["stance"] = "For", ["body"] = "念给我听的我赞成" };
        // An endorsement is of the newest, and the way to what changed is there.
        await steward.PostAsync("write-down", new(words) { ["endorse"] = "yes" });
        Assert.Equal(HttpStatusCode.Conflict, steward.Response.StatusCode);
        Assert.NotNull(steward.Page.QuerySelector($"a[href='/proposals/{id}/versions?from=2&to=3']"));
        await steward.GoAsync(steward.Path);
        await steward.PostAsync("write-down", words);
        Dictionary<string, int> given = new() { ["我同意"] = 1, ["没有说哪一稿"] = 2, ["引的是原稿"] = 1, ["引原稿，看的是新稿"] = 2, ["念给我听的我赞成"] = 3 };
        Assert.Equal(given, await host.DbAsync(db => db.Comments.Where(c => c.ProposalId == id).ToDictionaryAsync(c => c.Body.Source, c => c.Version)));
    }

    [Fact]
    public async Task A_refusal_is_not_swept_aside_by_a_poll_while_an_appeal_may_come_or_waits()
    {
        using var own = new ForumHost();
        var id = await own.AtAdmissionAsync("种树", "种树。");
        Task<Outcome<PollId>> SetUpAsync() => own.SendAsync("director", new SetUpPoll("种不种？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8)));
        var before = (await SetUpAsync()).Value;
        Assert.True((await own.SendAsync("director", new Admit(id, false, "范围太窄"))).Ok);
        async Task BarredAsync()
        {
            Assert.Equal("proposal.admission-refused", (await own.SendAsync("director", new OpenPoll(before))).Refusals[0].Code);
            Assert.Equal(0, await own.DbAsync(db => db.Polls.CountAsync(p => p.Id == before && p.OpenedAt != null)));
        }
        await BarredAsync();
        Assert.True((await own.SendAsync("director", new CallOffPoll(before, "先等申诉"))).Ok);
        Assert.Equal("proposal.admission-refused", (await SetUpAsync()).Refusals[0].Code);
        Assert.True((await own.SendAsync("lin", new AppealAdmission(id, "不窄"))).Ok);
        Assert.Equal("proposal.admission-refused", (await SetUpAsync()).Refusals[0].Code);
        Assert.True((await own.SendAsync("supervisor", new AnswerAdmissionAppeal(id, true, "可以讨论"))).Ok);
        Assert.True((await SetUpAsync()).Ok);
    }

    private static Task<ProposalStep> StepAsync(ForumHost own, ProposalId id) => own.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Step).SingleAsync());

    [Fact]
    public async Task Of_two_who_change_the_rules_at_once_the_second_is_told()
    {
        using var own = new ForumHost();
        Browser[] both = [await Browser.SignedInAsync(own, "director"), await Browser.SignedInAsync(own, "director")];
        foreach (var browser in both) await browser.GoAsync("/organisation/hall");
        await both[0].PostAsync("plan", new() { ["threshold"] = "7" });
        Assert.Equal(HttpStatusCode.OK, both[0].Response.StatusCode);
        await both[1].PostAsync("plan", new() { ["deliberation"] = "20" });
        Assert.Contains("有人改过这些规矩", both[1].Text);
        Assert.Equal(7, (await own.SendAsync("director", new GetProposalPlan())).Value.Threshold);
        await both[1].GoAsync("/organisation/hall");
        await both[1].PostAsync("plan", new() { ["deliberation"] = "20" });
        var plan = (await own.SendAsync("director", new GetProposalPlan())).Value;
        Assert.Equal((7, 20), (plan.Threshold, plan.Periods.Deliberation));
        // The limits on new accounts alike.
        foreach (var browser in both) await browser.GoAsync("/organisation/talk");
        await both[0].PostAsync("rules", new() { ["days"] = "30" });
        await both[1].PostAsync("rules", new() { ["commentsADay"] = "9" });
        Assert.Contains("有人改过这些规矩", both[1].Text);
        await both[1].GoAsync("/organisation/talk");
        await both[1].PostAsync("rules", new() { ["commentsADay"] = "9" });
        var rules = (await own.SendAsync("director", new GetNewAccountRules())).Value;
        Assert.Equal((30, 9), (rules.Days, rules.CommentsADay));
    }
}
