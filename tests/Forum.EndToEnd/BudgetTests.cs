using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>A budget in a real browser: set up and voted on without JavaScript, cast secretly, and a result that says why.</summary>
[Collection("one window after another")]
public sealed class BudgetTests(Portal portal)
{
    private async Task<string> SetUpAsync(string secrecy, bool phone, bool javascript)
    {
        var director = await portal.SignedInAsync("director", phone: phone, javascript: javascript);
        await director.GotoAsync("/polls/new");
        await director.FillAsync("#question", "楼道先办哪些？");
        await director.SelectOptionAsync("#method", "equal-shares");
        await director.FillAsync("#options", "感应灯 = 12000.50\n扶手 = 八千\n信报箱 = 3万");
        await director.ClickAsync("details:has(#budget) > summary");
        await director.FillAsync("#budget", "4万");
        await director.CheckAsync($"input[name=secrecy][value={secrecy}]");
        await director.FillAsync("#closesAt", (await portal.InDaysAsync(60)).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm"));
        await director.ClickAsync("main form .btn.go");
        // What cannot be read stands at its field, and nothing typed is lost.
        await Assertions.Expect(director.Locator("#options-e")).ToContainTextAsync("扶手 = 八千");
        if (javascript) await PagesTests.JudgeAsync(director, "a budget set up with a mistake");
        await director.FillAsync("#options", "感应灯 = 12000.50\n扶手 = 8000\n信报箱 = 3万");
        await director.ClickAsync("main form .btn.go");
        await director.WaitForURLAsync(url => url.Contains("/polls/") && !url.EndsWith("/new"));
        await director.ClickAsync("form:has(input[value=open]) .btn.go");
        return new Uri(director.Url).AbsolutePath;
    }

    [Fact]
    public async Task Set_up_and_voted_on_without_JavaScript()
    {
        var poll = await SetUpAsync("open", phone: true, javascript: false);
        var page = await portal.SignedInAsync("chen", phone: true, javascript: false);
        await page.GotoAsync(poll);
        Assert.Equal(["12,000.50 元", "8,000 元", "30,000 元"], await page.Locator("form .pick small").AllInnerTextsAsync());
        // Several may be ticked, and it looks like that.
        Assert.NotEqual("50%", await page.Locator("input[type=checkbox] >> nth=0").EvaluateAsync<string>("box => getComputedStyle(box).borderRadius"));
        await page.CheckAsync("input[name=option][value='0']");
        await page.CheckAsync("input[name=option][value='2']");
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("合起来 42,000.50 元，一共有 40,000 元");
        await page.ClickAsync("form .btn.go");
        await Assertions.Expect(page.Locator(".chosen-list")).ToContainTextAsync("信报箱");

        var judged = await portal.SignedInAsync("lin", phone: true);
        await judged.GotoAsync(poll);
        await PagesTests.JudgeAsync(judged, "choosing projects");
        await judged.CheckAsync("input[name=option][value='1']");
        await judged.ClickAsync("form .btn.go");
        await Assertions.Expect(judged.Locator(".chosen-list")).ToContainTextAsync("8,000 元");
        await PagesTests.JudgeAsync(judged, "checking projects");
    }

    [Fact]
    public async Task Cast_secretly_with_the_sum_shown()
    {
        var poll = await SetUpAsync("secret", phone: false, javascript: true);
        var page = await portal.SignedInAsync("zhao", "en", phone: true);
        await page.GotoAsync(poll);
        await page.ClickAsync("[data-act=take]");
        await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        await page.CheckAsync("input[name=option][value='0']");
        await page.CheckAsync("input[name=option][value='1']");
        await page.ClickAsync("form[data-step=choose] .btn.go");
        await Assertions.Expect(page.Locator("[data-sum]")).ToContainTextAsync("¥20,000.50");
        await Assertions.Expect(page.Locator("[data-said] li").First).ToContainTextAsync("¥12,000.50");
        await PagesTests.JudgeAsync(page, "checking projects secretly");
        await page.ClickAsync("[data-act=cast]");
        await Assertions.Expect(page.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [Theory]
    [InlineData("zh", true, "没有人选它")]
    [InlineData("en", false, "Nobody chose it")]
    public async Task The_result_says_why_not(string language, bool phone, string why)
    {
        var page = await portal.WindowAsync(language, phone);
        await page.GotoAsync("/polls");
        // Stories told before this one may have put newer polls above it.
        var budget = page.Locator("a.t:has-text('公共收益怎么花')");
        while (await budget.CountAsync() == 0) await page.GotoAsync((await page.GetAttributeAsync("a[href^='/polls?cursor=']", "href"))!);
        await budget.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(why);
        await PagesTests.JudgeAsync(page, "a budget's result");
    }
}
