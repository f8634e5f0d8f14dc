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

    private static FilePayload Photo(string name) => new() { Name = name, MimeType = "image/jpeg", Buffer = Forum.Demo.DemoPictures.Ramp(name == "rails.jpg") };

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
        await manager.ClickAsync("#execution li .btn");
        await manager.FillAsync("#percent", "60");
        await manager.FillAsync("#dueOn", await DayAsync(20));
        await manager.SetInputFilesAsync("#picture-1", Photo("ramp.jpg"));
        await manager.ClickAsync("form .btn.go");
        // The day moves back and the picture is not described: nothing typed is lost, and both are asked for.
        await Expect(manager.Locator("#percent")).ToHaveValueAsync("60");
        await Expect(manager.Locator("#alt-1-e")).ToBeVisibleAsync();
        if (javascript) await PagesTests.JudgeAsync(manager, "a picture without words");
        await manager.FillAsync("#note", "连着下雨");
        await manager.SetInputFilesAsync("#picture-1", Photo("ramp.jpg"));
        await Expect(manager.Locator("#picture-2")).ToBeHiddenAsync();
        await manager.FillAsync("#alt-1", "北门的坡道铺了一半");
        await manager.SetInputFilesAsync("#picture-2", Photo("rails.jpg"));
        await manager.FillAsync("#alt-2", "坡道旁边的扶手");
        await manager.ClickAsync("form .btn.go");
        await Expect(manager.Locator("#execution li").First).ToContainTextAsync("连着下雨");
        await Expect(manager.Locator(".pic-row img")).ToHaveCountAsync(2);
        await manager.GetByAltText("坡道旁边的扶手").ScrollIntoViewIfNeededAsync();
        await manager.WaitForFunctionAsync("() => [...document.querySelectorAll('.pic-row img')].every(i => i.complete && i.naturalWidth > 0)");
        if (javascript) await Expect(director.Locator("#execution li").First).ToContainTextAsync("连着下雨", new() { Timeout = 20_000 });
        if (javascript) await Expect(director.Locator(".pic-row img")).ToHaveCountAsync(2);
        await manager.ClickAsync(".pic-row li:nth-child(2) a[href$='/taking-down']");
        await manager.FillAsync("#reason", "拍到了人脸");
        if (javascript) await PagesTests.JudgeAsync(manager, "a picture taken down");
        await manager.ClickAsync("form .btn.go");
        await Expect(manager.Locator("#execution li").First).ToContainTextAsync("拍到了人脸");
        await Expect(manager.Locator(".pic-row img")).ToHaveCountAsync(1);
        if (javascript) await Expect(director.Locator(".pic-row img")).ToHaveCountAsync(1);
        await manager.ClickAsync("#execution li .btn");
        await manager.FillAsync("#percent", "100");
        await manager.ClickAsync("form .btn.go");
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
