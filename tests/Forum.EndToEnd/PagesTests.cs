using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>Every page, in both languages, on a phone and a desk, in large type and dark: readable, whole, and within its weight.</summary>
[Collection("one window after another")]
public sealed class PagesTests(Portal portal)
{
    private static readonly string[] Everybody = ["/", "/concerns", "/proposals", "/calls", "/polls", "/decisions", "/dispatches", "/offers", "/feeds", "/sign-in", "/join", "/about"];
    private static readonly string[] Signed = ["/", "/concerns", "/concerns/new", "/queue", "/proposals", "/proposals/new", "/calls", "/calls/new", "/drafts", "/polls", "/polls/new", "/decisions", "/decisions/new", "/dispatches", "/news", "/me/notices", "/me/mail", "/feeds", "/organisation", "/me/password", "/me", "/me/home", "/organisation/appoint", "/organisation/enter", "/register", "/register?find=1", "/register/letters", "/register/disputes", "/ledger", "/demo/clock"];

    public static TheoryData<string, bool> Ways() => new() { { "zh", true }, { "zh", false }, { "en", true }, { "en", false } };

    [Theory, MemberData(nameof(Ways))]
    public async Task Pages_pass_axe_and_lack_no_text(string language, bool phone)
    {
        var visitor = await portal.WindowAsync(language, phone);
        foreach (var path in Everybody) await LookAsync(visitor, path);
        var director = await portal.SignedInAsync("director", language, phone);
        foreach (var path in Signed) await LookAsync(director, path);
        foreach (var list in new[] { "/queue", "/concerns", "/proposals", "/calls", "/polls", "/decisions", "/dispatches", "/offers", "/register?find=1" })
        {
            await director.GotoAsync(list);
            await LookAsync(director, await director.Locator("main .rows a.t").First.GetAttributeAsync("href") ?? list);
        }
        await director.GotoAsync("/polls");
        await LookAsync(visitor, await director.Locator("main .rows a.t[href$='/result']").Last.GetAttributeAsync("href") is { } poll ? $"/polls/{poll.Split('/')[2]}/record" : "");
        await LookAsync(await portal.SignedInAsync("chen", language, phone), "/me/home");
        await LookAsync(await portal.SignedInAsync("steward", language, phone), "/tell");
    }

    [Fact]
    public async Task Dark_and_large_pass_too()
    {
        var page = await portal.SignedInAsync("director", phone: true);
        await page.Context.AddCookiesAsync([new() { Name = "theme", Value = "dark", Url = portal.Address }, new() { Name = "type", Value = "large", Url = portal.Address }]);
        foreach (var path in Signed) await LookAsync(page, path);
    }

    // WCAG 2.2, 1.4.10: what is wide scrolls in its own box, the page does not.
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task At_320_pixels_and_in_large_type_nothing_stands_beyond_the_edge(string language)
    {
        var page = await portal.SignedInAsync("director", language, phone: true);
        await page.SetViewportSizeAsync(320, 640);
        await page.Context.AddCookiesAsync([new() { Name = "type", Value = "large", Url = portal.Address }]);
        foreach (var path in Signed)
        {
            await page.GotoAsync(path);
            await FitsAsync(page, path);
        }
        foreach (var list in new[] { "/queue", "/concerns", "/proposals", "/calls", "/polls", "/decisions", "/dispatches", "/offers", "/register?find=1" })
        {
            await page.GotoAsync(list);
            foreach (var path in (await page.Locator("main .rows a.t").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")).Take(5))
            {
                await page.GotoAsync(path);
                await FitsAsync(page, path);
            }
        }
    }

    [Fact]
    public async Task The_first_page_is_light()
    {
        var page = await portal.WindowAsync();
        var (all, script) = (0L, 0L);
        page.RequestFinished += async (_, request) =>
        {
            var sizes = await request.SizesAsync();
            var size = sizes.ResponseBodySize + sizes.ResponseHeadersSize;
            Interlocked.Add(ref all, size);
            if (request.ResourceType == "script") Interlocked.Add(ref script, size);
        };
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(all, 1, 60_000);
        Assert.InRange(script, 0, 25_000);
    }

    private static async Task LookAsync(IPage page, string path)
    {
        var answer = await page.GotoAsync(path);
        Assert.True(answer!.Ok, $"{path}: {answer.Status}");
        await JudgeAsync(page, path);
    }

    internal static async Task JudgeAsync(IPage page, string path)
    {
        // After a click the text may stand there before its style sheet does.
        await page.WaitForLoadStateAsync(LoadState.Load);
        Assert.DoesNotContain("⟦", await page.ContentAsync());
        await FitsAsync(page, path);
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.True(found.Violations.Length == 0, $"{path}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(" ", v.Nodes.Select(n => n.Html))}"))}");
    }

    private static async Task FitsAsync(IPage page, string path)
    {
        var wide = await page.EvaluateAsync<string[]>("document.documentElement.scrollWidth <= innerWidth ? [] : [`${document.documentElement.scrollWidth} px`, ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))]");
        Assert.True(wide.Length == 0, $"{path} overflows sideways: {string.Join("; ", wide.Take(5))}");
    }
}
