using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>A secret poll of households gives whoever has two homes a token for each.</summary>
public sealed class TwoLinesSecretTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    [Fact]
    public async Task Two_tokens_are_signed_once_each_and_two_ballots_cast()
    {
        await host.MoveInTooAsync("lin");
        var poll = await host.OpenPollAsync(secrecy: "secret");
        var (one, two) = await host.TwoAsync("lin", poll);
        var lin = await host.ApiAsync("lin");
        var key = (await JsonAsync(await lin.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64();
        Task<HttpResponseMessage> AskAsync(TokenClient token, VoterId? line) => lin.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded, line = line?.ToString() });
        Assert.Equal("poll.which-line", await CodeAsync(await AskAsync(new(key), null)));
        Assert.Equal("poll.not-on-roll", await CodeAsync(await AskAsync(new(key), (await host.SendAsync("chen", new GetPoll(poll))).Value.Own!.Line)));
        foreach (var line in new[] { one.Line, two.Line })
        {
            var token = new TokenClient(key);
            var signature = token.Finalize((await JsonAsync(await AskAsync(token, line))).GetProperty("signature").GetBytesFromBase64());
            Assert.Equal(signature, token.Finalize((await JsonAsync(await AskAsync(token, line))).GetProperty("signature").GetBytesFromBase64()));
            var again = await JsonAsync(await AskAsync(new(key), line));
            Assert.Equal("token.already-issued", again.GetProperty("code").GetString());
            // Who answers for two lines is given two.
            Assert.DoesNotContain("每人", again.ToString());
            // What the call does not know is ignored, as everywhere: the token alone says whose ballot it is.
            var cast = await host.CreateClient(new() { HandleCookies = false }).PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = token.Message, signature, choice = "yes", line = one.Line.ToString() });
            Assert.Equal(HttpStatusCode.Created, cast.StatusCode);
        }
        Assert.Equal((2, 2), await host.DbAsync(async db => (await db.SpentLines.CountAsync(s => s.PollId == poll), await db.BoxedBallots.CountAsync(b => b.PollId == poll))));
        Assert.True((await host.SendAsync("lin", new GetPoll(poll))).Value.Lines.All(l => l.Voted));
        await host.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal(2, (await host.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task One_token_is_not_given_out_for_two_lines_and_who_lives_there_too_hears_who_took_it()
    {
        var poll = await host.OpenPollAsync(secrecy: "secret");
        var theirs = (await host.SendAsync("family.1", new GetPoll(poll))).Value.Own!.Line;
        var mine = (await host.SendAsync("chen", new GetPoll(poll))).Value.Lines;
        var other = mine.Single(l => l.Line != theirs).Line;
        Assert.Contains(mine, l => l.Line == theirs);
        using var chen = await host.ApiAsync("chen");
        var token = new TokenClient((await JsonAsync(await chen.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64());
        Task<HttpResponseMessage> AskAsync(HttpClient who, VoterId line) => who.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded, line = line.ToString() });
        Assert.Null(await CodeAsync(await AskAsync(chen, theirs)));

        Assert.Equal("token.again", await CodeAsync(await AskAsync(chen, other)));
        using var family = await host.ApiAsync("family.1");
        Assert.Equal("token.others-took", await CodeAsync(await AskAsync(family, theirs)));
        var (shown, may) = (await host.SendAsync("family.1", new GetPoll(poll))).Value is var view ? (view.Own!, view.May) : default;
        Assert.Equal((true, false), (shown.ByOther, may.Vote));
        var page = await Browser.SignedInAsync(host, "family.1");
        await page.GoAsync($"/polls/{poll}");
        Assert.Contains("只有领票的人能在自己的设备上投", page.Text);
        // Whether the one that was taken is cast, only the device knows: its page leads to it.
        await (page = await Browser.SignedInAsync(host, "chen")).GoAsync($"/polls/{poll}?line={other}");
        Assert.NotNull(page.Page.QuerySelector($"a.btn[href='/polls/{poll}?line={theirs}']"));
    }

    [Fact]
    public async Task The_committee_signs_each_and_each_is_asked_for_by_its_line()
    {
        await host.MoveInTooAsync("zhao");
        var poll = await host.OpenPollAsync(secrecy: "secret", second: true);
        using var device = new CommitteeDevice(await host.ApiAsync("supervisor"), $"{poll}");
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        var (one, two) = await host.TwoAsync("zhao", poll);
        var zhao = await host.ApiAsync("zhao");
        var key = (await JsonAsync(await zhao.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64();
        Dictionary<VoterId, TokenClient> blinds = [];
        foreach (var line in new[] { one.Line, two.Line })
        {
            var first = new TokenClient(key);
            blinds[line] = new(device.Public, first.Message);
            Assert.Null(await CodeAsync(await zhao.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = first.Blinded, secondBlinded = blinds[line].Blinded, line = line.ToString() })));
        }
        await device.SignAllAsync();
        await host.DrainAsync();
        var told = (await host.SendAsync("zhao", new Forum.Notifications.GetNews())).Value.Items;
        foreach (var row in new[] { one, two }) Assert.Contains(told, n => n.Href == $"/polls/{poll}?line={row.Line}" && n.Text.Contains("会签") && n.Text.Contains(row.Label));
        Assert.Equal("poll.which-line", await CodeAsync(await zhao.GetAsync($"/api/v1/polls/{poll}/tokens/second")));
        foreach (var (line, blind) in blinds)
        {
            using var second = System.Security.Cryptography.RSA.Create();
            second.ImportSubjectPublicKeyInfo(device.Public, out _);
            var signature = blind.Finalize((await JsonAsync(await zhao.GetAsync($"/api/v1/polls/{poll}/tokens/second?line={line}"))).GetProperty("signature").GetBytesFromBase64());
            Assert.True(second.VerifyData(blind.Message, signature, System.Security.Cryptography.HashAlgorithmName.SHA384, System.Security.Cryptography.RSASignaturePadding.Pss));
        }
    }
}
