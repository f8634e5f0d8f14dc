using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A poll that is not open yet is called off, with a reason that everybody reads; from the opening on it is not.</summary>
public sealed class CallOffPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> DraftAsync(string secrecy = "open", PollId? after = null) => (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", secrecy, host.Now().AddDays(1), After: after))).Value;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    [Fact]
    public async Task It_opens_no_more_takes_nothing_and_says_why()
    {
        var poll = await DraftAsync();
        using var director = await host.ApiAsync("director");
        Assert.Equal("reason.missing", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/calling-off", new { reason = " " })));
        using var lin = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.PostAsJsonAsync($"/api/v1/polls/{poll}/calling-off", new { reason = "不要" })).StatusCode);
        Assert.True((await director.PostAsJsonAsync($"/api/v1/polls/{poll}/calling-off", new { reason = "问题写错了" })).IsSuccessStatusCode);
        foreach (var act in new[] { "calling-off", "opening", "closing" }) Assert.Equal("poll.called-off", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/{act}", new { reason = "再取消" })));
        Assert.Equal("poll.called-off", await CodeAsync(await lin.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { choice = "yes" })));
        var page = await Browser.SignedInAsync(host, "lin");
        await page.GoAsync($"/polls/{poll}");
        Assert.Contains("问题写错了", page.Text);
        Assert.DoesNotContain("截止", page.Page.QuerySelector("dl.facts")!.TextContent);
        Assert.Empty(await host.CheckAsync());
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Polls.Where(p => p.Id == poll).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PollState.Open))));
    }

    [Fact]
    public async Task Every_page_of_it_says_so_and_offers_nothing()
    {
        using var director = await host.ApiAsync("director");
        var made = await director.PostAsJsonAsync("/api/v1/polls", new { question = "梧桐树下的长椅怎么摆？", method = "yes-no-abstain", preset = "residents", secrecy = "secret", secondRegistrar = true, papers = "last", entryHours = 12, closesAt = host.Now().AddDays(1) });
        var poll = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/calling-off", new { reason = "问题写错了" });
        foreach (var path in new[] { "result", "record" }) Assert.Equal("poll.called-off", await CodeAsync(await director.GetAsync($"/api/v1/polls/{poll}/{path}")));
        Assert.Equal("poll.round-called-off", await CodeAsync(await director.PostAsJsonAsync("/api/v1/polls", new { question = "再问一次？", method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = host.Now().AddDays(1), after = poll })));
        var page = await Browser.SignedInAsync(host, "director");
        await page.GoAsync($"/polls/{poll}/desk");
        Assert.Contains("问题写错了", page.Text);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
        await page.GoAsync($"/polls/{poll}/roll");
        Assert.Contains("没有选民册", page.Text);
        Assert.DoesNotContain("册上没有您", page.Text);
        await page.GoAsync($"/polls/{poll}");
        Assert.DoesNotContain("做好以后表决才能开始", page.Text);
        await page.GoAsync("/search?q=长椅怎么摆");
        Assert.Empty(page.Page.QuerySelectorAll($"li:has(a[href='/polls/{poll}']) time"));
        Assert.Single(page.Page.QuerySelectorAll($"li:has(a[href='/polls/{poll}'])"));
        await (page = await Browser.SignedInAsync(host, "supervisor")).GoAsync($"/polls/{poll}/registrar");
        Assert.Contains("没有要签的", page.Text);
    }

    [Fact]
    public async Task An_open_poll_is_not_called_off()
    {
        var poll = await DraftAsync();
        await host.SendAsync("director", new OpenPoll(poll));
        Assert.Equal("poll.runs", (await host.SendAsync("director", new CallOffPoll(poll, "算了"))).Refusals[0].Code);
    }

    [Fact]
    public async Task The_key_of_a_secret_one_is_destroyed()
    {
        var poll = await DraftAsync("secret");
        var keys = host.Services.GetRequiredService<KeyFolder>();
        Assert.NotNull(keys.Read($"poll-{poll}"));
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "改成记名的"))).Ok);
        await host.DrainAsync();
        Assert.Null(keys.Read($"poll-{poll}"));
        Assert.Null(await host.DbAsync(db => db.PollKeys.Where(k => k.PollId == poll).Select(k => k.Wrapped).SingleAsync()));
        Assert.Contains("poll.key-destroyed", await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task A_draft_whose_time_is_over_is_offered_for_calling_off_alone()
    {
        var poll = await DraftAsync();
        var director = await Browser.SignedInAsync(host, "director");
        async Task<(bool May, bool Open, bool CallOff, bool Told)> OfferedAsync()
        {
            await director.GoAsync($"/polls/{poll}");
            return ((await host.SendAsync("director", new GetPoll(poll))).Value.May.Open, director.HasForm("open"), director.HasForm("call-off"), director.Text.Contains("不能开始了"));
        }
        Assert.Equal((true, true, true, false), await OfferedAsync());
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal((false, false, true, true), await OfferedAsync());
        Assert.Equal("poll.too-late-to-open", (await host.SendAsync("director", new OpenPoll(poll))).Refusals[0].Code);
    }

    [Fact]
    public async Task Another_round_is_asked_instead_and_opening_against_calling_off_leaves_one()
    {
        var old = await DraftAsync();
        await host.SendAsync("director", new OpenPoll(old));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var round = await DraftAsync(after: old);
        Assert.True((await host.SendAsync("director", new CallOffPoll(round, "太早"))).Ok);
        var again = await DraftAsync(after: old);
        var (opened, off) = (host.SendAsync("director", new OpenPoll(again)), host.SendAsync("director", new CallOffPoll(again, "太早")));
        Assert.NotEqual((await opened).Ok, (await off).Ok);
    }
}
