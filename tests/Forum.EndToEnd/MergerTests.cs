using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A neighbour without an account is asked at the door about the proposal that theirs was joined to.</summary>
[Collection("one window after another")]
public sealed class MergerTests(Portal portal)
{
    [Fact]
    public async Task From_the_list_of_people_to_tell_to_the_answer_that_others_see_at_once()
    {
        using var lin = await portal.ApiAsync("lin");
        using var wu = await portal.ApiAsync("wu");
        using var steward = await portal.ApiAsync("steward");
        var (from, into) = (await Portal.ProposalAsync(lin, "楼道装夜灯", "每层一盏。"), await Portal.ProposalAsync(wu, "楼道灯换感应的", "旧灯换新。"));
        var people = (await steward.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{from}/spoken/people?text={Uri.EscapeDataString("号楼0101")}")).GetProperty("people");
        foreach (var person in people.EnumerateArray()) await steward.PostAsJsonAsync($"/api/v1/proposals/{from}/spoken/endorsements", new { personId = person.GetProperty("id").GetString(), agreed = true });
        var number = (await wu.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{into}")).GetProperty("number").GetString();
        var merger = (await (await lin.PostAsJsonAsync($"/api/v1/proposals/{from}/mergers", new { into = number, reason = "一件事" })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        (await wu.PostAsJsonAsync($"/api/v1/mergers/{merger}/answer", new { agrees = true })).EnsureSuccessStatusCode();

        var reader = await portal.SignedInAsync("chen");
        await reader.GotoAsync($"/proposals/{into}");
        await Expect(reader.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await Expect(reader.Locator("aside.side")).ToContainTextAsync("0 位也附议这份");

        var director = await portal.SignedInAsync("director", language: "en", phone: true);
        foreach (var path in new[] { $"/mergers/{merger}/for-somebody", $"/proposals/{into}" })
        {
            await director.GotoAsync(path);
            await PagesTests.JudgeAsync(director, path);
        }

        var page = await portal.SignedInAsync("steward", phone: true, javascript: false);
        await page.GotoAsync("/tell");
        await page.Locator($"a[href*='/mergers/{merger}/']").First.ClickAsync();
        var name = await page.Locator("input[name=personId]:checked + span bdi").TextContentAsync();
        await page.CheckAsync("input[name=supports][value=yes]");
        await page.CheckAsync("input[name=agreed]");
        await page.ClickAsync("main form button.go");
        await Expect(page.Locator("main form input[name=agreed]:checked")).ToHaveCountAsync(0);
        await Expect(reader.Locator("aside.side")).ToContainTextAsync("1 位也附议这份");
        Assert.False(string.IsNullOrEmpty(name));
        await page.GotoAsync("/tell");
        await Expect(page.Locator("li").Filter(new() { HasText = name }).Locator($"a[href*='/mergers/{merger}/']")).ToHaveCountAsync(0);
    }
}
