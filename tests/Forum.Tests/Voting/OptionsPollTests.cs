using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Polls among options through the API: what each method takes, how it is counted, what stays closed until closing.</summary>
public sealed class OptionsPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Options = ["长者食堂", "图书角", "健身步道", "儿童乐园"];
    private static readonly string[] Voters = ["lin", "chen", "zhao", "wu", "steward"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<string> OpenAsync(string method, int seats = 1, string[]? options = null)
    {
        var director = await host.ApiAsync("director");
        var id = (await OkAsync(await director.PostAsJsonAsync("/api/v1/polls", new { question = "先办哪一件？", method, preset = "residents", secrecy = "open", options = options ?? Options, seats, closesAt = host.Now().AddDays(2) }))).GetProperty("id").GetString()!;
        await OkAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { }));
        return id;
    }

    private async Task<HttpResponseMessage> CastAsync(string voter, string poll, object ballot) => await (await host.ApiAsync(voter)).PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", ballot);

    public static TheoryData<string, int, string[], string> Methods() => new()
    {
        // Each line: who wins, worked out by hand from the five ballots.
        { "plurality", 1, ["""{"choice":"图书角"}""", """{"choice":"图书角"}""", """{"approved":["长者食堂"]}""", """{"ranking":[["健身步道"]]}""", """{"choice":"abstain"}"""], "图书角" },
        { "approval", 2, ["""{"approved":["长者食堂","图书角"]}""", """{"approved":["长者食堂"]}""", """{"approved":["图书角","健身步道"]}""", """{"approved":["长者食堂","图书角"]}""", """{"approved":["儿童乐园"]}"""], "图书角,长者食堂" },
        { "score", 1, ["""{"scores":{"长者食堂":5,"图书角":4}}""", """{"scores":{"长者食堂":5}}""", """{"scores":{"图书角":3,"健身步道":5}}""", """{"scores":{"图书角":4}}""", """{"scores":{"儿童乐园":1}}"""], "图书角" },
        { "dots", 1, ["""{"scores":{"长者食堂":10}}""", """{"scores":{"图书角":6,"健身步道":4}}""", """{"scores":{"健身步道":7}}""", """{"scores":{"长者食堂":2}}""", """{"scores":{"儿童乐园":1}}"""], "长者食堂" },
        { "borda", 1, ["""{"ranking":[["长者食堂"],["图书角"],["健身步道"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["图书角"],["健身步道"]]}""", """{"ranking":[["图书角"],["长者食堂"]]}""", """{"ranking":[["健身步道","图书角"]]}"""], "图书角" },
        { "irv", 1, ["""{"ranking":[["长者食堂"]]}""", """{"ranking":[["长者食堂"]]}""", """{"ranking":[["图书角"]]}""", """{"ranking":[["图书角"]]}""", """{"ranking":[["健身步道"],["图书角"]]}"""], "图书角" },
        { "scottish-stv", 2, ["""{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["健身步道"]]}""", """{"ranking":[["图书角"]]}"""], "图书角,长者食堂" },
        { "meek-stv", 2, ["""{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["健身步道"]]}""", """{"ranking":[["图书角"]]}"""], "图书角,长者食堂" },
        { "schulze", 1, ["""{"ranking":[["图书角"],["长者食堂"]]}""", """{"ranking":[["图书角"],["健身步道"],["长者食堂"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["健身步道"],["图书角"]]}""", """{"ranking":[["健身步道"],["图书角"],["长者食堂"]]}"""], "图书角" },
        { "ranked-pairs", 1, ["""{"ranking":[["图书角"],["长者食堂"]]}""", """{"ranking":[["图书角"],["长者食堂"]]}""", """{"ranking":[["长者食堂"],["图书角"]]}""", """{"ranking":[["图书角"],["健身步道"]]}""", """{"ranking":[["健身步道"]]}"""], "图书角" },
    };

    [Theory]
    [InlineData("approval", """{"choice":"abstain","approved":["图书角"]}""", "choice.several")]
    [InlineData("borda", """{"ranking":[["图书角"]],"approved":["长者食堂"]}""", "choice.several")]
    [InlineData("borda", """{"ranking":[["图书角"]],"choice":"长者食堂"}""", "choice.several")]
    [InlineData("score", """{"scores":{"图书角":3},"choice":"abstain"}""", "choice.several")]
    [InlineData("plurality", """{"choice":"图书角","approved":["长者食堂"]}""", "choice.only-one")]
    public async Task A_ballot_that_contradicts_itself_is_refused(string method, string ballot, string code)
    {
        var poll = await OpenAsync(method);
        Assert.Equal(code, await CodeAsync(await CastAsync("lin", poll, JsonSerializer.Deserialize<JsonElement>(ballot))));
    }

    [Theory]
    [InlineData("图书角", "图书角\u200b", "poll.options-equal")]
    [InlineData("Plan A", "Ｐｌａｎ　Ａ", "poll.options-equal")]
    [InlineData("plan a", "PLAN  A", "poll.options-equal")]
    [InlineData("图书角", "弃权", "poll.option-taken")]
    [InlineData("图书角", "Abstain", "poll.option-taken")]
    public async Task Options_that_cannot_be_told_apart_are_refused(string one, string other, string code)
    {
        var answer = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", new { question = "哪一个？", method = "plurality", preset = "residents", secrecy = "open", options = new[] { one, other }, closesAt = host.Now().AddDays(2) });
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await CodeAsync(answer)));
    }

    private async Task<HttpResponseMessage> SetUpFreeAsync(string method, object rule, string[]? options) => await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls",
        new { question = "先办哪一件？", method, preset = "free", rule, secrecy = "open", options, closesAt = host.Now().AddDays(2) });

    [Fact]
    public async Task A_rule_that_somebody_set_holds_for_a_winner_among_options()
    {
        // Two of five chose the winner: most, but not more than half.
        foreach (var (share, outcome, few) in new[] { (new { numerator = 1, denominator = 2, strict = true }, "failed", 1), (new { numerator = 2, denominator = 5, strict = false }, "passed", 0) })
        {
            var made = await OkAsync(await SetUpFreeAsync("plurality", new { source = "规约第三条", majority = share }, Options));
            var poll = made.GetProperty("id").GetString()!;
            await OkAsync(await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { }));
            for (var i = 0; i < Voters.Length; i++) await OkAsync(await CastAsync(Voters[i], poll, new { choice = Options[Math.Max(0, i - 1)] }));
            await host.AdvanceAsync(TimeSpan.FromDays(2));
            var result = await OkAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}/result"));
            Assert.Equal((outcome, few), (result.GetProperty("outcome").GetString(), result.GetProperty("tooFew").GetArrayLength()));
            Assert.Equal("长者食堂", result.GetProperty("count").GetProperty("winners")[0].GetString());
        }
    }

    [Fact]
    public async Task A_rule_that_asks_what_the_method_cannot_tell_is_refused()
    {
        Assert.Equal("rule.no-supporters", await CodeAsync(await SetUpFreeAsync("schulze", new { source = "规约", majority = new { numerator = 1, denominator = 2, strict = true } }, Options)));
        Assert.Equal("rule.majority", await CodeAsync(await SetUpFreeAsync("yes-no-abstain", new { source = "规约" }, null)));
        await OkAsync(await SetUpFreeAsync("schulze", new { source = "规约", quorum = new { numerator = 1, denominator = 5, strict = false } }, Options));
    }

    [Fact]
    public async Task Everybody_reads_what_the_ledger_says_of_a_poll_and_nothing_of_a_voter()
    {
        var poll = await OpenAsync("plurality");
        await OkAsync(await CastAsync("lin", poll, new { choice = "图书角" }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var visitor = host.CreateClient();
        var told = await OkAsync(await visitor.GetAsync($"/api/v1/polls/{poll}/ledger"));
        Assert.Equal(["poll.set-up", "poll.options-set", "poll.bound", "poll.opened", "roll.sealed", "poll.closed", "record.published", "poll.evidence"], told.EnumerateArray().Select(r => r.GetProperty("act").GetString()).Distinct());
        Assert.DoesNotContain("actor", told.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/polls/{poll}/ledger")).StatusCode);
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Each_method_takes_its_ballots_and_counts_them(string method, int seats, string[] ballots, string winners)
    {
        var poll = await OpenAsync(method, seats);
        for (var i = 0; i < ballots.Length; i++) await OkAsync(await CastAsync(Voters[i], poll, JsonSerializer.Deserialize<JsonElement>(ballots[i])));
        var lin = await host.ApiAsync("lin");
        var open = await lin.GetStringAsync($"/api/v1/polls/{poll}");
        Assert.DoesNotContain("lotSeed", open);
        Assert.Equal(HttpStatusCode.Conflict, (await lin.GetAsync($"/api/v1/polls/{poll}/result")).StatusCode);

        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = await OkAsync(await lin.GetAsync($"/api/v1/polls/{poll}/result"));
        var count = result.GetProperty("count");
        var won = count.GetProperty("winners").EnumerateArray().Select(w => w.GetString()!).Order().ToArray();
        Assert.Equal(winners.Split(',').Order(), won);
        Assert.Equal((seats, "passed"), (won.Length, result.GetProperty("outcome").GetString()));
        Assert.Equal(5, result.GetProperty("turnout").GetProperty("persons").GetInt32());
        var seed = result.GetProperty("lotSeed").GetString()!;
        Assert.Equal(result.GetProperty("lotHash").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed))));
        Assert.Contains(result.GetProperty("lotHash").GetString()!, open);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [InlineData("plurality", 1)]
    [InlineData("approval", 2)]
    [InlineData("score", 1)]
    [InlineData("dots", 1)]
    [InlineData("borda", 1)]
    [InlineData("irv", 1)]
    [InlineData("scottish-stv", 2)]
    [InlineData("meek-stv", 2)]
    [InlineData("schulze", 1)]
    [InlineData("ranked-pairs", 1)]
    public async Task Where_nobody_named_an_option_nobody_wins_and_nothing_is_drawn(string method, int seats)
    {
        var poll = await OpenAsync(method, seats);
        foreach (var voter in Voters[..2]) await OkAsync(await CastAsync(voter, poll, new { choice = "abstain" }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = await OkAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}/result"));
        var count = result.GetProperty("count");
        Assert.Equal(("failed", 0, 0, 0), (result.GetProperty("outcome").GetString(), count.GetProperty("winners").GetArrayLength(), count.GetProperty("ties").GetArrayLength(), count.GetProperty("ballots").GetInt32()));
        var page = (await new Browser(host).GoAsync($"/polls/{poll}/result")).Text;
        Assert.Contains("没有一张选票选了任何选项", page);
        Assert.Contains("这次没有用上", page);
        Assert.Empty(await host.CheckAsync());
    }

    [Theory]
    [InlineData("schulze", "paths", "长者食堂 → 图书角 → 健身步道：强度 3", "长者食堂 → 图书角 → 健身步道: strength 3")]
    [InlineData("ranked-pairs", "defeats", "跳过：已经认定", "Passed over: ")]
    public async Task A_method_of_pairs_shows_each_step_to_its_ranking(string method, string steps, string zh, string en)
    {
        // A circle: the canteen beats the corner by 4 to 1, the corner the path and the path the canteen by 3 to 2.
        string[][] circle = [["长者食堂", "图书角", "健身步道"], ["长者食堂", "图书角", "健身步道"], ["图书角", "健身步道", "长者食堂"], ["健身步道", "长者食堂", "图书角"], ["健身步道", "长者食堂", "图书角"]];
        var poll = await OpenAsync(method, options: circle[0]);
        for (var i = 0; i < circle.Length; i++) await OkAsync(await CastAsync(Voters[i], poll, new { ranking = circle[i].Select(o => new[] { o }) }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var visitor = host.CreateClient();
        var count = (await OkAsync(await visitor.GetAsync($"/api/v1/polls/{poll}/result"))).GetProperty("count").GetProperty(steps);
        if (steps == "paths") Assert.Equal("""{"strength":3,"by":["长者食堂","图书角","健身步道"]}""", JsonSerializer.Serialize(count.GetProperty("长者食堂").GetProperty("健身步道"), Relaxed));
        else Assert.Equal(["locked", "locked", "passed-over"], count.EnumerateArray().Select(d => d.GetProperty("fate").GetString()));
        foreach (var (language, words) in new[] { ("zh", zh), ("en", en) }) Assert.Contains(words, WebUtility.HtmlDecode(await visitor.GetStringAsync($"/polls/{poll}/result?lang={language}")));
    }

    [Theory]
    [InlineData("plurality", """{"approved":["长者食堂","图书角"]}""", "choice.only-one")]
    [InlineData("plurality", """{"choice":"yes"}""", "choice.wrong")]
    [InlineData("plurality", """{"choice":"不存在"}""", "choice.wrong")]
    [InlineData("plurality", """{}""", "choice.missing")]
    [InlineData("approval", """{"approved":[]}""", "choice.missing")]
    [InlineData("approval", """{"approved":["图书角","图书角"]}""", "choice.wrong")]
    [InlineData("approval", """{"scores":{"图书角":1}}""", "choice.wrong")]
    [InlineData("score", """{"scores":{"图书角":6}}""", "choice.points")]
    [InlineData("score", """{"scores":{"图书角":-1}}""", "choice.points")]
    [InlineData("dots", """{"scores":{"图书角":6,"长者食堂":5}}""", "choice.too-many-dots")]
    [InlineData("dots", """{"scores":{"图书角":99}}""", "choice.dots")]
    [InlineData("approval", """{"ranking":[["图书角"],["长者食堂"]]}""", "choice.wrong")]
    [InlineData("schulze", """{"approved":["图书角"]}""", "choice.wrong")]
    [InlineData("irv", """{"ranking":[["图书角","长者食堂"]]}""", "choice.equal-ranks")]
    [InlineData("irv", """{"ranking":[["图书角"],["图书角"]]}""", "choice.wrong")]
    [InlineData("schulze", """{"ranking":[[],[]]}""", "choice.missing")]
    [InlineData("schulze", """{"ranking":[[null]]}""", "choice.wrong")]
    public async Task A_ballot_that_does_not_fit_is_refused(string method, string ballot, string code)
    {
        var poll = await OpenAsync(method);
        Assert.Equal(code, await CodeAsync(await CastAsync("lin", poll, JsonSerializer.Deserialize<JsonElement>(ballot))));
    }

    [Theory]
    [InlineData("dots", "99", "“健身步道”要填 0 到 10 之间的整数个点")]
    [InlineData("dots", "两个", "“健身步道”要填 0 到 10 之间的整数个点")]
    [InlineData("score", "6", "“健身步道”要打 0 到 5 之间的整数分")]
    public async Task Without_a_script_the_page_says_which_option_has_what_it_cannot_have(string method, string typed, string says)
    {
        var poll = await OpenAsync(method);
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/polls/{poll}");
        await lin.PostAsync("choose", new() { ["points-0"] = "1", ["points-2"] = typed });
        Assert.Contains(says, lin.Page.QuerySelector("#wrong")!.TextContent);
    }

    [Fact]
    public async Task Who_stands_without_a_vote_stands_in_each_round_until_excluded()
    {
        var poll = await OpenAsync("scottish-stv", 2);
        string[][] ranked = [["长者食堂", "图书角"], ["长者食堂", "健身步道"], ["长者食堂"], ["图书角"], ["健身步道"]];
        for (var i = 0; i < ranked.Length; i++) await OkAsync(await CastAsync(Voters[i], poll, new { ranking = ranked[i].Select(o => new[] { o }) }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var rounds = (await host.SendAsync("lin", new GetResult(new(Guid.Parse(poll))))).Value.Count!.Rounds!;
        var last = rounds.ToList().FindIndex(r => r.Excluded.Contains("儿童乐园"));
        Assert.InRange(last, 1, rounds.Count - 2);
        var page = await new Browser(host).GoAsync($"/polls/{poll}/result");
        var shown = page.Page.QuerySelectorAll("section.leaf:has(h3)").Single().QuerySelectorAll("h3").Select(h =>
        {
            List<string> names = [];
            for (var next = h.NextElementSibling; next?.LocalName == "figure"; next = next.NextElementSibling) names.Add(next.QuerySelector("strong")!.TextContent);
            return names;
        }).ToList();
        Assert.Equal(rounds.Count, shown.Count);
        Assert.Contains("儿童乐园", shown[0]);
        for (var i = 0; i < rounds.Count; i++) Assert.Equal(i <= last, shown[i].Contains("儿童乐园"));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        var (director, chair) = (await host.ApiAsync("director"), await host.ApiAsync("owners.chair"));
        Task<HttpResponseMessage> Ask(HttpClient who, string method, string preset, string[]? options, int? seats = null) =>
            who.PostAsJsonAsync("/api/v1/polls", new { question = "先办哪一件？", method, preset, secrecy = "open", options, seats, closesAt = host.Now().AddDays(2) });
        Assert.Equal("poll.options", await CodeAsync(await Ask(director, "approval", "residents", ["只有一个"])));
        Assert.Equal("poll.options", await CodeAsync(await Ask(director, "approval", "residents", null)));
        Assert.Equal("poll.options", await CodeAsync(await Ask(director, "approval", "residents", [.. Enumerable.Range(0, 21).Select(i => $"{i}")])));
        Assert.Equal("poll.options-equal", await CodeAsync(await Ask(director, "approval", "residents", ["甲", " 甲 "])));
        Assert.Equal("poll.seats", await CodeAsync(await Ask(director, "schulze", "residents", Options, 2)));
        Assert.Equal("poll.seats", await CodeAsync(await Ask(director, "approval", "residents", Options, 4)));
        Assert.Equal("text.too-long", await CodeAsync(await Ask(director, "approval", "residents", ["甲", new string('长', 81)])));
        Assert.Equal("poll.no-options", await CodeAsync(await Ask(director, "yes-no-abstain", "residents", Options)));
        Assert.Equal("poll.owners-yes-no", await CodeAsync(await Ask(chair, "approval", "owners-ordinary", Options)));
        Assert.Equal("poll.method", await CodeAsync(await Ask(director, "guess", "residents", Options)));
    }

    [Fact]
    public async Task A_changed_mind_counts_once_and_the_options_stay()
    {
        var poll = await OpenAsync("plurality");
        await OkAsync(await CastAsync("lin", poll, new { choice = "图书角" }));
        await OkAsync(await CastAsync("lin", poll, new { choice = "长者食堂" }));
        var id = new PollId(Guid.Parse(poll));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Polls SET Options = '[]' WHERE Id = {id.Value}")));
        Assert.Equal("""[["长者食堂"]]""", JsonSerializer.Serialize((await host.SendAsync("lin", new GetPoll(id))).Value.Own!.Said, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("1", (await host.SendAsync("lin", new GetResult(id))).Value.Count!.Totals!["长者食堂"]);
    }

    [Fact]
    public async Task A_tie_is_settled_by_the_sealed_lot_and_says_so()
    {
        var poll = await OpenAsync("plurality");
        await CastAsync("lin", poll, new { choice = "图书角" });
        await CastAsync("chen", poll, new { choice = "长者食堂" });
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = (await host.SendAsync("lin", new GetResult(new(Guid.Parse(poll))))).Value;
        Assert.Contains(result.Count!.Ties, t => t.ResolvedBy == Forum.Domain.Voting.Methods.TieResolution.Lot);
        var lot = Forum.Domain.Voting.Methods.Lot.Of(result.LotSeed!, result.Options);
        Assert.Equal(lot.PlaceOf(0) < lot.PlaceOf(1) ? "长者食堂" : "图书角", result.Count.Winners.Single());
        Assert.Contains("这次用它定了平票", (await new Browser(host).GoAsync($"/polls/{poll}/result")).Text);
        var row = (await new Browser(host).GoAsync("/polls")).Page.QuerySelector($"li:has(a[href='/polls/{poll}/result'])")!;
        Assert.Contains(result.Count.Winners.Single(), row.TextContent);
        Assert.Equal(result.Count.Winners, (await host.SendAsync("lin", new ListPolls())).Value.Items.Single(p => p.Id == result.Id).Winners);
    }

    [Fact]
    public async Task Each_round_by_Meeks_rules_says_its_own_quota_and_every_note_stands_alone()
    {
        var poll = await OpenAsync("meek-stv", 2);
        string[][] ranked = [["长者食堂"], ["长者食堂"], ["图书角"], ["健身步道"], ["儿童乐园"]];
        for (var i = 0; i < ranked.Length; i++) await OkAsync(await CastAsync(Voters[i], poll, new { ranking = ranked[i].Select(o => new[] { o }) }));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = await OkAsync(await (await host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}/result"));
        var quotas = result.GetProperty("quotas").EnumerateArray().Select(q => q.GetString()!).ToList();
        Assert.Equal(result.GetProperty("count").GetProperty("rounds").GetArrayLength(), quotas.Count);
        Assert.NotEqual(quotas[0], quotas[^1]);
        var rounds = (await new Browser(host).GoAsync($"/polls/{poll}/result")).Page.QuerySelectorAll("ul.round").Select(r => r.Children.Select(c => c.TextContent).ToList()).ToList();
        Assert.Equal(quotas.Select(q => $"当选票数：{decimal.Parse(q, System.Globalization.CultureInfo.InvariantCulture):0.#####}"), rounds.Select(r => r[0]));
        Assert.Contains(rounds, r => r.Exists(n => n.StartsWith("淘汰", StringComparison.Ordinal)) && r.Exists(n => n.StartsWith("不再转的票", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lot_that_nothing_hung_on_is_not_told_as_drawn()
    {
        var poll = await OpenAsync("schulze");
        await CastAsync("lin", poll, new { ranking = new[] { new[] { "图书角" }, ["长者食堂"] } });
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var page = await new Browser(host).GoAsync($"/polls/{poll}/result");
        var result = (await host.SendAsync("lin", new GetResult(new(Guid.Parse(poll))))).Value;
        Assert.Equal(result.Count!.Ties.Count == 0, page.Text.Contains("这次没有用上", StringComparison.Ordinal));
        // Columns of the table of pairs go by number, and say their name to those who listen.
        Assert.Equal(Options.Select((o, i) => (o, $"{i + 1}")), page.Page.QuerySelectorAll("section:not([id]) .scroll th[abbr]").Select(h => (h.GetAttribute("abbr")!, h.TextContent)));
    }
}
