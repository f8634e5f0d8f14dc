using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Reception;
using Forum.Reception;
using Forum.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Council;

/// <summary>A call for input from its opening to its last word, through the real application.</summary>
public sealed class CallTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<CallId> OpenedAsync(PlaceId? place = null, string[]? groups = null, string? matter = null, string title = "健身角放什么器材") =>
        (await host.SendAsync("director", new OpenCall(title, "说说您想要什么。", place, host.Now().AddDays(3), groups, matter))).Value.Id;

    private Task<Domain.Kernel.Outcome<ContributedAs>> SayAsync(string who, CallId call, string words = "放一张乒乓球台。") => host.SendAsync(who, new Contribute(call, words));

    private Task<Domain.Kernel.Outcome<Domain.Kernel.Done>> SettleAsync(CallId call, int number, ContributionOutcome outcome = ContributionOutcome.Adopted, int? into = null, string reason = "已经买了一张。") =>
        host.SendAsync("director", new SettleContribution(call, number, outcome, reason, into));

    private async Task<CallView> SeenAsync(string who, CallId call) => (await host.SendAsync(who, new GetCall(call))).Value;

    private Task<AccountId> AccountAsync(string userName) => host.DbAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => new AccountId(a.Id)).SingleAsync());

    private async Task<PersonId> PersonAsync(string userName) => (await host.DbAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => a.PersonId).SingleAsync()))!.Value;

    private async Task<List<AccountId>> ToldAsync(string text, CallId call)
    {
        await host.DrainAsync();
        return await host.DbAsync(db => db.News.Where(n => n.Text == text && n.Href.StartsWith($"/calls/{call}")).Select(n => n.AccountId).ToListAsync());
    }

    private async Task<string[]> WaitsAsync(string who, CallId call) => [.. (await host.SendAsync(who, new Forum.Queue.GetQueue())).Value.Items.Where(i => i.Id == call.ToString()).Select(i => i.Kind)];

    // A call with one contribution that is answered and concluded.
    private async Task<CallId> ConcludedAsync()
    {
        var call = await OpenedAsync();
        Assert.True((await SayAsync("lin", call)).Ok);
        Assert.True((await SayAsync("chen", call, "放几张长椅。")).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True((await SettleAsync(call, 1)).Ok);
        Assert.True((await SettleAsync(call, 2, ContributionOutcome.NotAdopted)).Ok);
        Assert.True((await host.SendAsync("director", new ConcludeCall(call, "球台下周装好。"))).Ok);
        return call;
    }

    [Fact]
    public async Task Whoever_tells_people_is_not_sent_to_ask_for_input_when_the_call_is_over()
    {
        using var own = new ForumHost();
        var matter = await own.ProposedAsync("楼顶种菜");
        Assert.True((await own.SendAsync("steward", new WriteDownComment(matter, await own.NeighbourAsync(), "想种葱。", Stance.For, true))).Ok);
        var call = (await own.SendAsync("director", new OpenCall("楼顶种哪些菜", "说说看。", null, own.Now().AddDays(3), Matter: $"proposals/{matter}"))).Value.Id;
        var line = Assert.Single(await own.TellingsAsync(), l => l.What.Contains("楼顶种哪些菜"));
        Assert.Equal(await own.DbAsync(db => db.Calls.Where(c => c.Id == call).Select(c => c.ClosesAt).SingleAsync()), line.Until);
        Assert.True((await own.SendAsync("director", new ProlongCall(call, own.Now().AddDays(8), "还有人没说"))).Ok);
        await own.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal(await own.DbAsync(db => db.Calls.Where(c => c.Id == call).Select(c => (DateTimeOffset?)c.ClosesAt).SingleAsync()), Assert.Single(await own.TellingsAsync(), l => l.What.Contains("征集意见：楼顶种哪些菜")).Until);
        await own.AdvanceAsync(TimeSpan.FromDays(5));
        Assert.DoesNotContain(await own.TellingsAsync(), l => l.What.Contains("征集意见：楼顶种哪些菜"));
        var off = (await own.SendAsync("director", new OpenCall("楼顶养哪些花", "说说看。", null, own.Now().AddDays(3), Matter: $"proposals/{matter}"))).Value.Id;
        Assert.Contains(await own.TellingsAsync(), l => l.What.Contains("楼顶养哪些花"));
        Assert.True((await own.SendAsync("director", new CallOffCall(off, "问错了"))).Ok);
        Assert.DoesNotContain(await own.TellingsAsync(), l => l.What.Contains("楼顶养哪些花"));
    }

    [Fact]
    public async Task Who_settles_what_another_settled_meanwhile_is_shown_that_first()
    {
        var call = await OpenedAsync();
        Assert.True((await SayAsync("lin", call)).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        var director = await Browser.SignedInAsync(host, "director");
        var (page, path) = ((await director.GoAsync($"/calls/{call}?cursor=2")).Page, director.Path);
        Assert.Equal("0", page.QuerySelector("form input[name=settled]")!.GetAttribute("value"));
        var all = await Task.WhenAll(new[] { "已经买了一张。", "下个月买一张。", "放在东门边上。" }.Select(reason => host.SendAsync("director", new SettleContribution(call, 1, ContributionOutcome.Adopted, reason, null, 0))));
        Assert.Single(all, a => a.Ok);
        Assert.All(all.Where(a => !a.Ok), a => Assert.Equal("contribution.settled-since", Code(a)));
        var other = new Dictionary<string, string> { ["outcome"] = nameof(ContributionOutcome.NotAdopted), ["reason"] = "没有地方放。" };
        await director.Back(page, path).PostAsync("settle-1", other);
        Assert.Contains("别人已经答复了这一条", director.Text);
        Assert.Equal("没有地方放。", director.Page.QuerySelector("textarea#reason-1")!.TextContent.Trim());
        Assert.Equal(ContributionOutcome.Adopted, await host.DbAsync(db => db.Contributions.Where(c => c.CallId == call).Select(c => c.Outcome).SingleAsync()));
        // The next press goes over it.
        await director.PostAsync("settle-1", other);
        Assert.Equal(ContributionOutcome.NotAdopted, await host.DbAsync(db => db.Contributions.Where(c => c.CallId == call).Select(c => c.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task From_opening_to_the_last_word_by_those_who_may()
    {
        var (director, lin, visitor) = (await host.ApiAsync("director"), await host.ApiAsync("lin"), host.CreateClient());
        var body = new { title = "儿童乐园怎么改", body = "**滑梯**留不留？", closesAt = host.Now().AddDays(3), groups = new[] { "owners", "tenants" }, englishTitle = "The playground", englishBody = "Keep the *slide*?" };
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync("/api/v1/calls", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.PostAsJsonAsync("/api/v1/calls", body)).StatusCode);
        var made = await director.PostAsJsonAsync("/api/v1/calls", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var opened = await made.Content.ReadFromJsonAsync<JsonElement>();
        var path = $"/api/v1/calls/{opened.GetProperty("id").GetString()}";
        var given = await lin.PostAsJsonAsync($"{path}/contributions", new { body = "留着滑梯，换软的地垫。" });
        Assert.Equal((HttpStatusCode.Created, 1), (given.StatusCode, (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetInt32()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.PostAsJsonAsync($"{path}/contributions", new { body = "x" })).StatusCode);
        foreach (var stranger in new[] { "lin.b", "director.b" })
        {
            var other = await host.ApiAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{path}/contributions")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"{path}/contributions", new { body = "x" })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"{path}/conclusion", new { summary = "x" })).StatusCode);
        }
        Assert.Equal("call.open", await CodeAsync(await director.PostAsJsonAsync($"{path}/contributions/1/outcome", new { outcome = "adopted", reason = "地垫下个月换。" })));
        await host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("call.over", await CodeAsync(await lin.PostAsJsonAsync($"{path}/contributions", new { body = "晚了一步" })));
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync($"{path}/contributions/1/outcome", new { outcome = "adopted", reason = "地垫下个月换。" })).StatusCode);
        Assert.Equal("reason.missing", await CodeAsync(await director.PostAsJsonAsync($"{path}/contributions/1/outcome", new { outcome = "adopted" })));
        Assert.Equal("call.pending", await CodeAsync(await director.PostAsJsonAsync($"{path}/conclusion", new { summary = "换地垫。" })));
        Assert.Equal(HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"{path}/contributions/1/outcome", new { outcome = "adopted", reason = "地垫下个月换。" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync($"{path}/conclusion", new { summary = "换地垫。" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"{path}/conclusion", new { summary = "换地垫。" })).StatusCode);
        Assert.Equal("call.concluded", await CodeAsync(await director.PostAsJsonAsync($"{path}/contributions/1/outcome", new { outcome = "not-adopted", reason = "又不换了。" })));

        var view = await visitor.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal(("concluded", "换地垫。", 1), (view.GetProperty("state").GetString(), view.GetProperty("conclusion").GetProperty("summary").GetString(), view.GetProperty("outcomes").GetProperty("adopted").GetInt32()));
        Assert.Contains("<em>slide</em>", view.GetProperty("english").GetProperty("html").GetString());
        var said = (await visitor.GetFromJsonAsync<JsonElement>($"{path}/contributions")).GetProperty("items")[0];
        Assert.Equal(("adopted", "地垫下个月换。"), (said.GetProperty("outcome").GetString(), said.GetProperty("settlements")[0].GetProperty("reason").GetString()));
        Assert.Equal($"/calls/{opened.GetProperty("id").GetString()}", (await host.CreateClient(new() { AllowAutoRedirect = false }).GetAsync($"/i/{opened.GetProperty("number").GetString()}")).Headers.Location!.OriginalString);
        Assert.Equal(["call.opened", "contribution.given", "contribution.settled", "call.concluded"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == path.Substring(8)).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Only_the_people_of_the_place_answer()
    {
        var home = await host.DbAsync(db => db.Residencies.Where(r => db.Accounts.Any(a => a.UserName == "lin" && a.PersonId == r.PersonId)).Join(db.Places, r => r.HomeId, p => p.Id, (r, p) => p.ParentId!.Value).FirstAsync());
        var elsewhere = await host.DbAsync(db => db.Places.Where(p => p.Level == PlaceLevel.Building && p.CommunityId == db.Places.Single(x => x.Id == home).CommunityId && !db.Residencies.Any(r => db.Places.Any(h => h.Id == r.HomeId && h.ParentId == p.Id) && db.Accounts.Any(a => a.PersonId == r.PersonId))).Select(p => p.Id).FirstAsync());
        var (here, there) = (await OpenedAsync(home), await OpenedAsync(elsewhere));
        Assert.True((await SayAsync("lin", here)).Ok);
        Assert.Equal("call.not-asked", Code(await SayAsync("lin", there)));
        Assert.Equal((true, false), ((await SeenAsync("lin", here)).May.Contribute, (await SeenAsync("lin", there)).May.Contribute));
        Assert.True((await SayAsync("director", there)).Ok);
        // A body speaks wherever it serves.
        var unit = await host.DbAsync(db => db.Appointments.Where(a => db.Accounts.Any(c => c.UserName == "property" && c.Id == (Guid)(object)a.AccountId)).Select(a => a.UnitId).FirstAsync());
        Assert.True((await host.SendAsync("property", new Contribute(there, "物业可以出一块地。", unit))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("lin", new Contribute(here, "冒充物业。", unit))));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new OpenCall("标题", "正文", (await host.DbAsync(db => db.Places.Where(p => p.Level == PlaceLevel.Home).Select(p => p.Id).FirstAsync())), host.Now().AddDays(3)))));
    }

    [Fact]
    public async Task Said_twice_at_once_it_is_there_once()
    {
        var call = await OpenedAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SayAsync("lin", call)));
        Assert.Single(all, a => a.Ok);
        Assert.All(all.Where(a => !a.Ok), a => Assert.Equal("contribution.said", Code(a)));
        // A shaky network sends the same under the same key: the same answer.
        var sent = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.SendAsync("chen", new Contribute(call, "放单杠。"), "call-key")));
        Assert.Equal(2, sent.Select(s => s.Value.Number).Distinct().Single());
        Assert.Equal((2, 2), ((await SeenAsync("wu", call)).Given, (await SeenAsync("wu", call)).Pending));
        // Others may say the same, and whoever took it back may say it again.
        Assert.True((await SayAsync("chen", call)).Ok);
        Assert.True((await host.SendAsync("lin", new WithdrawContribution(call, 1))).Ok);
        Assert.Equal(4, (await SayAsync("lin", call)).Value.Number);
    }

    [Fact]
    public async Task What_is_taken_back_is_read_and_found_no_more()
    {
        var call = await OpenedAsync();
        var words = $"放一台椭圆机{call.ToString()[..8]}";
        Assert.True((await SayAsync("lin", call, words)).Ok);
        Assert.Equal(SearchKind.Contribution, (await host.SendAsync("wu", new FindText($"\"{words}\""))).Value.Items.Single().Kind);
        Assert.Equal("contribution.not-yours", Code(await host.SendAsync("wu", new WithdrawContribution(call, 1))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin", new WithdrawContribution(call, 9))));
        Assert.True((await host.SendAsync("lin", new WithdrawContribution(call, 1))).Ok);
        Assert.Empty((await host.SendAsync("wu", new FindText($"\"{words}\""))).Value.Items);
        var left = (await host.SendAsync("lin", new ListContributions(call))).Value.Items.Single();
        Assert.Equal((1, null, null, true), (left.Number, left.Body, left.By, left.WithdrawnAt is not null));
        Assert.DoesNotContain("椭圆机", await host.CreateClient().GetStringAsync($"/calls/{call}"));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal("text.withdrawn", Code(await SettleAsync(call, 1)));
        Assert.Equal(["call.conclude"], await WaitsAsync("director", call));
    }

    [Fact]
    public async Task An_outcome_has_a_reason_can_be_changed_and_is_merged_into_what_stands()
    {
        var call = await OpenedAsync();
        foreach (var who in new[] { "lin", "chen", "wu" }) Assert.True((await SayAsync(who, call)).Ok);
        Assert.Empty(await WaitsAsync("director", call));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal(["call.settle"], await WaitsAsync("director", call));
        Assert.Empty(await WaitsAsync("director.b", call));
        Assert.Equal("contribution.reason", Code(await SettleAsync(call, 1, reason: "好")));
        Assert.Equal("contribution.outcome", Code(await SettleAsync(call, 1, ContributionOutcome.Pending)));
        Assert.Equal("contribution.into", Code(await SettleAsync(call, 2, ContributionOutcome.Merged)));
        Assert.Equal("contribution.into-self", Code(await SettleAsync(call, 2, ContributionOutcome.Merged, 2)));
        Assert.Equal("contribution.into", Code(await SettleAsync(call, 2, ContributionOutcome.Merged, 9)));
        Assert.True((await SettleAsync(call, 2, ContributionOutcome.Merged, 1)).Ok);
        Assert.Equal("contribution.into-merged", Code(await SettleAsync(call, 3, ContributionOutcome.Merged, 2)));
        Assert.Equal("contribution.holds-others", Code(await SettleAsync(call, 1, ContributionOutcome.Merged, 3)));
        Assert.True((await SettleAsync(call, 1)).Ok);
        Assert.True((await SettleAsync(call, 1, ContributionOutcome.NotAdopted, reason: "场地太小，放不下。")).Ok);
        Assert.True((await SettleAsync(call, 3)).Ok);
        Assert.Equal(["场地太小，放不下。", "已经买了一张。"], (await host.SendAsync("lin", new ListContributions(call, Outcome: ContributionOutcome.NotAdopted))).Value.Items.Single().Settlements.Select(s => s.Reason));
        Assert.Equal(["call.conclude"], await WaitsAsync("director", call));
        var told = await ToldAsync("news.contribution-settled", call);
        Assert.Equal((2, 1, 1), (told.Count(t => t == AccountAsync("lin").Result), told.Count(t => t == AccountAsync("chen").Result), told.Count(t => t == AccountAsync("wu").Result)));
    }

    [Fact]
    public async Task A_neighbours_paper_is_entered_with_both_names_and_the_neighbour_is_told()
    {
        var call = await OpenedAsync();
        var (lin, api) = (await PersonAsync("lin"), await host.ApiAsync("steward"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.ApiAsync("wu")).PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "x", channel = "paper", agreed = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("director.b")).PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "x", channel = "paper", agreed = true })).StatusCode);
        Assert.Equal("spoken.agreed", await CodeAsync(await api.PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "装扶手", channel = "paper", agreed = false })));
        Assert.Equal("contribution.channel", await CodeAsync(await api.PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "装扶手", channel = "online", agreed = true })));
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "装扶手", channel = "paper", agreed = true })).StatusCode);
        // The same person counts once by word and by account.
        Assert.Equal("contribution.said", Code(await SayAsync("lin", call, "装扶手")));
        var item = (await host.SendAsync("wu", new ListContributions(call))).Value.Items.Single();
        Assert.Equal(("林秀兰", "高玉兰", ContributionChannel.Paper), (item.From!.Name, item.By!.Name, item.Channel));
        Assert.Equal([await AccountAsync("lin")], await ToldAsync("news.contribution-written-down", call));
        // A neighbour without an account hears it by whoever wrote it down, who has a part in the call.
        var without = await host.DbAsync(db => db.Residencies.Where(r => r.Until == null && db.Places.Any(h => h.Id == r.HomeId && db.Appointments.Any(a => a.PlaceId == h.ParentId && a.Role == Role.Steward && db.Accounts.Any(c => c.UserName == "steward" && c.Id == (Guid)(object)a.AccountId))) && !db.Accounts.Any(a => a.PersonId == r.PersonId)).Select(r => r.PersonId).FirstAsync());
        Assert.Equal(2, (await host.SendAsync("steward", new WriteDownContribution(call, without, "灯亮一点", ContributionChannel.Spoken, true))).Value.Number);
        // Whoever's words they are may take them back.
        Assert.True((await host.SendAsync("lin", new WithdrawContribution(call, 1))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True((await SettleAsync(call, 2)).Ok);
        Assert.Equal([await AccountAsync("steward")], await ToldAsync("news.contribution-settled-for", call));
        Assert.True((await host.SendAsync("zhao", new Forum.Notifications.Choices.FollowMatter($"calls/{call}", Forum.Notifications.Choices.Following.Followed))).Ok);
        Assert.True((await host.SendAsync("director", new ConcludeCall(call, "灯换亮的。"))).Ok);
        Assert.Equal(new[] { await AccountAsync("steward"), await AccountAsync("zhao") }.ToHashSet(), (await ToldAsync("news.call-concluded", call)).ToHashSet());
        Assert.Equal("call.over", await CodeAsync(await api.PostAsJsonAsync($"/api/v1/calls/{call}/entries", new { personId = lin.Value, body = "装扶手", channel = "paper", agreed = true })));
    }

    [Fact]
    public async Task Those_asked_are_told_and_whoever_spoke_hears_the_end()
    {
        var tenants = await OpenedAsync(groups: ["tenants", "mobile"]);
        var told = await ToldAsync("news.call-opened", tenants);
        Assert.Contains(await AccountAsync("wu"), told);
        Assert.DoesNotContain(await AccountAsync("lin"), told);
        Assert.DoesNotContain(await AccountAsync("lin.b"), told);
        var all = await ToldAsync("news.call-opened", await OpenedAsync());
        Assert.Contains(await AccountAsync("lin"), all);
        Assert.DoesNotContain(await AccountAsync("director"), all);
        var concluded = await ConcludedAsync();
        Assert.Equal(new[] { await AccountAsync("lin"), await AccountAsync("chen") }.ToHashSet(), (await ToldAsync("news.call-concluded", concluded)).ToHashSet());
    }

    [Fact]
    public async Task Groups_are_counted_by_person_and_small_ones_not_told()
    {
        Assert.Equal("voices.no-group", Code(await host.SendAsync("director", new OpenCall("标题", "正文", null, host.Now().AddDays(3), ["everybody"]))));
        var call = await OpenedAsync(groups: ["owners", "mobile"]);
        Assert.All((await SeenAsync("lin", call)).Groups, g => Assert.True(g.Nobody));
        foreach (var who in new[] { "lin", "lin", "chen", "zhao", "household" }) await SayAsync(who, call, $"第{Guid.NewGuid()}条");
        var owners = (await SeenAsync("lin", call)).Groups.Single(g => g.Key == "owners");
        Assert.Equal((false, null), (owners.Nobody, owners.Spoke));
        await SayAsync("owners.chair", call);
        Assert.Equal(5, (await SeenAsync("lin", call)).Groups.Single(g => g.Key == "owners").Spoke);
        Assert.Equal(["owners", "mobile"], (await SeenAsync("lin", call)).Groups.Select(g => g.Key));
    }

    [Fact]
    public async Task A_call_serves_a_matter_and_whoever_has_an_interest_there_does_not_answer()
    {
        var proposal = (await host.SendAsync("lin", new Propose("装健身器材", "正文。", null))).Value.Id;
        Task<long> Version() => host.DbAsync(db => db.Set<Forum.Foundation.Outbox.TopicRow>().Where(t => t.Topic == $"proposals/{proposal}").Select(t => t.Version).SingleAsync());
        var before = await Version();
        var call = await OpenedAsync(matter: $"proposals/{proposal}");
        Assert.Equal(before + 1, await Version());
        Assert.Equal("装健身器材", (await SeenAsync("wu", call)).MatterTitle);
        Assert.Contains($"/calls/{call}", await host.CreateClient().GetStringAsync($"/proposals/{proposal}"));
        Assert.Equal("call.matter", Code(await host.SendAsync("director", new OpenCall("标题", "正文", null, host.Now().AddDays(3), null, $"proposals/{Guid.NewGuid()}"))));
        var hidden = (await host.SendAsync("lin", new RaiseConcern("other", null, "家里的事", "不想公开", Visibility.Private))).Value.Id;
        Assert.Equal("call.matter", Code(await host.SendAsync("director", new OpenCall("标题", "正文", null, host.Now().AddDays(3), null, $"concerns/{hidden}"))));
        Assert.True((await SayAsync("wu", call)).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.True((await host.SendAsync("director", new DeclareInterest(proposal, "我弟弟卖器材"))).Ok);
        Assert.Equal("interest.recused", Code(await SettleAsync(call, 1)));
        await using var scope = host.Services.CreateAsyncScope();
        var sealed_ = await scope.ServiceProvider.GetServices<Forum.Dispatches.IDossierPart>().Single(p => p.Name == "calls").WriteAsync(new(default, default, $"proposals/{proposal}"), default);
        Assert.Equal(("放一张乒乓球台。", "pending"), (sealed_![0]!["contributions"]![0]!["body"]!.GetValue<string>(), sealed_[0]!["contributions"]![0]!["outcome"]!.GetValue<string>()));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new ConcludeCall(call, "算了。"))));
    }

    [Fact]
    public async Task Pages_are_read_along_the_numbers_and_a_new_account_speaks_a_few_times_a_day()
    {
        var call = await OpenedAsync();
        for (var i = 0; i < 7; i++) Assert.True((await SayAsync("lin", call, $"第{i}件")).Ok);
        var first = (await host.SendAsync("wu", new ListContributions(call, Take: 5))).Value;
        var second = (await host.SendAsync("wu", new ListContributions(call, first.Next, 5))).Value;
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Items.Concat(second.Items).Select(i => i.Number));
        Assert.Null(second.Next);
        Assert.Contains(call, (await host.SendAsync("lin", new ListCalls(Open: true))).Value.Items.Select(c => c.Id));
        var now = host.Now();
        await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "family.1").ExecuteUpdateAsync(s => s.SetProperty(a => a.MadeAt, now)));
        Assert.Equal("new-account.links", Code(await SayAsync("family.1", call, "看 https://example.org")));
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SayAsync("family.1", call, $"新{i}")));
        Assert.Equal((5, "new-account.enough"), (all.Count(a => a.Ok), Code(all.First(a => !a.Ok))));
    }

    [Fact]
    public async Task By_pages_without_javascript()
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/calls/new");
        await director.PostAsync("open", new() { ["title"] = "", ["body"] = "问什么", ["closesAt"] = "昨天" });
        Assert.Equal(HttpStatusCode.BadRequest, director.Response.StatusCode);
        Assert.NotNull(director.Page.QuerySelector("#closesAt-e"));
        await director.PostAsync("open", new() { ["title"] = "门口装一面镜子", ["body"] = "装在哪边？", ["closesAt"] = host.Now().AddDays(3).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm") });
        var path = director.Path.Split('#')[0];
        Assert.StartsWith("/calls/", path);
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync(path);
        await lin.PostAsync("contribute", new() { ["body"] = " " });
        Assert.NotNull(lin.Page.QuerySelector("#body-e"));
        await lin.PostAsync("contribute", new() { ["body"] = "装在<b>东边</b>，看得见车。" });
        Assert.Contains("装在<b>东边</b>，看得见车。", lin.Page.QuerySelector("#n-1")!.TextContent);
        Assert.True(lin.HasForm("withdraw-1"));
        Assert.False(lin.HasForm("settle-1"));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        await lin.GoAsync(path);
        Assert.False(lin.HasForm("contribute"));
        await director.GoAsync($"{path}?outcome=pending");
        await director.PostAsync("settle-1", new() { ["outcome"] = "Adopted", ["reason"] = "好" });
        Assert.NotNull(director.Page.QuerySelector("#reason-1-e"));
        await director.PostAsync("settle-1", new() { ["outcome"] = "Adopted", ["reason"] = "东边下周一装。" });
        Assert.Null(director.Page.QuerySelector("#n-1"));
        await director.GoAsync(path);
        await director.PostAsync("conclude", new() { ["summary"] = "镜子装东边。" });
        Assert.Contains("镜子装东边。", director.Page.QuerySelector("#conclusion")!.TextContent);
        await lin.GoAsync(path);
        Assert.Contains("东边下周一装。", lin.Page.QuerySelector("#n-1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await lin.GoAsync("/calls/new")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lin.GoAsync($"{path}/for-somebody")).Response.StatusCode);
    }

    [Theory]
    [InlineData("UPDATE Calls SET Title = 'x'")]
    [InlineData("UPDATE Calls SET ClosesAt = ClosesAt + 1")]
    [InlineData("UPDATE Calls SET Pending = 1 WHERE Id IN (SELECT CallId FROM CallConclusions)")]
    [InlineData("DELETE FROM Calls")]
    [InlineData("UPDATE CallConclusions SET Summary = 'x'")]
    [InlineData("DELETE FROM CallConclusions")]
    [InlineData("UPDATE Contributions SET Body_Source = 'x'")]
    [InlineData("UPDATE Contributions SET Outcome = 4 WHERE CallId IN (SELECT CallId FROM CallConclusions)")]
    [InlineData("UPDATE Contributions SET MergedInto = Number, Outcome = 3")]
    [InlineData("DELETE FROM Contributions")]
    [InlineData("INSERT OR REPLACE INTO Contributions SELECT * FROM Contributions LIMIT 1")]
    [InlineData("INSERT INTO Contributions SELECT * FROM Contributions WHERE CallId IN (SELECT CallId FROM CallConclusions) LIMIT 1")]
    [InlineData("UPDATE ContributionSettlements SET Reason = 'x'")]
    [InlineData("DELETE FROM ContributionSettlements")]
    [InlineData("INSERT INTO ContributionSettlements SELECT ContributionId, 99, 2, Reason, NULL, At, By_AccountId, By_As, By_Name, By_Of, By_UnitId FROM ContributionSettlements LIMIT 1")]
    public async Task The_database_keeps_what_was_asked_said_and_answered(string sql)
    {
        await ConcludedAsync();
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task The_database_takes_nothing_late_and_no_conclusion_early()
    {
        var call = await OpenedAsync();
        Assert.True((await SayAsync("lin", call)).Ok);
        var (late, id) = (host.Now().AddDays(5).UtcTicks, call.Value.ToString().ToUpperInvariant());
        foreach (var sql in new[]
        {
            $"INSERT INTO CallConclusions (CallId, Summary, At, By_AccountId, By_As, By_Name, By_Of) SELECT Id, 'x', {late}, By_AccountId, By_As, By_Name, By_Of FROM Calls WHERE Id = '{id}'",
            $"INSERT INTO Contributions (Id, CallId, CommunityId, Number, Channel, Speaker, Print, At, Outcome, Body_Source, Body_Html, By_AccountId, By_As, By_Name, By_Of) SELECT '0', CallId, CommunityId, 2, 1, Speaker, 'p', {late}, 1, 'x', 'x', By_AccountId, By_As, By_Name, By_Of FROM Contributions WHERE CallId = '{id}'",
        })
            Assert.Equal(1811, (await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).SqliteExtendedErrorCode);
    }
}
