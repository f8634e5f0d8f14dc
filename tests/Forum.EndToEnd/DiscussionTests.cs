using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A discussion on several screens at once: nothing missing, nothing twice, nobody disturbed.</summary>
[Collection("one window after another")]
public sealed class DiscussionTests(Portal portal)
{
    private async Task<(HttpClient Chen, string Id)> ProposalAsync(string title, int comments = 0)
    {
        using var lin = await portal.ApiAsync("lin");
        var (chen, id) = (await portal.ApiAsync("chen"), await Portal.ProposalAsync(lin, title, "送货统一在**上午九点**以后，写进合同。\n\n违约的按次扣款。"));
        for (var i = 1; i <= comments; i++) await SayAsync(chen, id, $"早先的第{i}条");
        return (chen, id);
    }

    private static async Task<string> SayAsync(HttpClient who, string proposal, string body, string? replyTo = null, string stance = "for") =>
        (await (await who.PostAsJsonAsync($"/api/v1/proposals/{proposal}/comments", new { body, stance, replyTo })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

    private async Task<IPage> OpenAsync(string userName, string path)
    {
        var page = await portal.SignedInAsync(userName);
        await page.GotoAsync(path);
        await Expect(page.Locator("html[data-connected]")).ToHaveCountAsync(1);
        return page;
    }

    [Fact]
    public async Task After_a_lost_connection_the_page_catches_up_by_itself_none_missing_none_twice()
    {
        var (chen, id) = await ProposalAsync("断网也不漏", 3);
        var head = await SayAsync(chen, id, "开头一条");
        var changed = await SayAsync(chen, id, "会改的话");
        List<IWebSocketRoute> sockets = [];
        var wu = await portal.SignedInAsync("wu");
        await wu.RouteWebSocketAsync(new Regex("/hub"), socket => { socket.ConnectToServer(); sockets.Add(socket); });
        await wu.GotoAsync($"/proposals/{id}");
        await Expect(wu.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await wu.FillAsync("#comment textarea[name=body]", "我正在写的话");
        await wu.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");

        await wu.Context.SetOfflineAsync(true);
        foreach (var socket in sockets) await socket.CloseAsync(new() { Code = 3001 });
        await Expect(wu.Locator("html[data-connected]")).ToHaveCountAsync(0);
        for (var i = 1; i <= 45; i++) await SayAsync(chen, id, $"断网时的第{i}条");
        for (var i = 1; i <= 5; i++) await SayAsync(chen, id, $"断网时的回应{i}", head);
        (await chen.PostAsJsonAsync($"/api/v1/comments/{changed}/versions", new { body = "改过了的话" })).EnsureSuccessStatusCode();
        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(5);
        await wu.Context.SetOfflineAsync(false);

        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(50, new() { Timeout = 60_000 });
        await Expect(wu.Locator($"#c-{changed} .prose")).ToHaveTextAsync("改过了的话");
        await Expect(wu.Locator($"#answers-{head} > article")).ToHaveCountAsync(3);
        await Expect(wu.Locator($"#c-{head} > .more")).ToContainTextAsync("2");
        var order = await wu.Locator("#comments > article").EvaluateAllAsync<int[]>("all => all.map(a => Number(a.dataset.seq))");
        Assert.Equal(order.OrderDescending().Distinct(), order);
        await Expect(wu.Locator("#comment textarea[name=body]")).ToHaveValueAsync("我正在写的话");

        // And it hears again what comes from now on.
        await SayAsync(chen, id, "连上以后的一条");
        await Expect(wu.Locator("#comments > article").First).ToContainTextAsync("连上以后的一条", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Whoever_reads_or_writes_is_told_how_many_are_new_and_is_not_moved()
    {
        var (chen, id) = await ProposalAsync("往下读的时候", 12);
        var wu = await OpenAsync("wu", $"/proposals/{id}");
        await wu.FocusAsync("#comment textarea[name=body]");
        await wu.Keyboard.TypeAsync("写到一半");
        var before = await wu.EvaluateAsync<double>("() => { document.activeElement.scrollIntoView({ block: 'center', behavior: 'instant' }); return scrollY; }");
        for (var i = 1; i <= 3; i++) await SayAsync(chen, id, $"新的第{i}条");
        await Expect(wu.Locator("#news")).ToBeVisibleAsync();
        await Expect(wu.Locator("#news")).ToContainTextAsync("3");
        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(12);
        await wu.Keyboard.TypeAsync("，接着写");
        await Expect(wu.Locator("#comment textarea[name=body]")).ToHaveValueAsync("写到一半，接着写");
        Assert.Equal(before, await wu.EvaluateAsync<double>("scrollY"));
        await wu.ClickAsync("#news a");
        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(15);
        await Expect(wu.Locator("#comments > article").First).ToContainTextAsync("新的第3条");
        await Expect(wu.Locator("#news")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(true, "large", "dark")]
    [InlineData(false, "", "light")]
    public async Task New_ones_are_said_in_view_of_whoever_reads_or_types_and_lead_there(bool phone, string type, string theme)
    {
        var (chen, id) = await ProposalAsync("看得见的新意见", 12);
        var wu = await portal.SignedInAsync("wu", phone: phone);
        await wu.Context.AddCookiesAsync([new() { Name = "type", Value = type, Url = portal.Address }, new() { Name = "theme", Value = theme, Url = portal.Address }]);
        await wu.GotoAsync($"/proposals/{id}");
        await Expect(wu.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await wu.EvaluateAsync("document.querySelectorAll('#comments > article')[6].scrollIntoView({ block: 'start', behavior: 'instant' })");
        await SayAsync(chen, id, "新的第1条");
        var (news, field) = (wu.Locator("#news a"), wu.Locator("#comment textarea[name=body]"));
        await Expect(news).ToBeInViewportAsync(new() { Ratio = 1 });
        var said = await wu.InnerTextAsync("#news-said");
        Assert.Contains("1", said);

        await field.FocusAsync();
        await wu.Keyboard.TypeAsync("写到一半");
        foreach (var block in new[] { "start", "end", "center" })
        {
            await field.EvaluateAsync("(field, block) => field.scrollIntoView({ block, behavior: 'instant' })", block);
            await SayAsync(chen, id, $"写的时候{block}");
            await Expect(news).ToBeInViewportAsync(new() { Ratio = 1 });
            await wu.WaitForFunctionAsync("() => { const [a, b] = ['#news', '#comment textarea[name=body]'].map(s => document.querySelector(s).getBoundingClientRect()); return a.bottom <= b.top || a.top >= b.bottom; }");
        }
        await Expect(news).ToContainTextAsync("4");
        await Expect(wu.Locator("#news-said")).ToHaveTextAsync(said);
        await PagesTests.JudgeAsync(wu, "new ones while somebody types");
        for (var tabs = 0; tabs < 6 && !await news.EvaluateAsync<bool>("a => a === document.activeElement"); tabs++) await wu.Keyboard.PressAsync("Tab");
        await wu.Keyboard.PressAsync("Enter");
        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(16);
        await Expect(wu.Locator("#comments > article").First).ToBeFocusedAsync();
        await Expect(wu.Locator("#comments > article").First).ToBeInViewportAsync();
        await Expect(wu.Locator("#comments > article.new")).ToHaveCountAsync(4);
        await Expect(news).ToBeHiddenAsync();
        await Expect(field).ToHaveValueAsync("写到一半");
    }

    [Fact]
    public async Task Changes_agreement_counts_and_the_stage_reach_every_screen()
    {
        var (chen, id) = await ProposalAsync("改了都看得到");
        var (first, second) = (await SayAsync(chen, id, "第一条", null, "against"), await SayAsync(chen, id, "第二条"));
        var wu = await OpenAsync("wu", $"/proposals/{id}");
        using var zhao = await portal.ApiAsync("zhao");
        (await zhao.PostAsJsonAsync($"/api/v1/comments/{first}/agreements", new { })).EnsureSuccessStatusCode();
        await Expect(wu.Locator($"#c-{first} footer")).ToContainTextAsync("认同 1");
        await Expect(wu.Locator(".poise")).ToContainTextAsync("第一条");
        (await chen.PostAsJsonAsync($"/api/v1/comments/{first}/versions", new { body = "第一条改过" })).EnsureSuccessStatusCode();
        await Expect(wu.Locator($"#c-{first} .prose")).ToHaveTextAsync("第一条改过");
        await Expect(wu.Locator(".poise")).ToContainTextAsync("第一条改过");
        (await chen.PostAsJsonAsync($"/api/v1/comments/{second}/withdrawal", new { })).EnsureSuccessStatusCode();
        await Expect(wu.Locator($"#c-{second}")).ToContainTextAsync("撤回了");
        await Expect(wu.Locator("body")).Not.ToContainTextAsync("第二条");
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/comments/{first}/hiding", new { reason = "试一试" })).EnsureSuccessStatusCode();
        await Expect(wu.Locator($"#c-{first}")).ToContainTextAsync("试一试");
        await Expect(wu.Locator("body")).Not.ToContainTextAsync("第一条");
        // On a thread's own page answers come in too.
        var head = await SayAsync(chen, id, "开头");
        var thread = await OpenAsync("lin", $"/proposals/{id}/comments/{head}");
        await SayAsync(chen, id, "跟着的一条", head);
        await Expect(thread.Locator($"#answers-{head} > article")).ToHaveCountAsync(1);
        await Expect(wu.Locator($"#answers-{head} > article")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_open_page_reads_the_newest_text_its_poll_and_its_end_while_somebody_writes()
    {
        var (chen, id) = await ProposalAsync("开着的页面");
        using var lin = await portal.ApiAsync("lin");
        var (reader, writer) = (await OpenAsync("zhao", $"/proposals/{id}"), await OpenAsync("wu", $"/proposals/{id}"));
        await Expect(reader.Locator(".empty")).ToBeVisibleAsync();
        await writer.FillAsync("#comment textarea[name=body]", "写到一半的话");
        await writer.EvaluateAsync("document.activeElement.blur()");
        var typed = writer.Locator("#comment textarea[name=body]");

        (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/versions", new { body = "改成**下午四点**以后送货。", baseVersion = 1 })).EnsureSuccessStatusCode();
        foreach (var page in new[] { reader, writer })
        {
            await Expect(page.Locator("[data-quotable]")).ToHaveTextAsync("改成下午四点以后送货。");
            await Expect(page.Locator("#v1")).ToContainTextAsync("上午九点");
            await Expect(page.Locator(".now-box input[name=version]")).ToHaveValueAsync("2");
        }
        await Expect(typed).ToHaveValueAsync("写到一半的话");
        await Expect(writer.Locator(".left")).ToHaveCountAsync(0);
        await SayAsync(chen, id, "第一个说话");
        await Expect(reader.Locator(".empty")).ToBeHiddenAsync(new() { Timeout = 60_000 });

        var director = await portal.ApiAsync("director");
        var poll = await (await director.PostAsJsonAsync("/api/v1/polls", new { question = "下午四点？", proposalId = id, method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = await portal.InDaysAsync(9) })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll.GetProperty("id").GetString()}/opening", new { })).EnsureSuccessStatusCode();
        await Expect(reader.Locator($".side a[href='/polls/{poll.GetProperty("id").GetString()}']")).ToBeVisibleAsync();
        await Expect(typed).ToHaveValueAsync("写到一半的话");

        (_, id) = await ProposalAsync("要撤回的");
        await reader.GotoAsync($"/proposals/{id}");
        await writer.GotoAsync($"/proposals/{id}");
        foreach (var page in new[] { reader, writer }) await Expect(page.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await typed.FillAsync("又写到一半");
        (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/withdrawal", new { reason = "先不提了" })).EnsureSuccessStatusCode();
        await Expect(reader.Locator(".side")).ToContainTextAsync("先不提了");
        await Expect(reader.Locator("#comment")).ToHaveCountAsync(0);
        await Expect(writer.Locator(".side")).ToContainTextAsync("先不提了");
        await Expect(typed).ToHaveValueAsync("又写到一半");
        await Expect(writer.Locator(".left a")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_passage_is_chosen_in_the_text_and_a_preview_comes_without_leaving()
    {
        var (_, id) = await ProposalAsync("针对一句话说");
        var wu = await OpenAsync("wu", $"/proposals/{id}");
        await wu.EvaluateAsync("() => { const p = document.querySelector('[data-quotable] p'), r = document.createRange(); r.selectNodeContents(p); getSelection().removeAllRanges(); getSelection().addRange(r); }");
        await wu.Locator("button.quoting").ClickAsync();
        await Expect(wu.Locator("#comment [name=quote]")).ToHaveValueAsync("送货统一在上午九点以后，写进合同。");
        await wu.FillAsync("#comment textarea[name=body]", "能不能**十点**？");
        await wu.ClickAsync("#comment [data-preview]");
        await Expect(wu.Locator(".preview strong")).ToHaveTextAsync("十点");
        await Expect(wu.Locator("#comments > article")).ToHaveCountAsync(0);
        await wu.Locator("#comment form .btn").First.ClickAsync();
        await Expect(wu.Locator("#comments blockquote.passage")).ToHaveTextAsync("送货统一在上午九点以后，写进合同。");
        await Expect(wu.Locator("#comments .prose strong")).ToHaveTextAsync("十点");
    }

    [Fact]
    public async Task Who_was_asked_and_that_nobody_is_any_more_appear_by_themselves()
    {
        var (_, id) = await ProposalAsync("谁来请人说话");
        using var lin = await portal.ApiAsync("lin");
        var (asking, watching) = (await OpenAsync("director", $"/proposals/{id}/voices"), await OpenAsync("director", $"/proposals/{id}/voices"));
        var buttons = watching.Locator("[data-live=groups] form");
        var groups = await buttons.CountAsync();
        await asking.Locator("[data-live=groups] form button").First.ClickAsync();
        await Expect(buttons).ToHaveCountAsync(groups - 1);
        (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/withdrawal", new { reason = "另写一份" })).EnsureSuccessStatusCode();
        await Expect(buttons).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", false)]
    public async Task The_pages_of_a_discussion_are_judged(string language, bool phone)
    {
        var (chen, id) = await ProposalAsync("看看页面", 2);
        var head = await SayAsync(chen, id, "开头");
        for (var i = 0; i < 5; i++) await SayAsync(chen, id, "回应", head);
        var page = await portal.SignedInAsync("director", language, phone);
        foreach (var path in new[] { "", "?order=agreed", $"/comments/{head}", "/summary", "/voices", "/for-somebody?find=0101" })
        {
            await page.GotoAsync($"/proposals/{id}{path}");
            await PagesTests.JudgeAsync(page, path);
        }
    }
}
