using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>From an idea to the secretary's published reply, with a window for each part and the demo's clock moved over the waiting periods.</summary>
[Collection("one window after another")]
public sealed class WholeRoadTests(Portal portal)
{
    [Theory]
    [InlineData("zh", true, true)]
    [InlineData("en", false, false)]
    public async Task Walked_as_a_new_user_would(string language, bool phone, bool javascript)
    {
        var lin = await portal.SignedInAsync("lin", language, phone, javascript);
        var chen = await portal.SignedInAsync("chen", language, phone, javascript);
        var director = await portal.SignedInAsync("director", language, phone, javascript);
        var secretary = await portal.SignedInAsync("secretary", language, phone, javascript);

        await lin.GotoAsync("/proposals/new");
        await lin.FillAsync("#title", $"门口装一把长椅 {language}");
        await lin.FillAsync("#body", "买菜回来没有地方坐。");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.WaitForURLAsync(new Regex("/proposals/0"));
        var proposal = new Uri(lin.Url).AbsolutePath;

        await chen.GotoAsync(proposal);
        await chen.Locator("form:has(input[value=endorse]) button").ClickAsync();
        await chen.Locator("input[name=stance][value=For]").CheckAsync();
        await chen.FillAsync("#body", "早该有了。");
        await chen.Locator("form:has(input[value=say]) button").ClickAsync();
        await Expect(chen.Locator("#comments .say")).ToHaveCountAsync(1);

        await director.GotoAsync(proposal);
        await director.ClickAsync("a[href^='/polls/new']");
        await director.ClickAsync("main .btn.go:visible");
        await director.WaitForURLAsync(new Regex("/polls/0"));
        await director.Locator("form:has(input[value=open]) .btn.go").ClickAsync();
        var poll = new Uri(director.Url).AbsolutePath;

        foreach (var voter in new[] { lin, chen })
        {
            await voter.GotoAsync(poll);
            await voter.Locator("input[name=choice][value=Yes]").CheckAsync();
            await voter.Locator(".slip .btn.go").ClickAsync();
            await voter.ClickAsync("main .btn.go:visible");
            await Expect(voter.Locator(".slip .hash")).ToHaveTextAsync(new Regex("^[0-9a-f]{40}$"));
        }

        await MoveClockAsync(director, "P7D");
        await MoveClockAsync(director, "P1D");
        await lin.GotoAsync($"{poll}/result");
        await Expect(lin.Locator(".verdict.yes")).ToBeVisibleAsync();
        await MoveClockAsync(director, "P7D");

        await director.GotoAsync($"{poll}/notice");
        await director.ClickAsync("a[href^='/decisions/new']");
        await director.FillAsync("#body", "同意安装，由物业实施。");
        await director.ClickAsync("main .btn.go:visible");
        await director.WaitForURLAsync(new Regex("/decisions/0"));

        await secretary.GotoAsync(proposal);
        await secretary.ClickAsync("a[href^='/dispatches/']");
        await secretary.Locator("form:has(input[value=acknowledge]) .btn.go").ClickAsync();
        await secretary.Locator("input[name=stance][value=Adopted]").CheckAsync();
        await secretary.FillAsync("#reason", "采纳，春节前装好。");
        await secretary.FillAsync("#dueOn", (await portal.InDaysAsync(90)).ToString("yyyy-MM-dd"));
        await secretary.Locator("form:has(input[value=reply]) .btn.go").ClickAsync();

        await lin.GotoAsync(proposal);
        await Expect(lin.Locator("body")).ToContainTextAsync("采纳，春节前装好。");
        await Expect(lin.Locator(".road li.now")).ToContainTextAsync(language == "zh" ? "批复" : "answered");
        await NewsComesAsync(lin, language == "zh" ? "党组织批复" : "The Party organisation answered");
    }

    [Fact]
    public async Task A_comment_shows_on_another_screen_and_what_is_typed_there_stays()
    {
        var (lin, chen) = (await portal.SignedInAsync("lin"), await portal.SignedInAsync("chen"));
        using var api = await portal.ApiAsync("lin");
        var id = await Portal.ProposalAsync(api, "棋牌桌轮流用", "两张桌子，一人一小时。");
        await lin.GotoAsync($"/proposals/{id}");
        await Expect(lin.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await chen.GotoAsync($"/proposals/{id}");
        // The author has two texts to write here; a label leads to its own.
        Assert.Equal(0, await lin.EvaluateAsync<int>("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"));
        await lin.FillAsync("#body", "我正在写");
        await lin.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        await chen.FillAsync("#body", "周末可以轮流");
        await chen.Locator("form:has(input[value=say]) button").ClickAsync();
        await Expect(lin.Locator("#comments .say", new() { HasText = "周末可以轮流" })).ToHaveCountAsync(1);
        await Expect(lin.Locator("#body")).ToHaveValueAsync("我正在写");
        await Expect(chen.Locator("#comments .say", new() { HasText = "周末可以轮流" })).ToHaveCountAsync(1);
    }

    private static async Task MoveClockAsync(IPage page, string step)
    {
        await page.GotoAsync("/demo/clock");
        await page.ClickAsync($"button[value={step}]");
        await page.WaitForURLAsync(url => !url.Contains("/demo/clock"));
    }

    private static async Task NewsComesAsync(IPage page, string words)
    {
        for (var i = 0; i < 50; i++)
        {
            await page.GotoAsync("/news");
            if ((await page.TextContentAsync("main"))!.Contains(words)) return;
        }
        Assert.Fail($"Not told: {words}");
    }
}
