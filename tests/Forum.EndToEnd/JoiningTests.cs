using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>A letter from the printer to an account, on a phone and without JavaScript.</summary>
[Collection("one window after another")]
public sealed class JoiningTests(Portal portal)
{
    [Fact]
    public async Task A_letter_makes_an_account_without_a_script()
    {
        // The keeper prints the letters of a building; the register says when the first person on them was born.
        var keeper = await portal.SignedInAsync("director");
        await keeper.GotoAsync("/register/letters");
        await keeper.SelectOptionAsync("#placeId", new SelectOptionValue { Label = "5号楼" });
        await keeper.ClickAsync("form .btn.go");
        var letter = keeper.Locator(".letter").First;
        var (code, name, heading) = (await letter.Locator(".code").First.InnerTextAsync(), await letter.Locator("li strong").First.InnerTextAsync(), await letter.Locator("h2").InnerTextAsync());
        var home = heading[heading.IndexOf("5号楼", StringComparison.Ordinal)..(heading.IndexOf('室', StringComparison.Ordinal) + 1)];
        using var api = await portal.ApiAsync("director");
        var found = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/register/homes?find={Uri.EscapeDataString(home)}")).GetProperty("items").EnumerateArray().First(h => h.GetProperty("name").GetString() == home);
        var entry = await api.GetFromJsonAsync<JsonElement>($"/api/v1/register/homes/{found.GetProperty("homeId").GetString()}");
        var born = entry.GetProperty("residents").EnumerateArray().Concat(entry.GetProperty("owners").EnumerateArray()).Select(r => r.GetProperty("person")).First(p => p.GetProperty("verifiedName").GetString() == name).GetProperty("bornOn").GetString()!;

        var page = await portal.WindowAsync(phone: true, javascript: false);
        await page.GotoAsync($"/join?code={code}");
        await page.FillAsync("#bornOn", "1901-01-01");
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page.Locator("#wrong")).ToBeVisibleAsync();
        Assert.Equal(code, await page.InputValueAsync("#code"));
        await page.FillAsync("#bornOn", born);
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page.GetByText(name)).ToBeVisibleAsync();
        await page.FillAsync("#displayName", "五号楼的邻居");
        await page.FillAsync("#userName", "wuhaolou");
        await page.FillAsync("#password", "short");
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page.Locator("#wrong")).ToBeVisibleAsync();
        Assert.Equal("五号楼的邻居", await page.InputValueAsync("#displayName"));
        await page.FillAsync("#password", "a-long-password");
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/me/home"));
        await Assertions.Expect(page.GetByText(home).First).ToBeVisibleAsync();

        var again = await portal.WindowAsync(phone: true, javascript: false);
        await again.GotoAsync($"/join?code={code}");
        await again.FillAsync("#bornOn", born);
        await again.ClickAsync("form .btn.go");
        await Assertions.Expect(again.Locator("#wrong")).ToBeVisibleAsync();
    }
}
