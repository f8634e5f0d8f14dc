using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Calls;
using Forum.Council.Moderation;
using Forum.Domain.Council.Calls;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using Forum.Queue;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Interests in calls for input: in the call itself, or in the concern that it serves.</summary>
public sealed class CallInterestTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<CallId> OpenedAsync(string? matter = null) => (await host.SendAsync("director", new OpenCall("健身角放什么器材", "说说您想要什么。", null, host.Now().AddDays(3), null, matter))).Value.Id;

    private async Task<bool> WaitsAsync(string who, string kind, object id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task<PersonId> PersonAsync(string userName) => (await host.DbAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => a.PersonId).SingleAsync()))!.Value;

    [Fact]
    public async Task Whoever_has_one_in_a_call_prolongs_answers_and_concludes_nothing_and_the_party_secretary_stands_in()
    {
        var (call, other) = (await OpenedAsync(), await OpenedAsync());
        foreach (var one in new[] { call, other }) Assert.True((await host.SendAsync("wu", new Contribute(one, "放一张乒乓球台。"))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new ProlongCall(call, host.Now().AddDays(9), "有人没看到"))));
        Assert.True((await host.SendAsync("director", new DeclareInterest(call, "我弟弟卖器材"))).Ok);
        Assert.Equal("interest.already", Code(await host.SendAsync("director", new DeclareInterest(call, "再说一遍"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new ProlongCall(call, host.Now().AddDays(9), "有人没看到"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new CallOffCall(call, "算了"))));
        Assert.Contains("我弟弟卖器材", await host.CreateClient().GetStringAsync($"/calls/{call}"));
        Assert.DoesNotContain("我弟弟卖器材", await host.CreateClient().GetStringAsync($"/calls/{other}"));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True(await WaitsAsync("director", "call.settle", other));
        Assert.False(await WaitsAsync("secretary", "call.settle", other));
        Assert.False(await WaitsAsync("director", "call.settle", call));
        Assert.True(await WaitsAsync("secretary", "call.settle", call));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new SettleContribution(call, 1, ContributionOutcome.Adopted, "已经买了一张。"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new ConcludeCall(call, "已经买了一张。"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("chen", new SettleContribution(call, 1, ContributionOutcome.Adopted, "已经买了一张。"))));
        Assert.Equal("not-found", Code(await host.SendAsync("secretary.b", new SettleContribution(call, 1, ContributionOutcome.Adopted, "已经买了一张。"))));
        Assert.Equal((false, false), (await host.SendAsync("director", new GetCall(call))).Value.May is var may ? (may.Settle, may.CallOff) : default);
        Assert.True((await host.SendAsync("secretary", new GetCall(call))).Value.May.Settle);
        Assert.True((await host.SendAsync("secretary", new SettleContribution(call, 1, ContributionOutcome.Adopted, "已经买了一张。"))).Ok);
        Assert.True((await host.SendAsync("secretary", new ConcludeCall(call, "球台下周装好。"))).Ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Nor_moderates_hears_appeals_or_enters_what_neighbours_say()
    {
        var call = await OpenedAsync();
        var lin = await PersonAsync("lin");
        Assert.True((await host.SendAsync("wu", new Contribute(call, "放一张乒乓球台。"))).Ok);
        Assert.True((await host.SendAsync("steward", new WriteDownContribution(call, lin, "放几张长椅。", ContributionChannel.Paper, true))).Ok);
        Assert.True((await host.SendAsync("steward", new Contribute(call, "放一台单杠。"))).Ok);
        foreach (var who in new[] { "director", "steward", "supervisor" }) Assert.True((await host.SendAsync(who, new DeclareInterest(call, "器材从我家买"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new WriteDownContribution(call, lin, "再放一张。", ContributionChannel.Paper, true))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new FindCallSpeakers(call, "林秀兰"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new EditContribution(call, 2, "放几张桌子。"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", new WithdrawContribution(call, 2))));
        Assert.True((await host.SendAsync("steward", new EditContribution(call, 3, "放两台单杠。"))).Ok);
        Assert.True((await host.SendAsync("lin", new WithdrawContribution(call, 2))).Ok);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/calls/{call}/for-somebody");
        Assert.Contains("回避", steward.Text);
        await steward.GoAsync($"/calls/{call}");
        Assert.Null(steward.Page.QuerySelector($"a[href='/calls/{call}/for-somebody']"));
        var said = await host.DbAsync(db => db.Contributions.Where(c => c.CallId == call && c.Number == 1).Select(c => c.Id).SingleAsync());
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(said, "广告", HouseRule.Advertising))));
        Assert.True((await host.SendAsync("chen", new ReportText(said, HouseRule.Advertising))).Ok);
        // Nobody of the two next offices is free.
        Assert.True((await host.SendAsync("secretary", new HideText(said, "广告", HouseRule.Advertising))).Ok);
        Assert.True((await host.SendAsync("wu", new AppealHiding(said, "不是广告"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "好"))));
        Assert.DoesNotContain((await host.SendAsync("supervisor", new ListHidingAppeals())).Value.Items, h => h.What!.Id == said.Value);
        Assert.Contains((await host.SendAsync("street", new ListHidingAppeals())).Value.Items, h => h.What!.Id == said.Value);
    }

    [Fact]
    public async Task Of_a_call_that_serves_a_concern_it_is_the_concern_s()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("property", null, "电梯总停", "一周停三次。", Visibility.Public))).Value.Id;
        var call = await OpenedAsync($"concerns/{concern}");
        Assert.True((await host.SendAsync("director", new DeclareInterest(call, "电梯公司是我表弟的"))).Ok);
        Assert.Equal($"concerns/{concern}", (await host.SendAsync("wu", new GetInterests(call))).Value.Topic);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AcceptConcern(concern))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new CallOffCall(call, "算了"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new OpenCall("标题", "正文", null, host.Now().AddDays(3), null, $"concerns/{concern}"))));
        Assert.Contains("电梯公司是我表弟的", await host.CreateClient().GetStringAsync($"/calls/{call}"));
    }

    [Fact]
    public async Task By_page_and_by_api_and_no_further_than_the_community()
    {
        var call = await OpenedAsync();
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/calls/{call}");
        Assert.NotNull(wu.Page.QuerySelector($"a[href='/calls/{call}/interests']"));
        await wu.GoAsync($"/calls/{call}/interests");
        await wu.PostAsync("declare", new() { ["reason"] = "我卖器材" });
        Assert.Equal($"/calls/{call}/interests", wu.Path);
        Assert.Contains("我卖器材", wu.Text);
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new DeclareInterest(call, "亲戚"))));
        var view = await (await host.ApiAsync("lin")).GetFromJsonAsync<JsonElement>($"/api/v1/calls/{call}/interests");
        Assert.Equal(($"calls/{call}", 1), (view.GetProperty("topic").GetString(), view.GetProperty("items").GetArrayLength()));
        Assert.Equal(HttpStatusCode.Created, (await (await host.ApiAsync("chen")).PostAsJsonAsync($"/api/v1/calls/{call}/interests", new { reason = "我也卖" })).StatusCode);
        Assert.Equal(2, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"calls/{call}" && r.Act == "interest.declared")));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Interests SET CallId = NULL WHERE CallId IS NOT NULL")));
    }

    [Fact]
    public async Task In_a_call_whose_concern_was_hidden_interests_are_declared_and_ended_on_its_own_page()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("property", null, "健身角太旧", "器材坏了。", Visibility.Public))).Value.Id;
        var call = await OpenedAsync($"concerns/{concern}");
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(call, "表弟卖器材"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(concern, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.Equal($"calls/{call}", (await host.SendAsync("wu", new GetInterests(call))).Value.Topic);
        Assert.Empty((await host.SendAsync("wu", new GetInterests(call))).Value.Items);
        Assert.Equal("not-found", Code(await host.SendAsync("wu", new GetInterests(concern))));
        Assert.DoesNotContain("表弟", await host.CreateClient().GetStringAsync($"/calls/{call}/interests"));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/calls/{call}/interests");
        Assert.Contains("健身角放什么器材", director.Text);
        Assert.DoesNotContain("健身角太旧", director.Text);
        var own = (await host.SendAsync("director", new DeclareInterest(call, "我弟弟卖器材"))).Value;
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new ProlongCall(call, host.Now().AddDays(9), "有人没看到"))));
        Assert.True((await host.SendAsync("director", new AskToEndInterest(own, "不卖了"))).Ok);
        Assert.True(await WaitsAsync("secretary", "interest.end", own));
        Assert.True((await host.SendAsync("secretary", new EndInterest(own, "确实不卖了"))).Ok);
        Assert.True((await host.SendAsync("director", new ProlongCall(call, host.Now().AddDays(9), "有人没看到"))).Ok);
    }

    [Fact]
    public async Task A_closed_call_without_contributions_says_that_none_came()
    {
        var call = await OpenedAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        var page = await host.CreateClient().GetStringAsync($"/calls/{call}");
        Assert.Contains("没有收到意见", page);
    }
}
