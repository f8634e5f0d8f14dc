using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Forum.Council.Amendments;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Foundation;

/// <summary>Numbers that Unicode keeps for no character, and halves of pairs, are no text: refused where they would be kept, passed over where something is looked for.</summary>
public sealed class NoCharacterTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Written = [@"\ufffe", @"\uffff", @"\ufdd0", @"\ufdef", @"\ud83f\udffe", @"\udbff\udfff", @"\ud800", @"\udc00", @"\udc00\ud800"];

    public static TheoryData<string> All => [.. Written];

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_road_into_the_portal_refuses_them(string sign)
    {
        var text = $"字{sign}";
        var proposal = (await host.SendAsync("lin", new Propose("没有字符", "装一把长椅。", null))).Value.Id;
        var amendment = (await host.SendAsync("chen", new PutAmendment(proposal, 1, "装两把长椅。", "不够坐"))).Value;
        var (lin, visitor) = (await host.ApiAsync("lin"), host.CreateClient());
        (HttpClient Who, string Path, string Body)[] roads =
        [
            (lin, $"proposals/{proposal}/comments", $$"""{"stance":"for","body":"{{text}}"}"""),
            (lin, $"proposals/{proposal}/comments", $$"""{"stance":"for","body":"{{sign}}"}"""),
            (lin, "proposals", $$"""{"title":"{{text}}","body":"正文"}"""),
            (lin, "proposals", $$"""{"title":"题","body":"{{text}}"}"""),
            (lin, $"proposals/{proposal}/versions", $$"""{"body":"{{text}}","baseVersion":1}"""),
            (lin, $"proposals/{proposal}/amendments", $$"""{"body":"{{text}}","reason":"{{text}}","baseVersion":1}"""),
            (lin, $"amendments/{amendment}/acceptance", $$"""{"body":"{{text}}","fromVersion":1}"""),
            (lin, "concerns", $$"""{"category":"other","title":"{{text}}","body":"说一说","visibility":"public"}"""),
            (lin, "concerns", $$"""{"category":"other","title":"题","body":"{{text}}","visibility":"public"}"""),
            (visitor, "joinings", $$"""{"code":"{{text}}","bornOn":"1990-01-01","userName":"{{text}}","displayName":"{{text}}","password":"{{text}} a long one"}"""),
            (visitor, "session", $$"""{"userName":"{{text}}","password":"{{text}}"}"""),
        ];
        List<string> wrong = [];
        foreach (var (who, path, body) in roads)
        {
            var answer = await who.PostAsync($"/api/v1/{path}", Json(body));
            if ((int)answer.StatusCode is < 400 or >= 500) wrong.Add($"{(int)answer.StatusCode} {path} {body}");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_draft_takes_none_and_one_that_has_one_is_not_published(string sign)
    {
        var text = Regex.Unescape($"字{sign}");
        Assert.Equal("text.unreadable", (await host.SendAsync("lin", new StartDraft("草稿", text))).Refusals[0].Code);
        if (IsHalf(sign)) return;
        var draft = (await host.SendAsync("lin", new StartDraft("草稿", "字"))).Value.Id;
        // As one that was kept when they were still let through.
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER IF EXISTS SavedTexts_no_update"));
        await host.DbAsync(db => db.SavedTexts.Where(t => t.DraftId == draft).ExecuteUpdateAsync(set => set.SetProperty(t => t.Body, text)));
        var lin = await host.ApiAsync("lin");
        Assert.Equal(HttpStatusCode.BadRequest, (await lin.PostAsync($"/api/v1/drafts/{draft}/publication", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lin.GetAsync($"/drafts/{draft}")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Looking_for_one_finds_nothing(string sign)
    {
        var (lin, visitor) = (await host.ApiAsync("lin"), host.CreateClient());
        var similar = await lin.PostAsync("/api/v1/search/similar", Json($$"""{"title":"{{sign}}","body":"{{sign}}"}"""));
        Assert.Equal(IsHalf(sign) ? HttpStatusCode.BadRequest : HttpStatusCode.OK, similar.StatusCode);
        if (IsHalf(sign)) return;
        var asked = Uri.EscapeDataString(Regex.Unescape(sign));
        foreach (var q in new[] { asked, $"C-2026-000001{asked}", $"\"{asked}\"", $"-{asked}" })
        {
            var (page, api) = (await visitor.GetAsync($"/search?q={q}"), await visitor.GetAsync($"/api/v1/search?q={q}"));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, api.StatusCode));
            if (!q.StartsWith('C')) Assert.Equal(0, JsonDocument.Parse(await api.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt32());
        }
        // Beside a word it is passed over.
        var beside = await visitor.GetStringAsync($"/api/v1/search?q={Uri.EscapeDataString("电梯 ")}{asked}");
        Assert.Equal(await visitor.GetStringAsync($"/api/v1/search?q={Uri.EscapeDataString("电梯")}"), beside);
    }

    [Fact]
    public async Task A_form_with_one_is_answered_in_words()
    {
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync("/proposals/new");
        await lin.PostAsync("review", new() { ["title"] = "题\uFFFE", ["body"] = "正文" });
        await lin.PostAsync("review", new() { ["title"] = "题", ["body"] = "正文\uFDD0" });
        Assert.True((int)lin.Response.StatusCode < 500);
        // Where the text is looked over before it is sent, what is like it is looked for.
        await lin.PostAsync("review", new() { ["title"] = "题\uFFFE", ["body"] = "正文", ["save"] = "1" });
        Assert.Equal((HttpStatusCode.BadRequest, true), (lin.Response.StatusCode, lin.Text.Contains("看不见的控制符号")));
    }

    /// <summary>Putting a text into a normal form fails where it holds what is no character; one place knows that.</summary>
    [Fact]
    public void Nobody_else_asks_for_a_normal_form() =>
        Assert.Equal(["src/Forum.Domain/Kernel/Words.cs"], Source.Files("src", ".cs", ".razor").Where(f => f.Text.Contains(".Normalize(") || f.Text.Contains(".IsNormalized(")).Select(f => f.Path));

    private static bool IsHalf(string sign) => sign.StartsWith(@"\ud800") || sign.StartsWith(@"\udc00");
}
