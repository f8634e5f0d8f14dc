using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>News on an open screen, and what one does about them.</summary>
[Collection("one window after another")]
public sealed class NewsTests(Portal portal)
{
    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", false)]
    public async Task The_counter_moves_on_an_open_page_and_in_the_other_window_when_a_line_is_read(string language, bool phone)
    {
        var (lin, director) = (await portal.ApiAsync("lin"), await portal.ApiAsync("director"));
        var page = await portal.SignedInAsync("lin", language, phone);
        await page.GotoAsync("/concerns");
        await Expect(page.Locator("html[data-connected]")).ToHaveCountAsync(1);
        var bell = page.Locator("[data-unread]");
        var before = int.Parse((await bell.GetAttributeAsync("data-unread"))!);
        var made = await (await lin.PostAsJsonAsync("/api/v1/concerns", new { category = "property", title = $"路灯 {Guid.NewGuid():N}"[..12], body = "不亮。", visibility = "public" })).Content.ReadFromJsonAsync<JsonElement>();
        var id = made.GetProperty("id").GetString();
        (await director.PostAsJsonAsync($"/api/v1/concerns/{id}/acceptance", new { })).EnsureSuccessStatusCode();
        await Expect(bell).ToHaveAttributeAsync("data-unread", (before + 1).ToString());
        await Expect(bell).ToContainTextAsync(before + 1 > 99 ? "99+" : (before + 1).ToString());

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/news");
        await other.Locator(".rows a").First.ClickAsync();
        await other.WaitForURLAsync($"**/concerns/{id}");
        await Expect(bell).ToHaveAttributeAsync("data-unread", before.ToString());

        // One press mutes the matter; it is listed among the choices.
        await other.Locator("button[name=how][value=Muted]").ClickAsync();
        await Expect(other.Locator("button[name=how][value=Followed]")).ToHaveCountAsync(1);
        await other.GotoAsync("/me/notices");
        await Expect(other.Locator($"a[href='/concerns/{id}']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_address_is_given_and_a_neighbour_told_without_a_script()
    {
        var zhao = await portal.SignedInAsync("zhao", phone: true, javascript: false);
        await zhao.GotoAsync("/me/notices");
        await zhao.ClickAsync("a[href='/me/mail']");
        await zhao.FillAsync("#address", "zhao@example.org");
        await zhao.ClickAsync("main .btn.go:visible");
        await Expect(zhao.Locator("#code")).ToHaveCountAsync(1);
        await Expect(zhao.Locator(".note")).ToContainTextAsync("zhao@example.org");

        var steward = await portal.SignedInAsync("steward", phone: true, javascript: false);
        await steward.GotoAsync("/queue");
        await steward.ClickAsync("a[href='/tell']");
        var lines = steward.Locator(".rows.todo > li");
        var first = await lines.First.InnerTextAsync();
        await lines.First.Locator("button[value=Door]").ClickAsync();
        await Expect(lines.First).Not.ToHaveTextAsync(first, new() { UseInnerText = true });
    }
}
