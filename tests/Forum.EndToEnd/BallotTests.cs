using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>A ballot in a real browser: ranked by dragging, by keys and by numbers, kept until it is confirmed, and its receipt.</summary>
[Collection("one window after another")]
public sealed class BallotTests(Portal portal)
{
    private static readonly string[] Options = ["长者食堂", "图书角", "健身步道", "儿童乐园"];

    private async Task<string> OpenAsync(string method, string secrecy = "open")
    {
        using var api = await portal.ApiAsync("director");
        return await Portal.PollAsync(api, method, secrecy, await portal.InDaysAsync(60), method == "yes-no-abstain" ? null : Options);
    }

    private static async Task<string> NumbersAsync(IPage page) => string.Join(',', await page.EvaluateAsync<string[]>("[...document.querySelectorAll('select[name^=rank-]')].map(s => s.value)"));
    private static ILocator Row(IPage page, string option) => page.Locator(".rank-row", new() { HasText = option });
    private static Task PressAsync(IPage page, string option, string act) => Row(page, option).Locator($"[data-do={act}]").ClickAsync();

    private static async Task<(float X, float Y)> MiddleAsync(ILocator part)
    {
        var box = (await part.BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    [Fact]
    public async Task Dots_left_are_said_while_they_are_given_and_stand_there_when_the_ballot_is_changed()
    {
        var poll = await OpenAsync("dots");
        var page = await portal.SignedInAsync("lin");
        await page.GotoAsync($"/polls/{poll}");
        var left = page.Locator("#dots-left");
        await Assertions.Expect(left).ToHaveTextAsync("还剩 10 个点");
        await page.FillAsync("#points-0", "6");
        await page.FillAsync("#points-1", "6");
        await Assertions.Expect(left).ToHaveTextAsync("多分了 2 个点");
        await page.FillAsync("#points-1", "3");
        await Assertions.Expect(left).ToHaveTextAsync("还剩 1 个点");
        await PagesTests.JudgeAsync(page, "dots given");
        await page.ClickAsync("form .btn.go");
        await page.WaitForSelectorAsync(".not-cast");
        await page.ClickAsync("form .btn.go");
        await page.WaitForURLAsync("**receipt=true");
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator("#points-0")).ToHaveValueAsync("6");
        await Assertions.Expect(left).ToHaveTextAsync("还剩 1 个点");
    }

    [Fact]
    public async Task Ranked_by_buttons_by_keys_and_by_mouse_with_every_move_said()
    {
        var poll = await OpenAsync("schulze");
        var page = await portal.SignedInAsync("lin");
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator("#rank-0")).ToBeHiddenAsync();
        Assert.Equal(",,,", await NumbersAsync(page));
        await PagesTests.JudgeAsync(page, "nothing ranked");
        await PressAsync(page, "图书角", "add");
        await Assertions.Expect(page.Locator("#rank-said")).ToContainTextAsync("图书角，现在是第 1");
        await PressAsync(page, "儿童乐园", "add");
        Assert.Equal(",1,,2", await NumbersAsync(page));
        // By keys, on the handle; the focus stays with the row.
        await Row(page, "儿童乐园").Locator("[data-do=hold]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#rank-said")).ToContainTextAsync("儿童乐园，现在是第 1");
        Assert.Equal(",2,,1", await NumbersAsync(page));
        Assert.True(await Row(page, "儿童乐园").EvaluateAsync<bool>("row => row.contains(document.activeElement)"));
        await page.Keyboard.PressAsync("End");
        Assert.Equal(",1,,", await NumbersAsync(page));
        // By mouse, from below the line to the very top.
        var hold = Row(page, "健身步道").Locator("[data-do=hold]");
        await hold.HoverAsync();
        await page.Mouse.DownAsync();
        var ((x, _), top) = (await MiddleAsync(hold), await MiddleAsync(Row(page, "图书角")));
        await page.Mouse.MoveAsync(x, top.Y, new() { Steps = 12 });
        await page.Mouse.MoveAsync(x, top.Y - 30, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.Equal(",2,1,", await NumbersAsync(page));
        await Assertions.Expect(page.Locator("#rank-said")).ToContainTextAsync("健身步道，现在是第 1");
        // Beside the one above.
        await PressAsync(page, "图书角", "tie");
        await PressAsync(page, "长者食堂", "add");
        Assert.Equal("2,1,1,", await NumbersAsync(page));
        await Assertions.Expect(Row(page, "图书角").Locator("[data-do=tie]")).ToHaveAttributeAsync("aria-pressed", "true");
        await PagesTests.JudgeAsync(page, "some ranked");
        await page.ClickAsync("main form .btn.go");
        await Assertions.Expect(page.Locator(".chosen-list")).ToContainTextAsync("图书角 = 健身步道");
        await PagesTests.JudgeAsync(page, "the check");
        // Changed: the numbers come back, and with them the list.
        await page.ClickAsync("a[href$='change=true']");
        Assert.Equal("2,1,1,", await NumbersAsync(page));
        await Assertions.Expect(page.Locator(".rank-row").First).ToContainTextAsync("图书角");
    }

