using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>Ballots on a narrow screen with large type: words stay whole, headings break well, nothing stands beyond the edge.</summary>
[Collection("one window after another")]
public sealed class NarrowTests(Portal portal)
{
    private static readonly string[] Options = ["Build a community garden behind the third building", "Refurbish the playground", "装一排电动自行车充电柜"];

    private async Task<string> OpenAsync(string method, string question, DateTimeOffset closesAt, string[]? options = null)
    {
        using var director = await portal.ApiAsync("director");
        var made = await (await director.PostAsJsonAsync("/api/v1/polls", new { question, method, preset = "residents", secrecy = "open", options = options ?? Options, closesAt })).Content.ReadFromJsonAsync<JsonElement>();
        var id = made.GetProperty("id").GetString()!;
        (await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return id;
    }

    private async Task<IPage> LargeAsync(string language, bool dark = false)
    {
        var page = await portal.SignedInAsync("lin", language, phone: true);
        await page.Context.AddCookiesAsync([new() { Name = "type", Value = "large", Url = portal.Address }, new() { Name = "theme", Value = dark ? "dark" : "light", Url = portal.Address }]);
        return page;
    }

    // The lines of each element, as they stand on the screen.
    private static Task<string[][]> LinesAsync(IPage page, string selector) => page.EvaluateAsync<string[][]>("""
        selector => [...document.querySelectorAll(selector)].filter(e => e.offsetParent).map(e => {
          const range = document.createRange(), walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = [""];
          let top = null;
          for (let node; node = walk.nextNode();) for (let i = 0; i < node.length; i++) {
            range.setStart(node, i); range.setEnd(node, i + 1);
            const box = range.getClientRects()[0];
            if (box?.width) { if (top !== null && box.top > top + box.height / 2) lines.push(""); top = box.top; }
            lines[lines.length - 1] += node.data[i];
          }
          return lines;
        })
        """, selector);

    private static void WordsAreWhole(string[][] all)
    {
        Assert.NotEmpty(all);
        foreach (var lines in all)
            for (var i = 1; i < lines.Length; i++)
                Assert.False(char.IsAsciiLetter(lines[i - 1].LastOrDefault()) && char.IsAsciiLetter(lines[i].FirstOrDefault()), string.Join('|', lines));
    }

    [Fact]
    public async Task Names_of_options_break_between_words_on_ballot_and_in_the_table_of_pairs()
    {
        using var director = await portal.ApiAsync("director");
        var closes = await portal.InDaysAsync(0) + TimeSpan.FromHours(2);
        var (one, ranked) = (await OpenAsync("plurality", "先办哪一件？", closes), await OpenAsync("schulze", "先办哪一件？", closes, [.. Options, "Canteen of the Wutongli neighbourhood", "甲", "乙", "丙", "丁", "戊"]));
        using var chen = await portal.ApiAsync("chen");
        (await chen.PostAsJsonAsync($"/api/v1/polls/{ranked}/ballots", new { ranking = new[] { new[] { Options[0] }, [Options[1]] } })).EnsureSuccessStatusCode();
        var page = await LargeAsync("zh");
        await page.GotoAsync($"/polls/{one}");
        WordsAreWhole(await LinesAsync(page, ".pick b"));
        Assert.Equal("normal", await page.EvalOnSelectorAsync<string>(".pick b", "e => getComputedStyle(e).letterSpacing"));
        await page.GotoAsync($"/polls/{ranked}");
        WordsAreWhole(await LinesAsync(page, ".rank-name"));
        await Portal.AdvanceAsync(director, "PT2H");
        await page.GotoAsync($"/polls/{ranked}/result");
        WordsAreWhole(await LinesAsync(page, ".scroll th"));
        // No column is as wide as a name.
        Assert.All(await page.EvalOnSelectorAllAsync<double[]>(".scroll th[abbr]", "all => all.map(e => e.getBoundingClientRect().height)"), h => Assert.InRange(h, 1, 80));
        await PagesTests.JudgeAsync(page, "the table of pairs");
        // By keys: the table scrolls in its own box.
        await page.FocusAsync(".scroll");
        await page.Keyboard.PressAsync("ArrowRight");
        // A bare expression would be evaluated as a text at each look, which the policy of the page forbids.
        await page.WaitForFunctionAsync("() => document.querySelector('.scroll').scrollLeft > 0");
    }

    [Fact]
    public async Task A_heading_begins_no_line_with_a_mark_and_leaves_none_alone()
    {
        var closes = await portal.InDaysAsync(60);
        var poll = await OpenAsync("approval", "小区大门口那块空着的地方，改成停车位或者种上树木花草，大家怎么看，要不要一起来定？", closes);
        var page = await portal.SignedInAsync("lin", phone: true);
        await page.GotoAsync($"/polls/{poll}");
        for (var width = 300; width <= 460; width += 10)
        {
            await page.SetViewportSizeAsync(width, 844);
            Assert.All(await LinesAsync(page, "h1"), lines => Assert.DoesNotContain(lines, line => line.Length > 0 && "，。？！、；：”）".Contains(line[0])));
        }
    }

    [Fact]
    public async Task The_heading_of_the_last_step_breaks_at_its_comma_in_large_type()
    {
        var poll = await OpenAsync("approval", "先办哪一件？", await portal.InDaysAsync(60));
        var page = await LargeAsync("zh");
        await page.GotoAsync($"/polls/{poll}");
        await page.Locator(".pick").First.ClickAsync();
        await page.ClickAsync("form .btn.go");
        await page.WaitForSelectorAsync(".not-cast");
        Assert.Equal([["请核对，", "确认后就算投出"]], await LinesAsync(page, "h1"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Nothing_stands_beyond_the_edge_with_large_type_or_letters_twice_as_large(string language)
    {
        var closes = await portal.InDaysAsync(60);
        var polls = new[] { await OpenAsync("schulze", "先办哪一件？", closes), await OpenAsync("approval", "先办哪一件？", closes), await OpenAsync("dots", "先办哪一件？", closes) };
        var page = await LargeAsync(language, dark: true);
        foreach (var twice in new[] { false, true })
            foreach (var poll in polls)
            {
                await page.GotoAsync($"/polls/{poll}");
                if (twice) await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
                else if (await page.Locator("[data-do=add]").First.IsVisibleAsync()) await page.Locator("[data-do=add]").First.ClickAsync();
                Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            }
    }

    // Texts of which a part stands left or right of the screen; what scrolls in its own box may.
    private static Task<string[]> CutAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const cut = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let node; node = walk.nextNode();) {
            if (!node.data.trim() || node.parentElement.closest(".scroll, .vh, .skip")) continue;
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) if (box.width > 0 && (box.left < 0 || box.right > innerWidth)) cut.push(`${node.data.trim()} ${Math.round(box.left)}..${Math.round(box.right)}`);
          }
          return cut;
        }
        """);

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task No_word_of_a_result_stands_beyond_the_left_or_the_right_edge(string language)
    {
        using var director = await portal.ApiAsync("director");
        var closes = await portal.InDaysAsync(0) + TimeSpan.FromHours(2);
        var ranked = new List<string>();
        foreach (var method in new[] { "meek-stv", "schulze", "dots" }) ranked.Add(await OpenAsync(method, "先办哪一件？", closes));
        await Portal.AdvanceAsync(director, "PT2H");
        var closed = (await director.GetFromJsonAsync<JsonElement>("/api/v1/polls")).GetProperty("items").EnumerateArray().Where(p => p.GetProperty("state").GetString() == "closed").Select(p => p.GetProperty("id").GetString()!).ToList();
        Assert.True(ranked.All(closed.Contains));
        var page = await LargeAsync(language);
        var thresholds = 0;
        foreach (var type in new[] { "large", "usual" })
        {
            await page.Context.AddCookiesAsync([new() { Name = "type", Value = type, Url = portal.Address }]);
            foreach (var poll in closed)
            {
                await page.GotoAsync($"/polls/{poll}/result");
                Assert.Empty(await CutAsync(page));
                thresholds += await page.Locator(".bar .least").CountAsync();
            }
        }
        Assert.NotEqual(0, thresholds);
    }

    [Fact]
    public async Task The_words_of_the_bottom_bar_stand_apart_in_large_type()
    {
        var page = await LargeAsync("en");
        await page.GotoAsync("/");
        var gaps = await page.EvalOnSelectorAllAsync<double[]>(".tabs span", "all => all.slice(1).map((e, i) => e.getBoundingClientRect().left - all[i].getBoundingClientRect().right)");
        Assert.All(gaps, gap => Assert.InRange(gap, 6, 390));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_usual_poll_is_set_up_on_two_screens_of_a_phone(string language)
    {
        var page = await portal.SignedInAsync("director", language, phone: true);
        await page.GotoAsync("/polls/new");
        Assert.InRange(await page.EvalOnSelectorAsync<double>("main form .btn.go", "e => e.getBoundingClientRect().bottom + scrollY"), 1, 2 * 844);
        foreach (var field in new[] { "#question", "#options", "#method", "#closesAt" }) await Assertions.Expect(page.Locator(field)).ToBeVisibleAsync();
        foreach (var field in new[] { "#budget", "#seats", "#unranked", "#entryHours", "#source" }) await Assertions.Expect(page.Locator(field)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#protection")).ToBeHiddenAsync();
        await page.CheckAsync("#secrecy input[value=secret]");
        await Assertions.Expect(page.Locator("#protection")).ToBeVisibleAsync();
        await page.CheckAsync("#secrecy input[value=open]");
        await page.ClickAsync("details:has(#seats) > summary");
        await page.FillAsync("#seats", "2");
        await PagesTests.JudgeAsync(page, "a fold open");
        await page.ClickAsync("main form .btn.go");
        // What was typed stays in sight.
        await Assertions.Expect(page.Locator(".wrong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#seats")).ToHaveValueAsync("2");
        await Assertions.Expect(page.Locator("#seats")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#entryHours")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_pasted_address_in_a_title_or_a_reason_widens_no_page(string language)
    {
        const string address = "https://www.example.org/a-long-way-to-a-page-of-which-nobody-breaks-the-address";
        using var lin = await portal.ApiAsync("lin");
        using var director = await portal.ApiAsync("director");
        async Task<string> MadeAsync(HttpClient who, string path, object body)
        {
            var made = await who.PostAsJsonAsync($"/api/v1/{path}", body);
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
            return made.StatusCode == System.Net.HttpStatusCode.NoContent ? "" : (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        }
        var proposal = await MadeAsync(lin, "proposals", new { title = address[..75], body = "看这里。" });
        var amendment = await MadeAsync(director, $"proposals/{proposal}/amendments", new { body = "看那里。", reason = address, baseVersion = 1 });
        var comment = await MadeAsync(director, $"proposals/{proposal}/comments", new { stance = "for", body = "会被隐藏" });
        var concern = await MadeAsync(lin, "concerns", new { category = "other", title = address[..75], body = "看这里。", visibility = "public" });
        await MadeAsync(director, $"comments/{await MadeAsync(lin, $"proposals/{proposal}/comments", new { stance = "for", body = "会被隐藏" })}/hiding", new { reason = address, rule = "untrue" });
        await MadeAsync(lin, $"proposals/{proposal}/interests", new { reason = address });
        var reported = await MadeAsync(lin, $"proposals/{proposal}/comments", new { stance = "against", body = "会被举报" });
        await MadeAsync(director, $"comments/{reported}/reports", new { rule = "untrue", remark = address });
        var page = await portal.SignedInAsync("director", language, phone: true);
        string[] paths = ["/", "/proposals", "/moderation", $"/moderation/comments/{reported}", "/concerns", $"/concerns/{concern}", "/search?q=example", "/queue", "/news", "/moderation/log", $"/amendments/{amendment}", $"/comments/{comment}", $"/proposals/{proposal}", .. new[] { "versions", "endorsements", "voices", "slow", "interests", "report", "summary", "for-somebody", "amendments/new" }.Select(p => $"/proposals/{proposal}/{p}")];
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            Assert.Equal((path, 390), (path, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }
    }
}
