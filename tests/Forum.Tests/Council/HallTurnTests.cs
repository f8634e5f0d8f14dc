using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Moderation;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Turns of a proposal that come by themselves or in its discussion are told to everybody who took part.</summary>
public sealed class HallTurnTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private async Task PlanAsync(ShortOfThreshold atEnd) => Assert.True((await _host.SendAsync("director", new SetProposalPlan(5, null, ProposalPlan.Usual.Periods with { AtEnd = atEnd }))).Ok);

    private async Task<ProposalId> EndorsedAsync(params string[] by)
    {
        var id = await _host.ProposedAsync("装一把长椅壹");
        foreach (var who in by) Assert.True((await _host.SendAsync(who, new Endorse(id))).Ok);
        return id;
    }

    [Fact]
    public async Task More_time_to_endorse_is_told_once_and_then_that_it_lapsed()
    {
        await PlanAsync(ShortOfThreshold.IsExtended);
        await EndorsedAsync("chen");
        await _host.AdvanceAsync(TimeSpan.FromDays(31));
        Assert.Equal(["news.step-extended"], await _host.NewsOfAsync("chen", "长椅壹"));
        Assert.Equal(["news.step-extended"], await _host.NewsOfAsync("lin", "长椅壹"));
        await _host.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(["news.step-extended", "news.proposal-lapsed"], await _host.NewsOfAsync("chen", "长椅壹"));
    }

    [Fact]
    public async Task What_goes_on_with_too_few_endorsements_is_not_said_to_have_them()
    {
        await PlanAsync(ShortOfThreshold.IsAdmittedOrNot);
        await EndorsedAsync("chen");
        await _host.AdvanceAsync(TimeSpan.FromDays(31));
        Assert.Equal(["news.step-short"], await _host.NewsOfAsync("chen", "长椅壹"));
        Assert.Equal(["news.admission-due-short"], await _host.NewsOfAsync("director", "长椅壹"));
    }

    [Fact]
    public async Task A_refusal_against_which_nobody_appealed_is_told_when_it_is_final_and_one_upheld_once()
    {
        var id = await EndorsedAsync("chen", "zhao", "wu", "volunteer", "care");
        Assert.True((await _host.SendAsync("director", new Admit(id, false, "地方太窄。"))).Ok);
        await _host.AdvanceAsync(TimeSpan.FromDays(ProposalPlan.Usual.Periods.Appeal + 1));
        foreach (var who in new[] { "lin", "chen" }) Assert.Equal(["news.admission-refused", "news.refusal-final"], (await _host.NewsOfAsync(who, "长椅壹")).TakeLast(2));
        var upheld = await _host.ProposedAsync("装一把长椅贰");
        foreach (var who in new[] { "chen", "zhao", "wu", "volunteer", "care" }) Assert.True((await _host.SendAsync(who, new Endorse(upheld))).Ok);
        Assert.True((await _host.SendAsync("director", new Admit(upheld, false, "地方太窄。"))).Ok);
        Assert.True((await _host.SendAsync("lin", new AppealAdmission(upheld, "不窄。"))).Ok);
        Assert.True((await _host.SendAsync("supervisor", new AnswerAdmissionAppeal(upheld, false, "是窄。"))).Ok);
        Assert.Equal(["news.appealed", "news.appeal-upheld"], (await _host.NewsOfAsync("chen", "长椅贰")).TakeLast(2));
    }

    [Fact]
    public async Task Shown_again_is_no_admission()
    {
        var id = await EndorsedAsync("chen", "zhao", "wu", "volunteer", "care");
        Assert.True((await _host.SendAsync("director", new Admit(id, true))).Ok);
        Assert.True((await _host.SendAsync("director", new HideText(id, "试试", HouseRule.Other))).Ok);
        // Told while it is hidden, that line does not name it.
        Assert.DoesNotContain("news.proposal-hidden", await _host.NewsOfAsync("chen", "长椅壹"));
        Assert.True((await _host.SendAsync("lin", new AppealHiding(id, "没有犯规"))).Ok);
        Assert.True((await _host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "是没有"))).Ok);
        Assert.Equal(["news.step-Deliberation", "news.step-given-back"], (await _host.NewsOfAsync("chen", "长椅壹")).TakeLast(2));
    }

    [Fact]
    public async Task A_summary_is_told_to_all_and_what_is_disputed_in_it_waits_for_its_author()
    {
        var id = await _host.ProposedAsync("装一把长椅壹");
        Assert.True((await _host.SendAsync("chen", new AddComment(id, "好。", Stance.For))).Ok);
        Assert.True((await _host.SendAsync("director", new WriteSummary(id, "大家都说好。"))).Ok);
        Assert.Contains("news.summary-written", await _host.NewsOfAsync("chen", "长椅壹"));
        Assert.True((await _host.SendAsync("wu", new DisputeSummary(id, "我没说好。"))).Ok);
        Assert.Equal(["news.summary-disputed"], await _host.NewsOfAsync("director", "长椅壹"));
        async Task<List<QueueItem>> WaitsAsync(string who) => [.. (await _host.SendAsync(who, new GetQueue())).Value.Items.Where(i => i.Kind == "summary.dispute")];
        Assert.Equal($"/proposals/{id}/summary#s-1", Assert.Single(await WaitsAsync("director")).Href);
        foreach (var who in new[] { "chen", "secretary" }) Assert.Empty(await WaitsAsync(who));
        var page = await Browser.SignedInAsync(_host, "director");
        await page.GoAsync("/queue");
        Assert.Contains("有不同看法等您答复", page.Text);
        // Where everybody of the office has an interest the Party organisation answers, and hears of it.
        Assert.True((await _host.SendAsync("director", new DeclareInterest(id, "我妹妹卖长椅"))).Ok);
        Assert.Empty(await WaitsAsync("director"));
        Assert.Single(await WaitsAsync("secretary"));
        Assert.True((await _host.SendAsync("zhao", new DisputeSummary(id, "我也没说。"))).Ok);
        Assert.Equal(["news.summary-disputed"], await _host.NewsOfAsync("director", "长椅壹"));
        Assert.Contains("news.summary-disputed", await _host.NewsOfAsync("secretary", "长椅壹"));
        foreach (var number in new[] { 1, 2 }) Assert.True((await _host.SendAsync("secretary", new AnswerDispute(id, 1, number, "下一版改。"))).Ok);
        Assert.Empty(await WaitsAsync("secretary"));
        Assert.Equal(["news.summary-answered"], (await _host.NewsOfAsync("wu", "长椅壹")).TakeLast(1));
    }
}
