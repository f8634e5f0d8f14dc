using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A decision is carried out on open screens, and without JavaScript.</summary>
[Collection("one window after another")]
public sealed class ExecutionTests(Portal portal)
{
    private async Task<string> DayAsync(int days) => (await portal.InDaysAsync(days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("zh", true, false)]
    [InlineData("en", false, true)]
    public async Task From_a_step_to_what_neighbours_think_of_it(string language, bool phone, bool javascript)
    {
        using var api = await portal.ApiAsync("director");
        var id = (await (await api.PostAsJsonAsync("/api/v1/decisions", new { title = "北门装路灯", body = "年内装好。" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var director = await portal.SignedInAsync("director", language, phone, javascript);
        await director.GotoAsync($"/decisions/{id}");
        await director.FillAsync("#title", "埋线");
        await director.SelectOptionAsync("#unitId", new SelectOptionValue { Label = "惠民物业" });
        await director.FillAsync("#dueOn", await DayAsync(10));
        await director.ClickAsync("form:has(#unitId) .btn");
        await Expect(director.Locator("#execution")).ToContainTextAsync("0 %");

        var manager = await portal.SignedInAsync("property", language, phone, javascript);
        await manager.GotoAsync("/queue");
        await manager.ClickAsync($"a[href^='/decisions/{id}']");
        await manager.ClickAsync("#execution summary");
        await manager.FillAsync("[name=percent]", "60");
        await manager.FillAsync("[name=dueOn]", await DayAsync(20));
        await manager.ClickAsync("#execution form .btn");
        // The day moves back: nothing typed is lost, and the reason is asked for.
        await Expect(manager.Locator("[name=percent]")).ToHaveValueAsync("60");
        if (javascript) await PagesTests.JudgeAsync(manager, "a delay without a reason");
        await manager.FillAsync("[name=note]", "连着下雨");
        await manager.ClickAsync("#execution form .btn");
        await Expect(manager.Locator("#execution li")).ToContainTextAsync("连着下雨");
        if (javascript) await Expect(director.Locator("#execution li")).ToContainTextAsync("连着下雨", new() { Timeout = 20_000 });
        await manager.ClickAsync("#execution summary");
        await manager.FillAsync("[name=percent]", "100");
        await manager.ClickAsync("#execution form .btn");
        await Expect(manager.Locator("#execution .state.done")).ToHaveCountAsync(1);

        await director.ReloadAsync();
        await director.FillAsync("#summary", "路灯亮了。");
        await director.ClickAsync("form:has(#summary) .btn");
        await Expect(director.Locator("#evaluation")).ToBeVisibleAsync();

        var lin = await portal.SignedInAsync("lin", language, phone, javascript);
        await lin.GotoAsync($"/decisions/{id}");
        await lin.CheckAsync("[name=score][value='4']");
        await lin.ClickAsync("#evaluation form .btn");
        await Expect(lin.Locator("#evaluation .note")).ToHaveCountAsync(1);
        await Expect(lin.Locator("#evaluation form")).ToHaveCountAsync(0);
        if (javascript) await PagesTests.JudgeAsync(lin, "an evaluation given");
    }
}
