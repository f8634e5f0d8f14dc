using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>The network or the portal is away while somebody writes: nothing is lost, nothing is said twice, and the page says so.</summary>
[Collection("one window after another")]
public sealed class AwayTests(Portal portal)
{
    [Fact]
    public async Task Words_sent_while_the_portal_is_away_stay_and_a_retry_says_them_once()
    {
        using var lin = await portal.ApiAsync("lin");
        var id = await Portal.ProposalAsync(lin, "断网的时候说的话", "正文。");
        var wu = await portal.SignedInAsync("wu", phone: true);
        List<IWebSocketRoute> sockets = [];
        await wu.RouteWebSocketAsync(new Regex("/hub"), socket => { socket.ConnectToServer(); sockets.Add(socket); });
        await wu.GotoAsync($"/proposals/{id}");
        await Expect(wu.Locator("html[data-connected]")).ToHaveCountAsync(1);
        var (field, send, line, away) = (wu.Locator("#comment textarea[name=body]"), wu.Locator("#comment form .btn").First, wu.Locator("#comment [data-not-sent]"), wu.Locator("#away"));
        await field.FillAsync("写了很久的一段话");
        await Expect(away).ToBeHiddenAsync();

        await wu.Context.SetOfflineAsync(true);
        foreach (var socket in sockets) await socket.CloseAsync(new() { Code = 3001 });
        await send.ClickAsync();
        await Expect(line).ToContainTextAsync("您写的都在");
        await Expect(field).ToHaveValueAsync("写了很久的一段话");
        await Expect(away).ToBeInViewportAsync();
        await PagesTests.JudgeAsync(wu, "the portal is away");
        await wu.Context.SetOfflineAsync(false);
        await Expect(away).ToBeHiddenAsync(new() { Timeout = 60_000 });

        // It arrives, its answer does not.
        await wu.RouteAsync($"**/proposals/{id}", async route =>
        {
            if (route.Request.Method == "POST") { await route.FetchAsync(new() { MaxRedirects = 0 }); await route.AbortAsync(); }
            else await route.ContinueAsync();
        });
        await send.ClickAsync();
        await Expect(line).ToContainTextAsync("您写的都在");
        await wu.UnrouteAsync($"**/proposals/{id}");
        await send.ClickAsync();
        await wu.WaitForURLAsync(new Regex("#c-"));
        await Expect(wu.Locator("#comments > article", new() { HasText = "写了很久的一段话" })).ToHaveCountAsync(1);
        var said = await lin.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/comments");
        Assert.Equal(1, said.GetProperty("items").GetArrayLength());
        // What is refused is refused in the page, with what was written.
        await wu.FillAsync("#comment textarea[name=body]", "   ");
        await send.ClickAsync();
        await Expect(wu.Locator("#wrong")).ToBeFocusedAsync();
    }
}
