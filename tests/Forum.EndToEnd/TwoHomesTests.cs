using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>Somebody with two homes, as chen is in the demo, votes for each in one browser, in secret.</summary>
[Collection("one window after another")]
public sealed class TwoHomesTests(Portal portal)
{
    [Fact]
    public async Task A_token_for_each_home_and_neither_lost_nor_told()
    {
        using var director = await portal.ApiAsync("director");
        var made = await (await director.PostAsJsonAsync("/api/v1/polls", new { question = "楼道刷什么颜色？", method = "yes-no-abstain", preset = "households-assembly", secrecy = "secret", closesAt = await portal.InDaysAsync(60) })).Content.ReadFromJsonAsync<JsonElement>();
        var poll = made.GetProperty("id").GetString()!;
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();

        var page = await portal.SignedInAsync("chen", phone: true);
        List<IRequest> cast = [];
        page.Request += (_, call) => { if (call.Url.EndsWith("/secret-ballots")) cast.Add(call); };
        var current = page.Locator(".lines [aria-current]");
        List<(string Home, string Leaf)> receipts = [];
        await page.GotoAsync($"/polls/{poll}");
        foreach (var choice in new[] { "Yes", "No" })
        {
            var home = await current.InnerTextAsync();
            await PagesTests.JudgeAsync(page, $"taking a token for {home}");
            await page.ClickAsync("[data-act=take]");
            await page.CheckAsync($"input[name=choice][value={choice}]");
            await page.ClickAsync("form[data-step=choose] .btn.go");
            // What is taken and chosen for one home is not offered for the other.
            var address = page.Url;
            await page.ClickAsync(".lines a:not([aria-current])");
            await Assertions.Expect(page.Locator("[data-step=review]")).ToBeHiddenAsync();
            await page.GotoAsync(address);
            await page.ClickAsync("[data-step=review] [data-act=cast]");
            await Assertions.Expect(page.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
            await PagesTests.JudgeAsync(page, $"the receipt for {home}");
            receipts.Add((home, await page.InnerTextAsync("[data-leaf]")));
            if (choice == "Yes") await page.ClickAsync("[data-step=done] a.btn.go");
        }
        Assert.Equal((2, 2), (receipts.DistinctBy(r => r.Home).Count(), receipts.DistinctBy(r => r.Leaf).Count()));
        foreach (var (home, leaf) in receipts)
        {
            await page.ClickAsync($".lines a:text-is('{home}')");
            await Assertions.Expect(page.Locator("[data-leaf]")).ToHaveTextAsync(leaf);
        }
        // No ballot says which home it is of, not even by the page it comes from.
        Assert.Equal(2, cast.Count);
        foreach (var call in cast)
        {
            Assert.DoesNotContain("line", call.PostData!);
            var headers = await call.AllHeadersAsync();
            Assert.DoesNotContain("referer", headers.Keys);
            Assert.DoesNotContain("cookie", headers.Keys);
        }
        await Portal.AdvanceAsync(director, "P61D");
        var counts = (await director.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/result")).GetProperty("counts");
        Assert.Equal((1, 1), (counts.GetProperty("yes").GetProperty("persons").GetInt32(), counts.GetProperty("no").GetProperty("persons").GetInt32()));
    }
}
