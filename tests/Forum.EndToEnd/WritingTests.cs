using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.EndToEnd;

/// <summary>A proposal written by two, changed by a third, in windows of their own.</summary>
[Collection("one window after another")]
public sealed class WritingTests(Portal portal)
{
    [Fact]
    public async Task What_is_typed_is_kept_by_itself_and_two_who_write_at_once_lose_nothing()
    {
        var (lin, chen) = (await portal.SignedInAsync("lin", phone: true), await portal.SignedInAsync("chen"));
        await lin.GotoAsync("/proposals/new");
        await lin.FillAsync("#title", "花园里装一排健身器材");
        await lin.FillAsync("#body", "老人早上没有地方活动。");
        await lin.SelectOptionAsync("#category", "facilities");
        await Expect(lin.Locator("#saved")).ToContainTextAsync("已保存");
        await lin.WaitForURLAsync(new Regex("/drafts/0"));
        var draft = new Uri(lin.Url).AbsolutePath;
        await lin.ReloadAsync();
        await Expect(lin.Locator("#body")).ToHaveValueAsync("老人早上没有地方活动。");
        await Expect(lin.Locator("#category")).ToHaveValueAsync("facilities");
        await PagesTests.JudgeAsync(lin, draft);

        await lin.FillAsync("#userName", "chen");
        await lin.Locator("form:has(input[value=invite]) button").ClickAsync();
        await chen.GotoAsync(draft);
        await Expect(chen.Locator("body")).Not.ToContainTextAsync("老人早上");
        await PagesTests.JudgeAsync(chen, draft);
        await chen.Locator("form:has(input[value=join]) button").ClickAsync();
        await Expect(chen.Locator("#body")).ToHaveValueAsync("老人早上没有地方活动。");

        await lin.GotoAsync(draft);
        await chen.FillAsync("#body", "老人早上没有地方活动，孩子也没有。");
        await Expect(chen.Locator("#saved")).ToContainTextAsync("已保存");
        await lin.FillAsync("#body", "老人和孩子早上没有地方活动。");
        await lin.Locator("#saved a").ClickAsync();
        await Expect(lin.Locator(".diff del").First).ToBeVisibleAsync();
        await Expect(lin.Locator("#body")).ToHaveValueAsync("老人和孩子早上没有地方活动。");
        await PagesTests.JudgeAsync(lin, "two texts");
        await lin.FillAsync("#body", "老人和孩子早上没有地方活动，傍晚也没有。");
        await lin.Locator("button[name=save]").ClickAsync();
        await chen.ReloadAsync();
        await Expect(chen.Locator("#body")).ToHaveValueAsync("老人和孩子早上没有地方活动，傍晚也没有。");

        await lin.ClickAsync("main .btn.go");
        await lin.ClickAsync("main .btn.go");
        await lin.WaitForURLAsync(new Regex("/proposals/0"));
        await Expect(lin.Locator(".title .sub strong")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_is_like_it_shows_under_the_title()
    {
        var wu = await portal.SignedInAsync("wu");
        await wu.GotoAsync("/proposals/new");
        await wu.Locator("#title").PressSequentiallyAsync("旧车棚改成食堂");
        await Expect(wu.Locator("#similar a").First).ToContainTextAsync("北门旧车棚改成长者食堂");
    }

    [Theory]
    [InlineData("zh", true, true)]
    [InlineData("en", false, false)]
    public async Task An_amendment_goes_from_a_reader_to_a_version_with_credit(string language, bool phone, bool javascript)
    {
        var (lin, wu) = (await portal.SignedInAsync("lin", language, phone, javascript), await portal.SignedInAsync("wu", language, phone, javascript));
        await lin.GotoAsync("/proposals/new");
        await lin.FillAsync("#title", $"楼道灯换成感应灯 {language}");
        await lin.FillAsync("#body", "三楼以上换成感应灯。\n\n费用由公共收益出。");
        await lin.ClickAsync("main .btn.go");
        await lin.ClickAsync("main .btn.go");
        await lin.WaitForURLAsync(new Regex("/proposals/0"));
        var proposal = new Uri(lin.Url).AbsolutePath;

        await wu.GotoAsync(proposal);
        await wu.ClickAsync($"a[href='{proposal}/amendments/new']");
        await wu.FillAsync("#body", "一楼以上都换成感应灯。\n\n费用由公共收益出。");
        await wu.FillAsync("#reason", "一楼进门最黑。");
        await wu.ClickAsync("main .btn.go");
        await Expect(wu.Locator(".diff ins").First).ToBeVisibleAsync();
        await LookAsync(wu, javascript, "the amendment before it is sent");
        await wu.ClickAsync("main .btn.go");
        await wu.WaitForURLAsync(new Regex("/amendments/0"));
        var amendment = new Uri(wu.Url).AbsolutePath;

        await lin.GotoAsync(amendment);
        await LookAsync(lin, javascript, amendment);
        await lin.Locator("form:has(input[value=accept]) .btn.go").ClickAsync();
        await Expect(lin.Locator(".state.done")).ToContainTextAsync(language == "zh" ? "采纳" : "accepted");
        await lin.GotoAsync($"{proposal}/versions");
        await Expect(lin.Locator($"a[href='{amendment}']")).ToBeVisibleAsync();
        await Expect(lin.Locator(".diff ins").First).ToContainTextAsync("一");
        await LookAsync(lin, javascript, "versions");
        await lin.GotoAsync($"{proposal}/amendments");
        await LookAsync(lin, javascript, "amendments");
        await lin.GotoAsync($"{proposal}/co-authors");
        await LookAsync(lin, javascript, "co-authors");
    }

    [Fact]
    public async Task Of_two_new_versions_at_once_the_second_is_shown_the_first_before_it_goes_out()
    {
        using var api = await portal.ApiAsync("lin");
        var id = await Portal.ProposalAsync(api, "门厅添一张桌子", "门厅添一张方桌，给老人写字用。");
        var (one, other) = (await portal.SignedInAsync("lin"), await portal.SignedInAsync("lin", phone: true));
        foreach (var page in new[] { one, other })
        {
            await page.GotoAsync($"/proposals/{id}");
            await page.Locator("details:has(#revise-body) > summary").ClickAsync();
        }
        await other.FillAsync("#revise-body", "门厅添一张长桌，给老人**写字**用。");
        // The preview comes without leaving the page.
        var form = other.Locator("form:has(#revise-body)");
        await form.Locator("[data-preview]").ClickAsync();
        await Expect(form.Locator(".preview strong")).ToHaveTextAsync("写字");
        await one.FillAsync("#revise-body", "门厅添一张圆桌，给老人写字用。");
        await one.Locator("form:has(#revise-body) button").ClickAsync();
        await Expect(one.Locator(".title .sub")).ToContainTextAsync("第2稿");
        // The open page shows the new version; what is being typed is left alone.
        await Expect(other.Locator("[data-quotable]")).ToContainTextAsync("圆桌");
        await Expect(other.Locator("#revise-body")).ToHaveValueAsync("门厅添一张长桌，给老人**写字**用。");
        await form.Locator("button").ClickAsync();
        await Expect(form.Locator("#wrong")).ToContainTextAsync("第2稿");
        await Expect(form.Locator(".diff del").First).ToContainTextAsync("圆");
        await Expect(form.Locator(".diff ins").First).ToContainTextAsync("长");
        await Expect(other.Locator("#revise-body")).ToHaveValueAsync("门厅添一张长桌，给老人**写字**用。");
        await PagesTests.JudgeAsync(other, "the second of two versions");
        await form.Locator("button").ClickAsync();
        await Expect(other.Locator(".title .sub")).ToContainTextAsync("第3稿");
        await other.GotoAsync($"/proposals/{id}/versions");
        foreach (var table in new[] { "方桌", "圆桌", "长桌" }) await Expect(other.Locator("main")).ToContainTextAsync(table);
    }

    // Judging needs a script of its own.
    private static Task LookAsync(IPage page, bool javascript, string what) => javascript ? PagesTests.JudgeAsync(page, what) : Task.CompletedTask;
}
