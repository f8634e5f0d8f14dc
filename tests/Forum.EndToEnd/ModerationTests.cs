using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>From a report to an appeal, seen on open screens.</summary>
[Collection("one window after another")]
public sealed class ModerationTests(Portal portal)
{
    private async Task<(string Id, string Comment)> SaidAsync(string title)
    {
        using var lin = await portal.ApiAsync("lin");
        var id = await Portal.ProposalAsync(lin, title, "种桂花。");
        using var chen = await portal.ApiAsync("chen");
        return (id, (await (await chen.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = "桂花都是骗人的", stance = "against" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_hidden_proposal_leaves_the_screen_of_whoever_reads_it_and_its_author_reads_why()
    {
        var (id, _) = await SaidAsync("门口养孔雀");
        var watching = await portal.SignedInAsync("zhao");
        await watching.GotoAsync($"/proposals/{id}");
        await Expect(watching.Locator("html[data-connected]")).ToHaveCountAsync(1);

        var director = await portal.SignedInAsync("director");
        await director.GotoAsync($"/proposals/{id}");
        await director.ClickAsync($"a[href='/moderation/proposals/{id}']");
        await director.FillAsync("[name=reason]", "登了别人的电话");
        await director.ClickAsync("main form .btn.go");
        await Expect(watching.Locator("main")).ToContainTextAsync("登了别人的电话");
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("孔雀");
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("骗人");

        var lin = await portal.SignedInAsync("lin", phone: true);
        await lin.GotoAsync($"/proposals/{id}");
        await Expect(lin.Locator("main")).ToContainTextAsync("门口养孔雀");
        await lin.FillAsync("[name=plea]", "是物业的电话");
        await lin.ClickAsync("main form .btn.go");
        await Expect(lin.Locator("main")).ToContainTextAsync("等定");
    }

    [Fact]
    public async Task What_somebody_was_writing_stays_when_the_proposal_is_hidden_and_nothing_of_it_does()
    {
        var (id, _) = await SaidAsync("门口养鸵鸟");
        var writing = await portal.SignedInAsync("zhao", phone: true);
        await writing.GotoAsync($"/proposals/{id}");
        await Expect(writing.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await writing.FillAsync("#comment textarea[name=body]", "我写了很久的一段话");
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/hiding", new { rule = "private-data", reason = "登了别人的电话" })).EnsureSuccessStatusCode();
        await Expect(writing.Locator(".gone")).ToBeVisibleAsync();
        await Expect(writing.Locator("main textarea")).ToHaveValueAsync("我写了很久的一段话");
        await Expect(writing.Locator("body")).Not.ToContainTextAsync("鸵鸟");
        await PagesTests.JudgeAsync(writing, "a page that is gone while somebody writes");
    }

    [Fact]
    public async Task A_hidden_concern_leaves_the_screen_of_whoever_reads_it()
    {
        using var lin = await portal.ApiAsync("lin");
        var id = (await (await lin.PostAsJsonAsync("/api/v1/concerns", new { category = "facilities", title = "楼道里的鹦鹉", body = "鹦鹉太吵。", visibility = "public" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var watching = await portal.SignedInAsync("zhao", phone: true);
        await watching.GotoAsync($"/concerns/{id}");
        await Expect(watching.Locator("html[data-connected]")).ToHaveCountAsync(1);
        await Expect(watching.Locator($"a[href='/concerns/{id}/report']")).ToBeVisibleAsync();
        var director = await portal.SignedInAsync("director");
        await director.GotoAsync($"/concerns/{id}");
        await director.ClickAsync($"a[href='/moderation/concerns/{id}']");
        await director.FillAsync("[name=reason]", "登了别人的电话");
        await director.ClickAsync("main form .btn.go");
        await Expect(watching.Locator("main")).ToContainTextAsync("登了别人的电话");
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("鹦鹉");
        await PagesTests.JudgeAsync(watching, "a hidden concern");
    }

    [Fact]
    public async Task Reported_hidden_appealed_and_shown_again_while_a_neighbour_watches()
    {
        var (id, said) = await SaidAsync("门口种桂花");
        var watching = await portal.SignedInAsync("zhao");
        await watching.GotoAsync($"/proposals/{id}");
        await Expect(watching.Locator("html[data-connected]")).ToHaveCountAsync(1);

        var wu = await portal.SignedInAsync("wu", phone: true);
        await wu.GotoAsync($"/proposals/{id}");
        await wu.ClickAsync($"#c-{said} footer a[href$='/report']");
        await wu.ClickAsync("text=不实的话");
        await wu.ClickAsync("main form .btn.go");
        await Expect(wu.Locator("h1")).ToContainTextAsync("收到了");

        var director = await portal.SignedInAsync("director");
        await director.GotoAsync("/queue");
        await director.ClickAsync($"a[href='/moderation/comments/{said}']");
        await director.CheckAsync("[name=verdict][value=hide]");
        await director.FillAsync("[name=reason]", "没有根据");
        await director.ClickAsync("main form .btn.go");
        await Expect(watching.Locator($"#c-{said}")).ToContainTextAsync("没有根据");
        await Expect(watching.Locator("body")).Not.ToContainTextAsync("骗人");

        var chen = await portal.SignedInAsync("chen");
        await chen.GotoAsync($"/proposals/{id}");
        await chen.ClickAsync($"#c-{said} a[href$='/hiding']");
        await chen.FillAsync("[name=plea]", "去年种的都死了");
        await chen.ClickAsync("main form .btn.go");

        var supervisor = await portal.SignedInAsync("supervisor");
        await supervisor.GotoAsync("/queue");
        await supervisor.ClickAsync($"a[href$='{said}/hiding']");
        await supervisor.CheckAsync("[name=shows][value=yes]");
        await supervisor.FillAsync("[name=reason]", "是一种说法");
        await supervisor.ClickAsync("main form .btn.go");
        await Expect(supervisor.Locator("main")).ToContainTextAsync("申诉成立");
        await Expect(watching.Locator($"#c-{said}")).ToContainTextAsync("骗人");
        await Expect(watching.Locator("[data-live=poise]")).ToContainTextAsync("反对 1");

        using var api = await portal.ApiAsync("director");
        (await api.PutAsJsonAsync($"/api/v1/proposals/{id}/slow-mode", new { minutes = 30, reason = "慢慢说" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("[data-live=slow]")).ToContainTextAsync("30");
        (await api.PostAsJsonAsync($"/api/v1/proposals/{id}/interests", new { reason = "树是我家卖的" })).EnsureSuccessStatusCode();
        await Expect(watching.Locator("[data-live=side]")).ToContainTextAsync("树是我家卖的");
    }

    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", false)]
    public async Task The_pages_are_judged(string language, bool phone)
    {
        var (id, said) = await SaidAsync("看看秩序的页面");
        using var wu = await portal.ApiAsync("wu");
        (await wu.PostAsJsonAsync($"/api/v1/comments/{said}/reports", new { rule = "untrue" })).EnsureSuccessStatusCode();
        var page = await portal.SignedInAsync("director", language, phone);
        async Task LookAsync(params string[] paths)
        {
            foreach (var path in paths)
            {
                Assert.True((await page.GotoAsync(path))!.Ok, path);
                await PagesTests.JudgeAsync(page, path);
            }
        }
        await LookAsync("/moderation", $"/moderation/comments/{said}", "/moderation/log", "/organisation/talk", $"/proposals/{id}/slow", $"/proposals/{id}/interests", $"/comments/{said}/report");
        using var director = await portal.ApiAsync("director");
        (await director.PostAsJsonAsync($"/api/v1/comments/{said}/hiding", new { reason = "没有根据", rule = "untrue" })).EnsureSuccessStatusCode();
        page = await portal.SignedInAsync("chen", language, phone);
        await LookAsync($"/comments/{said}/hiding", $"/proposals/{id}");
    }
}
