using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;

namespace Forum.EndToEnd;

/// <summary>Two windows, the voter's and the committee's: a key that stays in its browser, a token that both sign.</summary>
[Collection("one window after another")]
public sealed class SecondRegistrarTests(Portal portal)
{
    private async Task<string> DraftAsync(HttpClient director)
    {
        var poll = await (await director.PostAsJsonAsync("/api/v1/polls", new { question = "广场音响晚上十点后关闭，是否同意？", method = "yes-no-abstain", preset = "residents", secrecy = "secret", secondRegistrar = true, closesAt = await portal.InDaysAsync(60) })).Content.ReadFromJsonAsync<JsonElement>();
        return poll.GetProperty("id").GetString()!;
    }

    private static async Task MakeKeyAsync(IPage committee, string poll)
    {
        await committee.GotoAsync($"/polls/{poll}/registrar");
        await committee.ClickAsync("[data-act=make]");
        await Assertions.Expect(committee.Locator("[data-step=here]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_key_is_made_a_token_signed_by_both_and_the_vote_cast()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await DraftAsync(director);
        var committee = await portal.SignedInAsync("supervisor");
        List<string> sent = [];
        committee.Request += (_, call) => { if (call.PostData is { } body && call.Url.Contains("/api/v1/")) sent.Add(body); };
        await committee.GotoAsync("/queue");
        await committee.ClickAsync($"a[href='/polls/{poll}/registrar']");
        await Assertions.Expect(committee.Locator("[data-act=make]")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(committee, "the key is due");
        // By keys alone.
        await committee.FocusAsync("[data-act=make]");
        await committee.Keyboard.PressAsync("Enter");
        await Assertions.Expect(committee.Locator("[data-step=here]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(committee.Locator("#registrar-said")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(committee, "the key is made");
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { })).EnsureSuccessStatusCode();

        var voter = await portal.SignedInAsync("lin", phone: true);
        List<IRequest> calls = [];
        voter.Request += (_, call) => { if (call.Url.Contains("/api/v1/")) calls.Add(call); };
        await voter.GotoAsync($"/polls/{poll}");
        var tab = await voter.Context.NewPageAsync();
        await tab.GotoAsync($"/polls/{poll}");
        await Assertions.Expect(tab.Locator("[data-act=take]")).ToBeVisibleAsync();
        await voter.ClickAsync("[data-act=take]");
        await Assertions.Expect(voter.Locator("[data-step=wait]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await PagesTests.JudgeAsync(voter, "waiting for the committee");
        var code = await voter.InnerTextAsync("[data-code]");
        // In another window of the voter's it is the same token, and pressing there takes no other.
        await tab.EvaluateAsync("document.querySelector('[data-act=take]').click()");
        await Assertions.Expect(tab.Locator("[data-code]")).ToHaveTextAsync(code);
        await Assertions.Expect(tab.Locator("[data-step=wait]")).ToBeVisibleAsync();
        // Whoever goes and comes back waits on.
        await voter.ReloadAsync();
        await Assertions.Expect(voter.Locator("[data-step=wait]")).ToBeVisibleAsync();
        await voter.ClickAsync("[data-act=look]");
        await Assertions.Expect(voter.Locator("#secret-wrong")).ToBeVisibleAsync();

        // The committee's window hears of it by itself, and shows the code that the voter's browser shows.
        await Assertions.Expect(committee.Locator("[data-live=waiting] li")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Assertions.Expect(committee.Locator("[data-live=waiting] li")).ToContainTextAsync(code);
        await Assertions.Expect(committee.Locator("[data-act=sign]")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(committee, "a line waits");
        await committee.FocusAsync("[data-act=sign]");
        await committee.Keyboard.PressAsync("Enter");
        await Assertions.Expect(committee.Locator("[data-live=waiting] li")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await Assertions.Expect(committee.Locator("#registrar-said")).ToContainTextAsync("1位投票人");

        // And so does the voter's.
        await Assertions.Expect(voter.Locator("form[data-step=choose]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await voter.CheckAsync("input[name=choice][value=Yes]");
        await voter.ClickAsync("form[data-step=choose] .btn.go");
        await voter.ClickAsync("[data-act=cast]");
        await Assertions.Expect(voter.Locator("[data-step=done]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(tab.Locator("[data-step=done]")).ToBeVisibleAsync();
        var cast = calls.Single(c => c.Url.EndsWith("/secret-ballots"));
        Assert.DoesNotContain("cookie", (await cast.AllHeadersAsync()).Keys);
        var body = JsonDocument.Parse(cast.PostData!).RootElement;
        foreach (var part in new[] { "token", "signature", "secondSignature" })
        {
            var value = body.GetProperty(part).GetString()!;
            Assert.DoesNotContain(calls.Where(c => c != cast), c => c.PostData?.Contains(value) == true);
            Assert.DoesNotContain(sent, s => s.Contains(value));
        }
        // Of the key only the public half left, and besides it signatures alone.
        var bodies = sent.Select(s => JsonDocument.Parse(s).RootElement).ToList();
        Assert.Equal(["instead", "key", "signatures"], bodies.SelectMany(b => b.EnumerateObject().Select(p => p.Name)).Distinct().Order());
        var key = bodies.Single(b => b.TryGetProperty("key", out _)).GetProperty("key").GetBytesFromBase64();
        using var open = RSA.Create();
        open.ImportSubjectPublicKeyInfo(key, out var read);
        Assert.Equal(key.Length, read);
    }

    [Fact]
    public async Task Once_the_poll_has_closed_the_page_deletes_the_key_and_then_reports_it()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await DraftAsync(director);
        var committee = await portal.SignedInAsync("supervisor");
        await MakeKeyAsync(committee, poll);
        const string kept = """
            poll => new Promise(done => { const open = indexedDB.open("forum-registrar", 1); open.onsuccess = () => { const got = open.result.transaction("polls").objectStore("polls").get(poll); got.onsuccess = () => { open.result.close(); done(!!got.result.secret); }; }; })
            """;
        Assert.True(await committee.EvaluateAsync<bool>(kept, poll));
        // The portal's clock is everybody's; here only its answer says that the poll has closed.
        var keptAtReport = true;
        await committee.RouteAsync("**/second-signatures", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("\"draft\"", "\"closed\"") });
        });
        await committee.RouteAsync("**/second-key/destruction", async route =>
        {
            keptAtReport = await committee.EvaluateAsync<bool>(kept, poll);
            await route.FulfillAsync(new() { Status = 204 });
        });
        await committee.ReloadAsync();
        await Assertions.Expect(committee.Locator("[data-step=gone]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.False(keptAtReport);
        await PagesTests.JudgeAsync(committee, "the key is gone");
    }

    [Fact]
    public async Task A_backup_opens_with_its_password_on_another_device()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await DraftAsync(director);
        var committee = await portal.SignedInAsync("supervisor");
        await MakeKeyAsync(committee, poll);
        await committee.ClickAsync("[data-step=here] summary");
        await committee.FillAsync("#backup-password", "short");
        await committee.ClickAsync("form[data-act=backup] button");
        await Assertions.Expect(committee.Locator("#registrar-wrong")).ToBeFocusedAsync();
        await committee.FillAsync("#backup-password", "a long one, 议事厅");
        var saved = await committee.RunAndWaitForDownloadAsync(() => committee.ClickAsync("form[data-act=backup] button"));
        var file = await saved.PathAsync();
        Assert.DoesNotContain("\"secret\"", await File.ReadAllTextAsync(file));

        var other = await portal.SignedInAsync("supervisor", language: "en", phone: true);
        await other.GotoAsync($"/polls/{poll}/registrar");
        await Assertions.Expect(other.Locator("[data-step=elsewhere]")).ToBeVisibleAsync();
        await PagesTests.JudgeAsync(other, "the key is elsewhere");
        await other.FillAsync("#restore-password", "another one");
        await other.ClickAsync("form[data-act=restore] button");
        await Assertions.Expect(other.Locator("#registrar-wrong")).ToContainTextAsync("choose the backup file");
        await other.SetInputFilesAsync("#restore-file", file);
        await other.ClickAsync("form[data-act=restore] button");
        await Assertions.Expect(other.Locator("#registrar-wrong")).ToContainTextAsync("cannot be opened");
        await other.FillAsync("#restore-password", "a long one, 议事厅");
        await other.ClickAsync("form[data-act=restore] button");
        await Assertions.Expect(other.Locator("[data-step=here]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await PagesTests.JudgeAsync(other, "the key came from the backup");
    }

    [Fact]
    public async Task Of_a_called_off_poll_the_desk_says_so_and_speaks_of_no_closing()
    {
        using var director = await portal.ApiAsync("director");
        var poll = await DraftAsync(director);
        (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/calling-off", new { reason = "问题写错了" })).EnsureSuccessStatusCode();
        var committee = await portal.SignedInAsync("supervisor", "en");
        await committee.GotoAsync($"/polls/{poll}/registrar");
        await Assertions.Expect(committee.Locator("[data-step=never]")).ToBeVisibleAsync();
        Assert.Equal(0, await committee.Locator("[data-step]:visible:not([data-step=never]), p[data-memory]:visible, [data-sign]:visible").CountAsync());
        await PagesTests.JudgeAsync(committee, "the desk of a called-off poll");
    }

    [Fact]
    public async Task A_lying_portal_gets_no_second_token_of_a_line_none_off_the_roll_and_no_paper_too_many()
    {
        var page = await portal.WindowAsync();
        await page.GotoAsync("/");
        var told = await page.EvaluateAsync<string[]>("""
            async () => {
              const { judge, remember, rollOf, make, sign } = await import("/js/countersign.js"), { base64 } = await import("/js/blind.js");
              const blinded = byte => base64(new Uint8Array(384).with(383, byte + 2)), line = (voter, byte) => ({ voter, label: voter, name: "", blinded: blinded(byte) }), paper = byte => ({ blinded: blinded(byte) });
              const mine = { secret: (await make()).secret, lines: {}, given: {}, papers: {} }, roll = new Set(["a", "b", "c", "d"]), said = [];
              const ask = async work => { const { taken, refused } = await judge(mine, roll, { lines: [], papers: [], given: [], ...work }); remember(mine, taken); said.push(`${taken.map(t => t.line ?? "paper").join("")}|${refused.length}`); };
              await ask({ lines: [line("a", 1), line("x", 2)] });
              await ask({ lines: [line("a", 1)] });
              await ask({ lines: [line("a", 3)] });
              await ask({ papers: [paper(5)] });
              await ask({ papers: [paper(5), paper(6)], given: [line("c", 0), line("a", 0), line("x", 0)] });
              await ask({ papers: [paper(5)], given: [] });
              await ask({ lines: [line("c", 7), line("b", 8)] });
              // What no key can sign is refused by itself; the others are signed all the same.
              await ask({ lines: [{ ...line("d", 9), blinded: base64(new Uint8Array(384)) }, { ...line("d", 9), blinded: base64(new Uint8Array(384).fill(255)) }, line("d", 9)] });
              said.push(String(await rollOf("p", { rollHash: "old" }, "new", () => ["a"])), String(await rollOf("p", {}, "00", () => ["a"])));
              try { sign(mine.secret, new Uint8Array(384).fill(255)); } catch (failed) { said.push(failed.name); }
              return said;
            }
            """);
        Assert.Equal(["a|1", "a|0", "|1", "|1", "paper|1", "paper|0", "b|1", "d|2", "null", "null", "RangeError"], told);
    }

    [Fact]
    public async Task The_committees_browser_signs_what_an_ordinary_library_verifies()
    {
        var page = await portal.WindowAsync();
        await page.GotoAsync("/");
        var told = await page.EvaluateAsync<string[]>("""
            async () => {
              const { make, sign } = await import("/js/countersign.js"), { base64, blind, fromBase64, importKey, random, unblind } = await import("/js/blind.js");
              const { open, hash, secret } = await make(), key = await importKey(fromBase64(open), hash), message = random(64), { blinded, unveil } = await blind(key, message);
              return [open, base64(message), base64(await unblind(key, message, sign(secret, blinded), unveil))];
            }
            """);
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(told[0]), out _);
        Assert.Equal(3072, key.KeySize);
        Assert.True(key.VerifyData(Convert.FromBase64String(told[1]), Convert.FromBase64String(told[2]), HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
    }
}
