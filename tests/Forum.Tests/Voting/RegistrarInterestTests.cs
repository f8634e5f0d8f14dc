using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Moderation;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Voting;
using Forum.Notifications;
using Forum.Queue;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Whoever has an interest in what a poll is about is no second registrar of it.</summary>
public sealed class RegistrarInterestTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private Task<Domain.Kernel.Outcome<PollId>> SetUpAsync(PollId? after = null) => host.SendAsync("director", new SetUpPoll("要不要换保洁公司？", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(4), After: after, SecondRegistrar: true));

    private async Task<bool> WaitsAsync(string who, string kind, PollId id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task DeclareAsync(string who, PollId poll) => Assert.True((await host.SendAsync(who, new DeclareInterest(poll, "保洁公司是我姐的"))).Ok);

    private async Task EndAsync(string who, PollId poll)
    {
        var mine = (await host.SendAsync(who, new GetInterests(poll))).Value.Items.Last(i => i.MayAsk).Id;
        Assert.True((await host.SendAsync(who, new AskToEndInterest(mine, "公司转让了"))).Ok);
        Assert.True((await host.SendAsync("director", new EndInterest(mine, "查过了"))).Ok);
    }

    private async Task AskTokenAsync(string voter, PollId poll)
    {
        var client = await host.ApiAsync(voter);
        var keys = await client.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key");
        var first = new TokenClient(keys.GetProperty("key").GetBytesFromBase64());
        var second = new TokenClient(keys.GetProperty("secondKey").GetBytesFromBase64(), first.Message);
        (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = first.Blinded, secondBlinded = second.Blinded })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task They_neither_make_the_key_nor_see_who_waits_nor_sign_and_another_of_the_committee_does()
    {
        await host.ActTooAsync("zhao", "supervisor");
        var poll = (await SetUpAsync()).Value;
        await DeclareAsync("supervisor", poll);
        using var barred = new CommitteeDevice(await host.ApiAsync("supervisor"), poll.ToString());
        using var device = new CommitteeDevice(await host.ApiAsync("zhao"), poll.ToString());
        Assert.Equal("interest.recused", await CodeAsync(await barred.GiveKeyAsync()));
        Assert.Equal((false, true), (await WaitsAsync("supervisor", "registrar.key", poll), await WaitsAsync("zhao", "registrar.key", poll)));
        Assert.Null(await CodeAsync(await device.GiveKeyAsync()));
        Assert.Equal((false, true, true), (await host.SendAsync("supervisor", new GetPoll(poll))).Value.May is var may ? (may.Countersign, may.Recused, may.PassKey) : default);
        Assert.True((await host.SendAsync("zhao", new GetPoll(poll))).Value.May.Countersign);
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        foreach (var voter in new[] { "lin", "chen" }) await AskTokenAsync(voter, poll);
        Assert.Equal((false, true), (await WaitsAsync("supervisor", "registrar.sign", poll), await WaitsAsync("zhao", "registrar.sign", poll)));
        var seen = (await host.SendAsync("supervisor", new GetSecondWork(poll))).Value;
        Assert.Equal((true, 0, 0, 0, 0), (seen.Recused, seen.Waiting, seen.Lines.Count, seen.Papers.Count, seen.Given.Count));
        var signed = await device.SignedAsync();
        Assert.Equal(2, signed.Count);
        Assert.Equal("interest.recused", await CodeAsync(await barred.HandInAsync(signed)));
        Assert.Equal("interest.recused", await CodeAsync(await (await host.ApiAsync("supervisor")).GetAsync($"/api/v1/polls/{poll}/roll/lines/voters")));
        var page = await Browser.SignedInAsync(host, "supervisor");
        await page.GoAsync($"/polls/{poll}/registrar");
        Assert.Contains("请回避", page.Text);
        Assert.Empty(page.Page.QuerySelectorAll("[data-live=waiting] li"));
        await page.GoAsync($"/polls/{poll}");
        Assert.Contains("移交会签的钥匙", page.Page.QuerySelector($"a[href='/polls/{poll}/registrar']")!.TextContent);
        // The device need not choose, but it may not: the other one signs all the same.
        Assert.Null(await CodeAsync(await device.HandInAsync(signed)));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        // Whoever made it deletes it, interest or not.
        Assert.True(await WaitsAsync("supervisor", "registrar.delete", poll));
        Assert.True((await host.SendAsync("supervisor", new ReportSecondKeyGone(poll))).Ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task What_others_record_of_the_committee_once_voters_are_asked_stops_nothing()
    {
        using var own = new ForumHost();
        var poll = (await own.SendAsync("director", new SetUpPoll("要不要换保洁公司？", null, "yes-no-abstain", "residents", "secret", own.Now().AddDays(4), SecondRegistrar: true))).Value;
        using var device = new CommitteeDevice(await own.ApiAsync("supervisor"), poll.ToString());
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        var supervisor = await own.DbAsync(db => db.Accounts.Where(a => a.UserName == "supervisor").Select(a => new Domain.Kernel.AccountId(a.Id)).SingleAsync());
        var committee = await own.DbAsync(db => db.Appointments.Where(a => a.AccountId == supervisor && a.UnitId != null).Select(a => a.UnitId).FirstOrDefaultAsync());
        Assert.True((await own.SendAsync("director", new DeclareInterest(poll, "监委会同楼道", AccountId: supervisor))).Ok);
        if (committee is { } unit) Assert.True((await own.SendAsync("director", new DeclareInterest(poll, "监委会同楼道", UnitId: unit))).Ok);
        Assert.Equal("poll.runs", Code(await own.SendAsync("director", new CallOffPoll(poll, "算了"))));
        Assert.True((await own.SendAsync("supervisor", new GetPoll(poll))).Value.May.Countersign);
        // Nor does one of them, by an interest of their body, bar the others.
        await own.ActTooAsync("zhao", "supervisor");
        var body = committee ?? await own.DbAsync(db => db.Appointments.Where(a => a.AccountId == supervisor).Join(db.Units, a => a.PlaceId, u => u.PlaceId, (a, u) => (UnitId?)u.Id).FirstAsync());
        await own.SendAsync("supervisor", new DeclareInterest(poll, "委员会的办公室归他修", UnitId: body));
        Assert.True((await own.SendAsync("zhao", new GetPoll(poll))).Value.May.Countersign);
        Assert.Equal("poll.runs", Code(await own.SendAsync("director", new CallOffPoll(poll, "算了"))));
        // The same holds for papers.
        var paper = (await own.SendAsync("director", new SetUpPoll("要不要修门？", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(4), Papers: "last", EntryHours: 12))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(paper))).Ok);
        var steward = await own.DbAsync(db => db.Accounts.Where(a => a.UserName == "steward").Select(a => new Domain.Kernel.AccountId(a.Id)).SingleAsync());
        Assert.True((await own.SendAsync("director", new DeclareInterest(paper, "他家的门", AccountId: steward))).Ok);
        Assert.True((await own.SendAsync("steward", new GetPoll(paper))).Value.May.Serve);
    }

    [Fact]
    public async Task Where_all_of_the_committee_have_one_it_does_not_open_and_an_open_one_is_called_off_and_done_anew()
    {
        var supervisors = await host.DbAsync(db => db.Appointments.CountAsync(a => a.Role == Domain.Organisation.Role.Supervisor && db.Accounts.Any(x => x.UserName == "zhao" && x.Id == (Guid)(object)a.AccountId)));
        string[] committee = supervisors > 0 ? ["supervisor", "zhao"] : ["supervisor"];
        var poll = (await SetUpAsync()).Value;
        using var device = new CommitteeDevice(await host.ApiAsync("supervisor"), poll.ToString());
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        foreach (var who in committee) await DeclareAsync(who, poll);
        Assert.Equal("registrar.all-recused", Code(await host.SendAsync("director", new OpenPoll(poll))));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/polls/{poll}");
        Assert.Contains("没有人能会签", director.Text);
        Assert.Equal((true, false), ((await host.SendAsync("director", new GetPoll(poll))).Value.Unsignable, (await host.SendAsync("lin", new GetPoll(poll))).Value.Unsignable));
        foreach (var who in committee) await EndAsync(who, poll);
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        await AskTokenAsync("lin", poll);
        Assert.Equal("poll.runs", Code(await host.SendAsync("director", new CallOffPoll(poll, "算了"))));
        Assert.False(await WaitsAsync("director", "registrar.stuck", poll));
        foreach (var who in committee) await DeclareAsync(who, poll);
        Assert.True(await WaitsAsync("director", "registrar.stuck", poll));
        Assert.False(await WaitsAsync("lin", "registrar.stuck", poll));
        Assert.Equal("interest.recused", await CodeAsync(await device.HandInAsync([new() { ["line"] = Guid.NewGuid(), ["signature"] = new byte[384] }])));
        await director.GoAsync($"/polls/{poll}");
        Assert.Contains("没有人能会签", director.Text);
        await director.PostAsync("call-off", new() { ["reason"] = "委员都有利害关系" });
        Assert.Contains("委员都有利害关系", director.Text);
        Assert.DoesNotContain("绕过平台", director.Text);
        // They may have signed before they declared it.
        Assert.DoesNotContain("没有会签", (await (await Browser.SignedInAsync(host, "supervisor")).GoAsync($"/polls/{poll}/registrar")).Text);
        Assert.Contains(SecondRegistrars.Fault, await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}" && r.Act == "poll.called-off").Select(r => r.Facts).SingleAsync()));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("lin", new GetNews())).Value.Items, n => n.Href == $"/polls/{poll}" && n.Text.Contains("委员都有利害关系"));
        // The next round is the same matter: set up without them.
        Assert.Equal("registrar.nobody-free", Code(await SetUpAsync(after: poll)));
        var again = (await host.SendAsync("director", new SetUpPoll("要不要换保洁公司？", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(4), After: poll))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(again))).Ok);
        Assert.Empty(await host.CheckAsync());
    }
}
