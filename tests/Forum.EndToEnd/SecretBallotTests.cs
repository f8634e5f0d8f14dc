using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>A secret ballot in a real browser: the choice leaves it once, without a session.</summary>
[Collection("one window after another")]
public sealed class SecretBallotTests(Portal portal)
{
    private async Task<string> OpenAsync()
    {
        using var director = await portal.ApiAsync("director");
        return await Portal.PollAsync(director, "yes-no-abstain", "secret", await portal.InDaysAsync(60));
    }

    [Fact]
    public async Task Taken_chosen_checked_cast_and_kept()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("lin", phone: true);
        List<IRequest> calls = [];
        page.Request += (_, call) => { if (call.Url.Contains("/api/v1/")) calls.Add(call); };
        await page.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(page.Locator("[data-act=take]")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(page, "taking a token");
        // By keys alone.
        await page.FocusAsync("[data-act=take]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        await page.ClickAsync("form[data-step=choose] .btn.go");
        await Assertions.Expect(page.Locator("#secret-wrong")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(page, "choosing");
        await page.FocusAsync("input[name=choice][value=Yes]");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-said]")).ToHaveTextAsync("同意");
        await PagesTests.JudgeAsync(page, "checking");
        await page.FocusAsync("[data-act=cast]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        var leaf = await page.InnerTextAsync("[data-leaf]");
        Assert.Matches("^[0-9a-f]{64}$", leaf);
        await PagesTests.JudgeAsync(page, "the receipt");

        var cast = calls.Single(c => c.Url.EndsWith("/secret-ballots"));
        Assert.DoesNotContain("cookie", (await cast.AllHeadersAsync()).Keys);
        Assert.Contains("cookie", (await calls.Single(c => c.Url.EndsWith("/tokens")).AllHeadersAsync()).Keys);
        // What was chosen is in no other request, and neither is the token. (Quoted: the letters alone may stand in any base64.)
        var token = JsonDocument.Parse(cast.PostData!).RootElement.GetProperty("token").GetString()!;
        Assert.DoesNotContain(calls.Where(c => c != cast), c => c.PostData is { } sent && (sent.Contains("\"yes\"") || sent.Contains(token)));

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-leaf]")).ToHaveTextAsync(leaf);
        var elsewhere = await portal.SignedInAsync("lin");
        await elsewhere.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(elsewhere.Locator("[data-step=elsewhere]")).ToBeVisibleAsync();
        var without = await portal.SignedInAsync("chen", javascript: false);
        await without.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(without.Locator("[data-step=desk]")).ToBeVisibleAsync();
        Assert.Equal(0, await without.Locator("form[data-step]:visible").CountAsync());
    }

    [Fact]
    public async Task A_second_device_hears_that_the_token_is_given_out_and_is_offered_none()
    {
        var poll = await OpenAsync();
        var (first, second) = (await portal.SignedInAsync("wu"), await portal.SignedInAsync("wu", phone: true));
        foreach (var page in new[] { first, second }) await page.GotoAsync($"/polls/{poll}");
        await first.ClickAsync("[data-act=take]");
        await Assertions.Expect(first.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        await second.ClickAsync("[data-act=take]");
        for (var again = 0; again < 2; again++)
        {
            await Assertions.Expect(second.Locator("[data-step=elsewhere]")).ToContainTextAsync("居务监督委员会");
            await Assertions.Expect(second.Locator("[data-act=take]")).ToBeHiddenAsync();
            await second.ReloadAsync();
        }
        await PagesTests.JudgeAsync(second, "a token that is elsewhere");
        await first.ReloadAsync();
        await Assertions.Expect(first.Locator("form[data-step=choose]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_windows_of_one_browser_have_one_token_and_neither_loses_it()
    {
        var poll = await OpenAsync();
        var first = await portal.SignedInAsync("wu");
        var (second, third) = (await first.Context.NewPageAsync(), await first.Context.NewPageAsync());
        foreach (var page in new[] { first, second, third })
        {
            await page.GotoAsync($"/polls/{poll}");
            await Assertions.Expect(page.Locator("[data-act=take]")).ToBeVisibleAsync();
        }
        // Both at once, and a third that pressed before it heard of the others.
        await third.EvaluateAsync("addEventListener('storage', event => event.stopImmediatePropagation(), true)");
        const string take = "document.querySelector('[data-act=take]').click()";
        await Task.WhenAll(first.EvaluateAsync(take), second.EvaluateAsync(take));
        foreach (var page in new[] { first, second }) await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        await third.EvaluateAsync(take);
        await Assertions.Expect(third.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        await first.CheckAsync("input[name=choice][value=No]");
        await first.ClickAsync("form[data-step=choose] .btn.go");
        await first.ClickAsync("[data-act=cast]");
        await Assertions.Expect(first.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(second.Locator("[data-leaf]")).ToHaveTextAsync(await first.InnerTextAsync("[data-leaf]"));
    }

    private static async Task ChooseAsync(IPage page, string choice)
    {
        await page.CheckAsync($"input[name=choice][value={choice}]");
        await page.ClickAsync("form[data-step=choose] .btn.go");
        await Assertions.Expect(page.Locator("[data-step=review]")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("open")]
    [InlineData("closed")]
    [InlineData("shut")]
    public async Task Whoever_lost_the_answer_to_their_ballot_is_not_told_that_it_does_not_count_and_gets_its_receipt(string then)
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("household", phone: true);
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("[data-act=take]");
        await ChooseAsync(page, "Yes");
        var arrived = new TaskCompletionSource<System.Net.HttpStatusCode>();
        await page.RouteAsync("**/secret-ballots", async route =>
        {
            using var nobody = new HttpClient();
            arrived.SetResult((await nobody.PostAsync(route.Request.Url, new StringContent(route.Request.PostData!, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")))).StatusCode);
            await route.AbortAsync();
        });
        await page.ClickAsync("[data-step=review] [data-act=cast]");
        Assert.Equal(System.Net.HttpStatusCode.Created, await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await Assertions.Expect(page.Locator("[data-step=perhaps]")).ToBeVisibleAsync();
        await page.UnrouteAsync("**/secret-ballots");
        if (then == "closed") await CloseAsync(poll);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-step=perhaps] .chosen-list")).ToHaveTextAsync("同意");
        await Assertions.Expect(page.Locator("[data-act=drop]:visible, [data-act=change]:visible, .not-cast:visible")).ToHaveCountAsync(0);
        await PagesTests.JudgeAsync(page, $"perhaps cast, {then}");
        if (then == "shut")
        {
            // Whoever cannot open the box cannot say that nothing is in it.
            await page.RouteAsync("**/secret-ballots", route => route.FulfillAsync(new() { Status = 409, Json = new { code = "poll.box-shut", title = "票箱现在打不开" } }));
            await page.ClickAsync("[data-step=perhaps] [data-act=cast]");
            await Assertions.Expect(page.Locator("#secret-wrong")).ToContainTextAsync("票箱现在打不开", new() { Timeout = 20_000 });
            await Assertions.Expect(page.Locator("[data-step=perhaps] .chosen-list")).ToHaveTextAsync("同意");
            await Assertions.Expect(page.Locator("[data-act=drop]:visible, [data-act=change]:visible, .not-cast:visible")).ToHaveCountAsync(0);
            await page.UnrouteAsync("**/secret-ballots");
        }
        await page.ClickAsync("[data-step=perhaps] [data-act=cast]");
        await Assertions.Expect(page.Locator("[data-leaf]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{64}$"), new() { Timeout = 20_000 });
        if (then != "closed") await CloseAsync(poll);
        using var director = await portal.ApiAsync("director");
        Assert.Equal(1, JsonDocument.Parse(await director.GetStringAsync($"/api/v1/polls/{poll}/result")).RootElement.GetProperty("counts").GetProperty("yes").GetProperty("persons").GetInt32());
    }

    [Fact]
    public async Task A_ballot_that_never_arrived_is_said_to_be_lost_after_the_closing()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("steward");
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("[data-act=take]");
        await ChooseAsync(page, "No");
        await page.RouteAsync("**/secret-ballots", route => route.AbortAsync());
        await page.ClickAsync("[data-step=review] [data-act=cast]");
        await Assertions.Expect(page.Locator("[data-step=perhaps]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.UnrouteAsync("**/secret-ballots");
        await CloseAsync(poll);
        await page.ReloadAsync();
        await page.ClickAsync("[data-step=perhaps] [data-act=cast]");
        await Assertions.Expect(page.Locator("[data-step=lost]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#secret [data-step]:visible")).ToContainTextAsync("没有计入");
    }

    [Fact]
    public async Task Whoever_chose_and_never_cast_is_told_so_after_the_closing()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("steward", phone: true);
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("[data-act=take]");
        await ChooseAsync(page, "Yes");
        await CloseAsync(poll);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-step=uncast] .note")).ToContainTextAsync("没有计入");
        await Assertions.Expect(page.Locator("[data-step=uncast] .chosen-list")).ToHaveTextAsync("同意");
        await Assertions.Expect(page.Locator("#secret [data-step]:visible")).ToHaveCountAsync(1);
        await PagesTests.JudgeAsync(page, "chosen and never cast");
        await page.ClickAsync("[data-step=uncast] [data-act=forget]");
        await Assertions.Expect(page.Locator("[data-over]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#secret [data-step]:visible")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_two_windows_that_confirm_the_same_choice_neither_is_told_of_another()
    {
        var poll = await OpenAsync();
        var first = await portal.SignedInAsync("volunteer");
        await first.GotoAsync($"/polls/{poll}");
        await first.ClickAsync("[data-act=take]");
        await Assertions.Expect(first.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        var (second, third) = (await first.Context.NewPageAsync(), await first.Context.NewPageAsync());
        foreach (var page in new[] { second, third })
        {
            await page.GotoAsync($"/polls/{poll}");
            await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        }
        foreach (var page in new[] { first, second }) await ChooseAsync(page, "Yes");
        var sent = 0;
        foreach (var page in new[] { first, second, third }) page.Request += (_, call) => { if (call.Url.EndsWith("/secret-ballots")) Interlocked.Increment(ref sent); };
        const string cast = "document.querySelector('[data-step=review] [data-act=cast]').click()";
        await Task.WhenAll(first.EvaluateAsync(cast), second.EvaluateAsync(cast));
        foreach (var page in new[] { first, second, third })
        {
            await Assertions.Expect(page.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
            // Behind both: by then each has said what it has to say.
            await page.EvaluateAsync("() => { const { poll, own } = document.getElementById('secret').dataset; return navigator.locks.request(`forum-poll-${poll}-${own}`, () => new Promise(later => setTimeout(later))); }");
            await Assertions.Expect(page.Locator("#secret-wrong")).ToBeHiddenAsync();
        }
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Of_two_windows_that_confirm_different_choices_one_is_told_that_its_choice_was_not_sent()
    {
        var poll = await OpenAsync();
        var first = await portal.SignedInAsync("volunteer");
        await first.GotoAsync($"/polls/{poll}");
        await first.ClickAsync("[data-act=take]");
        await Assertions.Expect(first.Locator("form[data-step=choose]")).ToBeVisibleAsync();
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"/polls/{poll}");
        await ChooseAsync(first, "Yes");
        await ChooseAsync(second, "No");
        var sent = 0;
        foreach (var page in new[] { first, second }) page.Request += (_, call) => { if (call.Url.EndsWith("/secret-ballots")) Interlocked.Increment(ref sent); };
        // With the first sight of the receipt it says whose it is.
        foreach (var page in new[] { first, second })
            await page.EvaluateAsync("() => { const done = document.querySelector('[data-step=done]'), wrong = document.getElementById('secret-wrong'); new MutationObserver(() => { if (!done.hidden) window.warned ??= !wrong.hidden; }).observe(done, { attributes: true }); }");
        const string cast = "document.querySelector('[data-step=review] [data-act=cast]').click()";
        await Task.WhenAll(first.EvaluateAsync(cast), second.EvaluateAsync(cast));
        foreach (var page in new[] { first, second }) await Assertions.Expect(page.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        // Which was first they settle between them.
        await await Task.WhenAny(first.WaitForSelectorAsync("#secret-wrong:visible"), second.WaitForSelectorAsync("#secret-wrong:visible"));
        Assert.Equal(1, await first.Locator("#secret-wrong:visible").CountAsync() + await second.Locator("#secret-wrong:visible").CountAsync());
        Assert.Single(await Task.WhenAll(new[] { first, second }.Select(async page => (Warned: await page.EvaluateAsync<bool>("window.warned"), Wrong: await page.IsVisibleAsync("#secret-wrong")))), w => w is { Warned: true, Wrong: true });
        Assert.Equal(1, sent);
    }

    private async Task CloseAsync(string poll)
    {
        using var director = await portal.ApiAsync("director");
        (await director.PostAsync($"/api/v1/demo/clock", System.Net.Http.Json.JsonContent.Create(new { advance = "P61D" }))).EnsureSuccessStatusCode();
        Assert.Equal("closed", JsonDocument.Parse(await director.GetStringAsync($"/api/v1/polls/{poll}")).RootElement.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Whoever_lost_the_answer_has_the_token_by_opening_the_page_again()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("chen");
        await page.GotoAsync($"/polls/{poll}");
        await page.RouteAsync("**/tokens", async route => { await route.FetchAsync(); await route.AbortAsync(); });
        await page.ClickAsync("[data-act=take]");
        await Assertions.Expect(page.Locator("#secret-wrong")).ToBeVisibleAsync();
        await page.UnrouteAsync("**/tokens");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_key_that_is_not_the_published_one_is_refused_before_anything_is_sent()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("zhao");
        using var other = RSA.Create(3072);
        await page.RouteAsync("**/key", route => route.FulfillAsync(new() { Json = new { key = Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()), hash = "x" } }));
        var sent = 0;
        page.Request += (_, call) => { if (call.Url.EndsWith("/tokens")) sent++; };
        await page.GotoAsync($"/polls/{poll}");
        await page.ClickAsync("[data-act=take]");
        await Assertions.Expect(page.Locator("#secret-wrong")).ToBeVisibleAsync();
        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_portals_is_none()
    {
        var poll = await OpenAsync();
        var page = await portal.SignedInAsync("zhao");
        await page.GotoAsync($"/polls/{poll}");
        foreach (var (status, body) in new[] { (502, "<html>Bad gateway</html>"), (503, ""), (200, "<html>Sign in to the network</html>") })
        {
            await page.RouteAsync("**/key", route => route.FulfillAsync(new() { Status = status, Body = body }));
            await page.ClickAsync("[data-act=take]");
            await Assertions.Expect(page.Locator("#secret-wrong")).ToHaveTextAsync((await page.Locator("#secret").GetAttributeAsync("data-offline"))!);
            await page.UnrouteAsync("**/key");
        }
        await page.ClickAsync("[data-act=take]");
        await Assertions.Expect(page.Locator("form[data-step=choose]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_browser_blinds_and_unblinds_to_the_bytes_of_RFC_9474()
    {
        var folder = Environment.GetEnvironmentVariable("FORUM_REFERENCE_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "FORUM_REFERENCE_DATA names no folder");
        var vector = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder!, "crypto/test_vectors_rfc9474.json"))).RootElement.EnumerateArray().First(v => v.GetProperty("name").GetString() == "RSABSSA-SHA384-PSS-Randomized");
        string Hex(string name) => vector.GetProperty(name).GetString()!.Replace("0x", "");
        using var key = RSA.Create(new RSAParameters { Modulus = Convert.FromHexString(Hex("n")), Exponent = Convert.FromHexString(Hex("e")) });
        var spki = key.ExportSubjectPublicKeyInfo();
        var page = await portal.WindowAsync();
        await page.GotoAsync("/");
        var got = await page.EvaluateAsync<string[]>("""
            async v => {
              const { importKey, blind, unblind, hex } = await import("/js/blind.js");
              const bytes = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16)), number = text => BigInt("0x" + text);
              const key = await importKey(bytes(v.spki), v.hash), n = number(v.n);
              let [a, b, x, y] = [n, number(v.inv), 0n, 1n];
              while (b > 0n) { const q = a / b; [a, b, x, y] = [b, a - q * b, y, x - q * y]; }
              const made = await blind(key, bytes(v.message), bytes(v.salt), (x + n) % n);
              return [hex(made.blinded), hex(made.unveil), hex(await unblind(key, bytes(v.message), bytes(v.blindSignature), made.unveil)), String(await importKey(bytes(v.spki), "00"))];
            }
            """, new { spki = Convert.ToHexString(spki), hash = Convert.ToHexStringLower(SHA256.HashData(spki)), n = Hex("n"), inv = Hex("inv"), message = Hex("input_msg"), salt = Hex("salt"), blindSignature = Hex("blind_sig") });
        Assert.Equal([Hex("blinded_msg"), Hex("inv"), Hex("sig"), "null"], got);
    }
}
