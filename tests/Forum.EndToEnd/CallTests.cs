using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A call for input on a phone without JavaScript and on open screens: asked, said, answered, read.</summary>
[Collection("one window after another")]
public sealed class CallTests(Portal portal)
{
    [Theory]
    [InlineData("zh", true, false)]
    [InlineData("en", false, true)]
    public async Task From_what_is_asked_to_what_came_of_it(string language, bool phone, bool javascript)
    {
        var closes = await portal.InDaysAsync(2);
        var director = await portal.SignedInAsync("director", language, phone, javascript);
        await director.GotoAsync("/calls");
        await director.ClickAsync("main a[href='/calls/new']");
        await director.FillAsync("#title", "门口装一面镜子");
        await director.FillAsync("#body", "装在哪边看得清？\n\n- 东边\n- 西边");
        await director.ClickAsync("details:has(#englishTitle) summary");
        await director.FillAsync("#englishTitle", "A mirror at the gate");
        await director.FillAsync("#englishBody", "On which side should it be?");
        await director.FillAsync("#closesAt", "2020-01-01T20:00");
        await director.ClickAsync("main form .btn.go");
        // Too soon: nothing typed is lost.
        await Expect(director.Locator("#closesAt-e")).ToBeVisibleAsync();
        await Expect(director.Locator("#englishTitle")).ToHaveValueAsync("A mirror at the gate");
        await director.FillAsync("#closesAt", closes.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await director.ClickAsync("main form .btn.go");
        await Expect(director.Locator("h1")).ToHaveTextAsync(language == "en" ? "A mirror at the gate" : "门口装一面镜子");
        var path = new Uri(director.Url).AbsolutePath;

        var lin = await portal.SignedInAsync("lin", language, phone, javascript);
        await lin.GotoAsync("/");
        await lin.ClickAsync($"main a[href='{path}']");
        await lin.FillAsync("#body", "东边，树少，看得见拐弯的车。");
        await lin.ClickAsync("#contribute .btn.go");
        await Expect(lin.Locator("#n-1")).ToContainTextAsync("看得见拐弯的车");
        if (javascript) await Expect(director.Locator("#n-1")).ToContainTextAsync("看得见拐弯的车", new() { Timeout = 20_000 });

        var steward = await portal.SignedInAsync("steward", language, phone, javascript);
        await steward.GotoAsync(path);
        await steward.ClickAsync("main a[href$='/for-somebody']");
        await steward.FillAsync("#find", "0103");
        await steward.ClickAsync("form[method=get] .btn");
        await steward.Locator("[name=personId]").First.CheckAsync();
        await steward.FillAsync("#body", "我眼睛不好，镜子要大。");
        await steward.CheckAsync("[name=agreed]");
        await steward.ClickAsync("form[method=post] .btn.go >> nth=-1");
        await Expect(steward.Locator("#n-2 header")).ToContainTextAsync("高玉兰");
        if (javascript) await PagesTests.JudgeAsync(steward, "a paper entered");

        using var api = await portal.ApiAsync("director");
        await Portal.AdvanceAsync(api, "P3D");
        await director.GotoAsync("/queue");
        await director.ClickAsync($"a[href^='{path}']");
        foreach (var (number, outcome, reason) in new[] { (1, "Adopted", "装在东边，下周一动工。"), (2, "Merged", "镜子选大号的，和一号一起办。") })
        {
            await director.ClickAsync($"details:has(#outcome-{number}) summary");
            await director.CheckAsync($"#outcome-{number} [value={outcome}]");
            if (outcome == "Merged")
            {
                await director.ClickAsync($"details:has(#outcome-{number}) .btn.go");
                // Into which, and why, is asked for; the choice stays.
                await Expect(director.Locator($"#reason-{number}-e")).ToBeVisibleAsync();
                await Expect(director.Locator($"#outcome-{number} [value={outcome}]")).ToBeCheckedAsync();
                if (javascript) await PagesTests.JudgeAsync(director, "an outcome without a reason");
                await director.FillAsync($"#into-{number}", "1");
            }
            await director.FillAsync($"#reason-{number}", reason);
            await director.ClickAsync($"details:has(#outcome-{number}) .btn.go");
            await Expect(director.Locator($"#n-{number}")).ToHaveCountAsync(0);
        }
        await director.GotoAsync(path);
        await director.FillAsync("#summary", "镜子装东边，大号的。");
        await director.ClickAsync("form:has(#summary) .btn.go");
        await Expect(director.Locator("#conclusion")).ToContainTextAsync("大号的");

        await lin.GotoAsync(path);
        await Expect(lin.Locator("#n-1 .state.done")).ToHaveTextAsync(language == "en" ? "Adopted" : "采纳");
        await Expect(lin.Locator("#n-1")).ToContainTextAsync("下周一动工");
        await Expect(lin.Locator("#n-2 .state a")).ToHaveAttributeAsync("href", $"{path}?cursor=2#n-1");
        await Expect(lin.Locator("#contribute")).ToHaveCountAsync(0);
        if (javascript) await PagesTests.JudgeAsync(lin, "a call concluded");
        await lin.GotoAsync("/news");
        await Expect(lin.Locator("main")).ToContainTextAsync(language == "en" ? "What came of the call “门口装一面镜子”" : "征集有结果了：门口装一面镜子");
    }
}
