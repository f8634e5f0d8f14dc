using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A poll's page that is open while the poll comes to its end: it offers nothing any more, and loses nothing from view.</summary>
[Collection("one window after another")]
public sealed class ClosingTests(Portal portal)
{
    private async Task<IPage> OpenAsync(string poll, string? userName, string language = "zh", bool phone = false)
    {
        var page = userName is null ? await portal.WindowAsync(language, phone) : await portal.SignedInAsync(userName, language, phone);
        await page.GotoAsync($"/polls/{poll}");
        await Expect(page.Locator("html[data-connected]")).ToHaveCountAsync(1);
        return page;
    }

    private static async Task EndedAsync(IPage page, string poll, string judged)
    {
        await Expect(page.Locator($"[data-live=stands] a[href='/polls/{poll}/result']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator("#ballot :is(button, .steps, .not-cast):visible")).ToHaveCountAsync(0);
        await PagesTests.JudgeAsync(page, judged);
    }

    [Fact]
    public async Task Whoever_was_choosing_is_told_that_nothing_was_cast_and_sees_what_they_chose()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await Portal.PollAsync(director, "yes-no-abstain", "open", await portal.InDaysAsync(60));
        var (choosing, checking, idle, visitor) = (await OpenAsync(poll, "lin", phone: true), await OpenAsync(poll, "chen"), await OpenAsync(poll, "zhao", "en"), await OpenAsync(poll, null));
        await choosing.CheckAsync("input[value=Yes]");
        await checking.CheckAsync("input[value=No]");
        await checking.ClickAsync("main form .btn.go");
        await Expect(checking.Locator(".not-cast")).ToBeVisibleAsync();
        await Expect(checking.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await Expect(visitor.Locator("main a[href^='/sign-in']")).ToBeVisibleAsync();

        await Portal.AdvanceAsync(director, "P61D");

        await EndedAsync(choosing, poll, "the end while choosing");
        await Expect(choosing.Locator("[data-live=stands]")).ToContainTextAsync("没有投出去");
        await Expect(choosing.Locator("[data-live=stands]")).ToBeInViewportAsync();
        await Expect(choosing.Locator("input[value=Yes]")).ToBeCheckedAsync();
        await Expect(choosing.Locator("input[value=Yes]")).ToBeDisabledAsync();
        await EndedAsync(checking, poll, "the end while checking");
        await Expect(checking.Locator("#ballot .chosen")).ToHaveTextAsync("反对");
        // By the news of it or, where that is still on its way, by the page itself.
        await Expect(checking.Locator("[data-live=stands] :is(#lapsed, [role=alert])")).ToBeVisibleAsync();
        await EndedAsync(idle, poll, "the end before choosing");
        await Expect(idle.Locator("#ballot .q")).ToBeVisibleAsync();
        await Expect(idle.Locator("#ballot .pick")).ToHaveCountAsync(0);
        await Expect(idle.Locator("[data-live=stands]")).ToContainTextAsync("closed");
        await EndedAsync(visitor, poll, "the end for a visitor");
        await Expect(visitor.Locator("main a[href^='/sign-in']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_a_secret_ballot_what_was_sent_can_still_be_asked_for_and_what_was_not_is_told()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await Portal.PollAsync(director, "yes-no-abstain", "secret", await portal.InDaysAsync(60));
        var (sent, chosen, none) = (await OpenAsync(poll, "household"), await OpenAsync(poll, "wu", phone: true), await OpenAsync(poll, "zhao"));
        foreach (var (page, choice) in new[] { (sent, "Yes"), (chosen, "No") })
        {
            await page.ClickAsync("[data-act=take]");
            await page.CheckAsync($"input[name=choice][value={choice}]");
            await page.ClickAsync("form[data-step=choose] .btn.go");
        }
        await sent.RouteAsync("**/secret-ballots", async route =>
        {
            using var nobody = new HttpClient();
            (await nobody.PostAsync(route.Request.Url, new StringContent(route.Request.PostData!, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")))).EnsureSuccessStatusCode();
            await route.AbortAsync();
        });
        await sent.ClickAsync("[data-step=review] [data-act=cast]");
        await Expect(sent.Locator("[data-step=perhaps]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await sent.UnrouteAsync("**/secret-ballots");

        await Portal.AdvanceAsync(director, "P61D");

        await EndedAsync(chosen, poll, "the end of a secret ballot that was not sent");
        await Expect(chosen.Locator("[data-step=review] .chosen-list")).ToHaveTextAsync("反对");
        await Expect(chosen.Locator("[data-live=stands]")).ToContainTextAsync("没有投出去");
        await EndedAsync(none, poll, "the end of a secret poll before a token");
        await Expect(none.Locator("#ballot .q:visible")).ToHaveCountAsync(1);
        await Expect(sent.Locator($"[data-live=stands] a[href='/polls/{poll}/result']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(sent.Locator("[data-step=perhaps] .chosen-list")).ToHaveTextAsync("同意");
        await Expect(sent.Locator("[data-live=stands]")).Not.ToContainTextAsync("没有投出去");
        await sent.ClickAsync("[data-step=perhaps] [data-act=cast]");
        await Expect(sent.Locator("[data-leaf]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{64}$"), new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Where_papers_are_still_entered_the_page_finds_the_closing_time_itself()
    {
        using var director = await portal.ApiAsync("director");
        var made = await director.PostAsJsonAsync("/api/v1/polls", new { question = "录票的时候，页面说什么？", method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = await portal.InDaysAsync(8), papers = "last", entryHours = 48 });
        var poll = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString()!;
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { homes = "" })).EnsureSuccessStatusCode();
        var page = await portal.SignedInAsync("lin");
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/polls/{poll}");
        await page.CheckAsync("input[value=Yes]");
        await Portal.AdvanceAsync(director, "P8D");
        await page.Clock.FastForwardAsync((long)TimeSpan.FromDays(9).TotalMilliseconds);
        await Expect(page.Locator("[data-over=closed]")).ToContainTextAsync("正在录", new() { Timeout = 30_000 });
        await Expect(page.Locator("[data-live=stands]")).ToContainTextAsync("没有投出去");
        await Expect(page.Locator("#ballot button:visible")).ToHaveCountAsync(0);
    }
}