    [Fact]
    public async Task Ranked_by_a_finger_while_the_page_still_scrolls()
    {
        var poll = await OpenAsync("irv");
        await using var context = await portal.Browser.NewContextAsync(new() { BaseURL = portal.Address, Locale = "zh-CN", HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        await context.AddCookiesAsync([new() { Name = "type", Value = "large", Url = portal.Address }]);
        var page = await context.NewPageAsync();
        await Portal.SignInAsync(page, "chen");
        await page.GotoAsync($"/polls/{poll}");
        Assert.Equal(0, await page.Locator("[data-do=tie]").CountAsync());
        await PressAsync(page, "长者食堂", "add");
        await PressAsync(page, "图书角", "add");
        await PagesTests.JudgeAsync(page, "a phone in large type");
        foreach (var small in await page.Locator(".rank button:visible").AllAsync())
            if (await small.BoundingBoxAsync() is { } box) Assert.True(box is { Width: >= 44, Height: >= 44 }, $"{box.Width} x {box.Height}");
        var hold = Row(page, "图书角").Locator("[data-do=hold]");
        await hold.ScrollIntoViewIfNeededAsync();
        var touch = await context.NewCDPSessionAsync(page);
        async Task DragAsync((float X, float Y) from, float by)
        {
            Task Send(string type, params object[] points) => touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
            await Send("touchStart", new { x = from.X, y = from.Y });
            for (var i = 1; i <= 12; i++) await Send("touchMove", new { x = from.X, y = from.Y + by * i / 12 });
            await Send("touchEnd");
        }
        var before = await page.EvaluateAsync<float>("scrollY");
        var height = (await Row(page, "长者食堂").BoundingBoxAsync())!.Height;
        await DragAsync(await MiddleAsync(hold), -height);
        Assert.Equal("2,1,,", await NumbersAsync(page));
        Assert.Equal(before, await page.EvaluateAsync<float>("scrollY"));
        // Anywhere else a finger scrolls.
        await DragAsync(await MiddleAsync(Row(page, "长者食堂").Locator(".rank-name")), before > 40 ? 200 : -200);
        await page.WaitForFunctionAsync("before => scrollY !== before", before);
        Assert.Equal("2,1,,", await NumbersAsync(page));
    }

    [Fact]
    public async Task Without_a_script_the_numbers_do()
    {
        var poll = await OpenAsync("irv");
        var page = await portal.SignedInAsync("zhao", phone: true, javascript: false);
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator(".rank")).ToHaveCountAsync(0);
        await page.SelectOptionAsync("#rank-1", "1");
        await page.SelectOptionAsync("#rank-3", "2");
        await page.ClickAsync("main form .btn.go");
        await Assertions.Expect(page.Locator(".not-cast")).ToContainTextAsync("还没有投出去");
        await page.ClickAsync("main form .btn.go");
        await Assertions.Expect(page.Locator(".receipt .hash")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{40}$"));
    }

    [Fact]
    public async Task Kept_over_a_sign_out_and_cast_once_though_pressed_twice_and_gone_back()
    {
        var poll = await OpenAsync("yes-no-abstain");
        var page = await portal.SignedInAsync("wu", phone: true);
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("main form .btn.go");
        await Assertions.Expect(page.Locator("#wrong")).ToBeFocusedAsync();
        await page.CheckAsync("input[value=Yes]");
        await page.ClickAsync("main form .btn.go");
        await Assertions.Expect(page.Locator(".chosen")).ToHaveTextAsync("同意");
        await page.GotoAsync("/me");
        await PagesTests.JudgeAsync(page, "one's own page with a choice that is not cast");
        await page.ClickAsync("form:has(input[value=sign-out]) button");
        await page.WaitForURLAsync(url => !url.Contains("/me"));
        await Portal.SignInAsync(page, "wu");
        await page.GotoAsync("/");
        await page.ClickAsync($"a.t[href='/polls/{poll}']");
        await Assertions.Expect(page.Locator(".not-cast")).ToContainTextAsync("还没有投出去");
        await page.ReloadAsync();
        await PagesTests.JudgeAsync(page, "the check");
        await page.DblClickAsync("main form .btn.go");
        await page.WaitForURLAsync("**/*receipt=true");
        await PagesTests.JudgeAsync(page, "the receipt");
        var receipt = await page.InnerTextAsync(".receipt .hash");
        Assert.Equal($"{portal.Address}/polls/{poll}/record?leaf={receipt}", QrReader.Read((await page.GetAttributeAsync(".receipt .qr path", "d"))!));
        await page.GoBackAsync();
        if (await page.Locator("form:has(input[name=answer]) .btn.go").CountAsync() > 0)
        {
            await page.ClickAsync("form:has(input[name=answer]) .btn.go");
            await page.WaitForURLAsync("**/*receipt=true");
        }
        await page.GotoAsync($"/polls/{poll}?receipt=true");
        await Assertions.Expect(page.Locator(".receipt .hash")).ToHaveTextAsync(receipt);
    }

    [Fact]
    public async Task A_secret_choice_waits_on_the_device_alone_and_its_receipt_is_a_code()
    {
        var poll = await OpenAsync("schulze", "secret");
        var page = await portal.SignedInAsync("steward", phone: true);
        await page.GotoAsync($"/polls/{poll}");
        List<string> sent = [];
        page.Request += (_, call) => { if (call.PostData is { } body) sent.Add(body); };
        await page.ClickAsync("[data-act=take]");
        await PressAsync(page, "图书角", "add");
        await PressAsync(page, "儿童乐园", "add");
        await page.ClickAsync("form[data-step=choose] .btn.go");
        await page.GotoAsync("/");
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator("[data-step=review] .not-cast")).ToContainTextAsync("还没有投出去");
        await Assertions.Expect(page.Locator("[data-said] li")).ToHaveTextAsync(["图书角", "儿童乐园"]);
        await Assertions.Expect(page.Locator("[data-left]")).ToHaveTextAsync("没有排的：长者食堂，健身步道");
        await PagesTests.JudgeAsync(page, "a secret choice that came back");
        Assert.DoesNotContain(sent, body => body.Contains("图书角"));
        // Somebody else on the same device finds neither the choice nor the token.
        await page.Context.ClearCookiesAsync();
        await Portal.SignInAsync(page, "volunteer");
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator("[data-step=take]")).ToBeVisibleAsync();
        await page.Context.ClearCookiesAsync();
        await Portal.SignInAsync(page, "steward");
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("[data-act=change]");
        Assert.Equal(",1,,2", await NumbersAsync(page));
        await page.ClickAsync("form[data-step=choose] .btn.go");
        await page.ClickAsync("[data-act=cast]");
        await Assertions.Expect(page.Locator("[data-qr]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await PagesTests.JudgeAsync(page, "a secret receipt with its code");
        var leaf = await page.InnerTextAsync("[data-leaf]");
        var address = QrReader.Read((await page.GetAttributeAsync("[data-qr] path", "d"))!);
        Assert.Equal($"{portal.Address}/polls/{poll}/record#leaf={leaf}", address);
        // Signed out, the code's address looks it up by itself.
        var visitor = await portal.WindowAsync();
        await visitor.GotoAsync(address);
        await Assertions.Expect(visitor.Locator("[role=alert]")).ToContainTextAsync("还没公布");
        Assert.Equal(leaf, await visitor.InputValueAsync("#leaf"));
        // What was looked up stands in no address.
        Assert.Equal($"/polls/{poll}/record", new Uri(visitor.Url).PathAndQuery);
    }
}
