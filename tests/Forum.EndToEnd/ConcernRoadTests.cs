using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A concern from its first word to its confirmation, with a window for each part in it.</summary>
[Collection("one window after another")]
public sealed class ConcernRoadTests(Portal portal)
{
    [Theory]
    [InlineData("zh", true, true)]
    [InlineData("en", false, true)]
    [InlineData("zh", false, false)]
    public async Task Walked_with_a_mouse(string language, bool phone, bool javascript)
    {
        var lin = await portal.SignedInAsync("lin", language, phone, javascript);
        var director = await portal.SignedInAsync("director", language, phone, javascript);
        var property = await portal.SignedInAsync("property", language, phone, javascript);

        await lin.GotoAsync("/concerns/new");
        await lin.FillAsync("#title", $"门禁坏了 {Guid.NewGuid():N}"[..20]);
        await lin.FillAsync("#body", "一号楼的门禁刷不开。");
        await lin.SelectOptionAsync("#category", "property");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.WaitForURLAsync("**/concerns/0*");
        var path = new Uri(lin.Url).AbsolutePath;

        await director.GotoAsync(path);
        await director.Locator("form:has(#category) .btn.go").ClickAsync();
        await director.SelectOptionAsync("#unitId", new SelectOptionValue { Label = await OptionAsync(director, "惠民物业") });
        await director.Locator("form:has(#unitId) button.btn").ClickAsync();

        await property.GotoAsync(path);
        await property.FillAsync("#body", "电池没电，已换。");
        await property.ClickAsync("button[name=how][value=resolve]");

        await lin.GotoAsync(path);
        await lin.CheckAsync("input[name=satisfied][value=yes]");
        await lin.Locator("form:has(input[name=satisfied]) .btn.go").ClickAsync();
        await Expect(lin.Locator(".road li.done")).ToHaveCountAsync(6);
        // Closed, it asks what was thought of it, on the same page.
        await lin.CheckAsync("#evaluation input[value='4']");
        await lin.ClickAsync("#evaluation .btn.go");
        await Expect(lin.Locator("#evaluation .note")).ToHaveCountAsync(1);
        await Expect(lin.Locator("#evaluation form")).ToHaveCountAsync(0);
        if (javascript) await PagesTests.JudgeAsync(lin, "a concern evaluated");
    }

    [Fact]
    public async Task A_step_shows_on_another_open_screen_and_what_is_typed_there_stays()
    {
        var lin = await portal.SignedInAsync("lin");
        await lin.GotoAsync("/concerns/new");
        await lin.FillAsync("#title", "路灯不亮");
        await lin.FillAsync("#body", "北门的路灯。");
        await lin.SelectOptionAsync("#category", "facilities");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.ClickAsync("main .btn.go:visible");
        await lin.WaitForURLAsync("**/concerns/0*");
        var path = new Uri(lin.Url).AbsolutePath;

        var director = await portal.SignedInAsync("director");
        await lin.GotoAsync(path);
        await Expect(lin.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await director.GotoAsync(path);
        await director.ClickAsync("form:has(#category) .btn.go");
        await Expect(lin.Locator(".road li.now")).ToContainTextAsync("受理");
        await Expect(lin.Locator(".hist li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Raised_with_the_keyboard_alone()
    {
        var lin = await portal.SignedInAsync("lin");
        await lin.GotoAsync("/concerns/new");
        await TabToAsync(lin, "title");
        await lin.Keyboard.TypeAsync("只用键盘提的");
        await TabToAsync(lin, "body");
        await lin.Keyboard.TypeAsync("没有碰过鼠标。");
        await TabToAsync(lin, "category");
        await lin.Keyboard.PressAsync("ArrowDown");
        await PressButtonAsync(lin, "核对");
        await lin.WaitForSelectorAsync(".slip");
        await PressButtonAsync(lin, "发给社区");
        await lin.WaitForURLAsync("**/concerns/0*");
        await Expect(lin.Locator("blockquote.words")).ToContainTextAsync("没有碰过鼠标");
    }

    private static async Task<string> OptionAsync(IPage page, string name) =>
        (await page.Locator("#unitId option").AllInnerTextsAsync()).Single(o => o.Contains(name));

    private static Task TabToAsync(IPage page, string id) => TabUntilAsync(page, $"document.activeElement.id === '{id}'");

    private static async Task PressButtonAsync(IPage page, string word)
    {
        await TabUntilAsync(page, $"document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.includes('{word}')");
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabUntilAsync(IPage page, string reached)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(reached)) return;
        }
        Assert.Fail($"Not reached with the Tab key: {reached}");
    }
}
