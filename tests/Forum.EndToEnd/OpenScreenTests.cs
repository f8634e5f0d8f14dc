using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>The pages beside a proposal's own hear of what is changed and hidden as that does.</summary>
[Collection("one window after another")]
public sealed class OpenScreenTests(Portal portal)
{
    [Fact]
    public async Task Amendments_summaries_and_versions_come_and_go_on_open_screens()
    {
        using var lin = await portal.ApiAsync("lin");
        var id = await Portal.ProposalAsync(lin, "画一面墙", "画一面墙。");
        using var wu = await portal.ApiAsync("wu");
        using var director = await portal.ApiAsync("director");
        var watching = await portal.SignedInAsync("zhao");
        async Task OpenAsync(string path)
        {
            await watching.GotoAsync(path);
            await Expect(watching.Locator("html[data-connected]")).ToHaveCountAsync(1);
        }

        await OpenAsync($"/proposals/{id}/amendments");
        var put = await wu.PostAsJsonAsync($"/api/v1/proposals/{id}/amendments", new { baseVersion = 1, body = "画两面墙，一面画长颈鹿。", reason = "孩子喜欢长颈鹿" });
        var amendment = (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Expect(watching.Locator("main")).ToContainTextAsync("长颈鹿");

        await OpenAsync($"/amendments/{amendment}");
        await Expect(watching.Locator("main")).ToContainTextAsync("长颈鹿");
        (await director.PostAsJsonAsync($"/api/v1/amendments/{amendment}/hiding", new { rule = "off-topic", reason = "不是这件事" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("main")).ToContainTextAsync("不是这件事");
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("长颈鹿");

        await OpenAsync($"/proposals/{id}/summary");
        (await wu.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = "好看", stance = "for" })).EnsureSuccessStatusCode();
        (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/summaries", new { body = "大家都说好看。" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("main")).ToContainTextAsync("大家都说好看。");

        await OpenAsync($"/proposals/{id}/versions");
        (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/versions", new { body = "画三面墙。" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("[data-live=versions] li")).ToHaveCountAsync(2);
        await Expect(watching.Locator("[data-live=compare] ins").First).ToBeVisibleAsync();
        (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/hiding", new { rule = "untrue", reason = "没有这面墙" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("画三面墙");
    }

    [Fact]
    public async Task Calls_endorsers_news_and_what_is_to_do_move_on_open_screens()
    {
        using var lin = await portal.ApiAsync("lin");
        using var wu = await portal.ApiAsync("wu");
        using var director = await portal.ApiAsync("director");
        var id = await Portal.ProposalAsync(lin, "一起写的公约", "一二三。");
        var zhao = await portal.SignedInAsync("zhao");
        async Task OpenAsync(string path)
        {
            await zhao.GotoAsync(path);
            await Expect(zhao.Locator("html[data-connected]")).ToHaveCountAsync(1);
        }

        await OpenAsync($"/proposals/{id}/endorsements");
        (await wu.PostAsJsonAsync($"/api/v1/proposals/{id}/endorsements", new { })).EnsureSuccessStatusCode();
        await Expect(zhao.Locator("[data-live=endorsers] ol.rows > li")).ToHaveCountAsync(1);

        await OpenAsync("/calls");
        var call = await director.PostAsJsonAsync("/api/v1/calls", new { title = "公约里写什么", body = "请说。", closesAt = await portal.InDaysAsync(5) });
        call.EnsureSuccessStatusCode();
        await Expect(zhao.Locator("[data-live=rows]")).ToContainTextAsync("公约里写什么");

        await OpenAsync("/queue");
        (await lin.PostAsJsonAsync($"/api/v1/proposals/{id}/co-authors", new { userName = "zhao" })).EnsureSuccessStatusCode();
        await Expect(zhao.Locator($"[data-live=queue] a[href='/proposals/{id}/co-authors']")).ToHaveCountAsync(1);

        await OpenAsync("/news");
        var lines = zhao.Locator("[data-live=news] li:has-text('再问一次的公约')");
        var other = await Portal.ProposalAsync(lin, "再问一次的公约", "四五六。");
        (await lin.PostAsJsonAsync($"/api/v1/proposals/{other}/co-authors", new { userName = "zhao" })).EnsureSuccessStatusCode();
        await Expect(lines).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("zh", true, true)]
    [InlineData("en", false, false)]
    public async Task The_list_counts_what_is_said_and_loses_what_is_hidden(string language, bool phone, bool signedIn)
    {
        using var lin = await portal.ApiAsync("lin");
        var title = $"数一数 {language}";
        var id = await Portal.ProposalAsync(lin, title, "一二三。");
        var watching = signedIn ? await portal.SignedInAsync("zhao", language, phone) : await portal.WindowAsync(language, phone);
        await watching.GotoAsync("/proposals");
        await Expect(watching.Locator("html[data-connected]")).ToHaveCountAsync(1);
        var row = watching.Locator($".rows li:has(a[href='/proposals/{id}'])");
        using var wu = await portal.ApiAsync("wu");
        for (var said = 1; said <= 3; said++)
        {
            (await wu.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = $"第 {said} 句", stance = "for" })).EnsureSuccessStatusCode();
            await Expect(row).ToContainTextAsync(language == "zh" ? $"{said} 条意见" : $"omments: {said}");
        }
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/hiding", new { rule = "untrue", reason = "数错了" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("body")).Not.ToContainTextAsync(title);
    }

    [Fact]
    public async Task Who_types_on_after_another_text_came_in_loses_nothing_that_they_typed()
    {
        using var lin = await portal.ApiAsync("lin");
        var draft = (await (await lin.PostAsJsonAsync("/api/v1/drafts", new { title = "一扇窗", body = "开一扇窗。" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var window = await portal.SignedInAsync("lin");
        await window.GotoAsync($"/drafts/{draft}");
        using var elsewhere = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/drafts/{draft}") { Content = JsonContent.Create(new { title = "一扇窗", body = "开一扇门。" }), Headers = { { "If-Match", "\"1\"" } } };
        (await lin.SendAsync(elsewhere)).EnsureSuccessStatusCode();
        await window.FillAsync("#body", "开一扇大窗。");
        await Expect(window.Locator("#saved a")).ToBeVisibleAsync();
        var first = await window.Locator("#saved a").GetAttributeAsync("href");
        await window.FillAsync("#body", "开一扇大窗。再装一根晾衣杆。");
        await Expect(window.Locator("#saved a")).Not.ToHaveAttributeAsync("href", first!);
        await window.Locator("#saved a").ClickAsync();
        await Expect(window.Locator("#body")).ToHaveValueAsync("开一扇大窗。再装一根晾衣杆。");
    }
}
