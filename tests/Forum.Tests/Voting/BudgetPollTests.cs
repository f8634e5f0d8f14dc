using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Foundation.Texts;
using Forum.Voting;
using Forum.Voting.Counting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Forum.Tests.Voting;

/// <summary>A budget from set-up to its checked record: through the API, the pages without JavaScript, the command line, and in the demo.</summary>
public sealed class BudgetPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Projects = ["感应灯", "保温餐车", "修喷泉", "宣传片"];
    private static readonly long[] Costs = [40_000, 30_000, 90_050, 10_000];

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SetUpAsync(object body) => await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", body);

    private async Task<string> OpenAsync(string method = "equal-shares", string? completion = "none", long leastVotes = 0)
    {
        var id = (await OkAsync(await SetUpAsync(new { question = "先办哪些？", method, preset = "residents", secrecy = "open", options = Projects, closesAt = host.Now().AddDays(2), costs = Costs, budget = 100_000, completion, leastVotes }))).GetProperty("id").GetString()!;
        await OkAsync(await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { }));
        return id;
    }

    private async Task VoteAndCloseAsync(string poll)
    {
        foreach (var (voter, ballot) in new (string, object)[] { ("lin", new { approved = new[] { "感应灯" } }), ("chen", new { approved = new[] { "感应灯", "保温餐车" } }), ("zhao", new { approved = new[] { "保温餐车", "修喷泉" } }), ("wu", new { approved = new[] { "感应灯" } }), ("steward", new { choice = "abstain" }) })
            await OkAsync(await (await host.ApiAsync(voter)).PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", ballot));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
    }

    private async Task<string[]> RecordAsync(string poll) => (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');

    [Fact]
    public async Task From_set_up_to_the_checked_record()
    {
        var poll = await OpenAsync();
        var lin = await host.ApiAsync("lin");
        var shown = await OkAsync(await lin.GetAsync($"/api/v1/polls/{poll}"));
        Assert.Equal((100_000, "none", 0), (shown.GetProperty("budget").GetInt64(), shown.GetProperty("completion").GetString(), shown.GetProperty("leastVotes").GetInt64()));
        Assert.Equal(Costs, shown.GetProperty("costs").EnumerateArray().Select(c => c.GetInt64()));
        await VoteAndCloseAsync(poll);

        // Four chose, 250.00 each: the lamps cost three of them 133.34, the food cart takes 116.66 and 183.34 of two.
        var result = await OkAsync(await lin.GetAsync($"/api/v1/polls/{poll}/result"));
        var count = result.GetProperty("count");
        Assert.Equal((100_000, "passed", 70_000, 30_000), (result.GetProperty("budget").GetInt64(), result.GetProperty("outcome").GetString(), count.GetProperty("spent").GetInt64(), count.GetProperty("left").GetInt64()));
        JsonElement Of(JsonElement told, string project) => told.GetProperty("projects").EnumerateArray().Single(p => p.GetProperty("project").GetString() == project);
        Assert.Equal((1, 3), (Of(count, "感应灯").GetProperty("place").GetInt32(), Of(count, "感应灯").GetProperty("votes").GetInt32()));
        Assert.Equal(("supporters-short", "6666.6666666666"), (Of(count, "修喷泉").GetProperty("notFunded").GetString(), Of(count, "修喷泉").GetProperty("left").GetString()));
        Assert.Equal("no-votes", Of(count, "宣传片").GetProperty("notFunded").GetString());

        var record = await RecordAsync(poll);
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        Assert.Contains(new RecordCheck().Run([record[0].Replace("90050", "90049"), .. record[1..]]), f => f is { Name: "count", Holds: false });
        Assert.Contains(new RecordCheck().Run([record[0].Replace("\"budget\":100000", "\"budget\":-1"), .. record[1..]]), f => f is { Name: "header", Holds: false });
        Assert.Equal((0, 5, 5, 1), Counted(record, out var told) is var code ? (code, told.GetProperty("ballots").GetInt32(), told.GetProperty("valid").GetInt32(), told.GetProperty("abstentions").GetInt32()) : default);
        Assert.Equal(["感应灯", "保温餐车"], told.GetProperty("winners").EnumerateArray().Select(w => w.GetString()));
        Assert.Equal("supporters-short", Of(told, "修喷泉").GetProperty("notFunded").GetString());
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task How_the_share_rose_is_told_step_by_step()
    {
        // The fountain costs one voter 900.50 beside half of the food cart: more than the 1,000.00 that a share can be.
        var poll = await OpenAsync(completion: "add1");
        await VoteAndCloseAsync(poll);
        var rise = (await OkAsync(await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result"))).GetProperty("count").GetProperty("rise");
        var shares = Assert.Single(rise.GetProperty("shares").EnumerateArray());
        Assert.Equal(("25000", "100000", 70_000, "whole-budget"), (shares.GetProperty("from").GetString(), shares.GetProperty("to").GetString(), shares.GetProperty("spent").GetInt64(), rise.GetProperty("end").GetString()));
        Assert.Equal(["感应灯", "保温餐车"], shares.GetProperty("funded").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("每人 250 元 至 1,000 元", (await new Browser(host).GoAsync($"/polls/{poll}/result")).Text);
        Counted(await RecordAsync(poll), out var told);
        Assert.True(JsonElement.DeepEquals(rise.GetProperty("shares"), told.GetProperty("rise").GetProperty("shares")));
    }

    private int Counted(string[] record, out JsonElement told, params string[] more)
    {
        var file = Path.Combine(host.Folder, $"{Guid.NewGuid()}.jsonl");
        File.WriteAllLines(file, record);
        using StringWriter output = new(), errors = new();
        var code = CountVerb.Run(["--method", "equal-shares", .. more, file], new TextBook(new ConfigurationBuilder().Build()), output, errors);
        told = JsonDocument.Parse(output.ToString()).RootElement;
        return code;
    }

    [Fact]
    public async Task The_record_s_own_completion_is_counted_unless_another_is_asked_for()
    {
        var poll = await OpenAsync(completion: "add1u");
        await VoteAndCloseAsync(poll);
        var record = await RecordAsync(poll);
        Counted(record, out var own);
        Counted(record, out var other, "--completion", "none");
        Assert.NotEqual(own.GetProperty("share").GetString(), other.GetProperty("share").GetString());
        Assert.Equal("above-left", own.GetProperty("projects").EnumerateArray().Single(p => p.GetProperty("project").GetString() == "修喷泉").GetProperty("notFunded").GetString());
    }

    [Fact]
    public async Task By_votes_until_the_list_ends()
    {
        var poll = await OpenAsync("greedy-no-skip", null, 2);
        await VoteAndCloseAsync(poll);
        var count = (await host.SendAsync("lin", new GetResult(new(Guid.Parse(poll))))).Value.Count!;
        Assert.Equal(["感应灯", "保温餐车"], count.Winners);
        Assert.Equal([NotFunded.BelowLeastVotes, NotFunded.NoVotes], count.Projects!.Skip(2).Select(p => p.NotFunded!.Value));
    }

    public static TheoryData<string, string> Wrong() => new()
    {
        { """{"method":"equal-shares"}""", "poll.budget-missing" },
        { """{"method":"equal-shares","budget":100000}""", "poll.costs-count" },
        { """{"method":"equal-shares","budget":100000,"costs":[1,2]}""", "poll.costs-count" },
        { """{"method":"greedy","budget":100000,"costs":[1,2,0,4]}""", "poll.cost-nothing" },
        { """{"method":"greedy","budget":100000,"costs":[1,2,3,100001]}""", "poll.cost-above-budget" },
        { """{"method":"greedy","budget":9223372036854775807,"costs":[1,2,3,9223372036854775807]}""", "poll.budget-sum" },
        { """{"method":"greedy","budget":100000,"costs":[1,2,3,4],"completion":"add1"}""", "poll.completion" },
        { """{"method":"equal-shares","budget":100000,"costs":[1,2,3,4],"completion":"later"}""", "poll.completion" },
        { """{"method":"equal-shares","budget":100000,"costs":[1,2,3,4],"leastVotes":-1}""", "poll.least-votes" },
        { """{"method":"approval","budget":100000,"costs":[1,2,3,4]}""", "poll.no-budget" },
        { """{"method":"approval","leastVotes":3}""", "poll.no-budget" },
        { """{"method":"equal-shares","budget":100000,"costs":[1],"options":["只有一个"]}""", "poll.options" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_cannot_be_spent_is_refused(string body, string code)
    {
        var asked = JsonSerializer.Deserialize<Dictionary<string, object>>(body)!;
        foreach (var (name, value) in new (string, object)[] { ("question", "先办哪些？"), ("preset", "residents"), ("secrecy", "open"), ("options", Projects), ("closesAt", host.Now().AddDays(2)) }) asked.TryAdd(name, value);
        var answer = await SetUpAsync(asked);
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_database_keeps_the_budget_from_the_opening_on()
    {
        var id = new PollId(Guid.Parse(await OpenAsync()));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Polls SET Budget = NULL WHERE Id = {id.Value}")));
    }

    [Fact]
    public async Task By_plain_forms_from_set_up_to_why_not()
    {
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/polls/new");
        Dictionary<string, string> typed = new() { ["question"] = "公共收益怎么花？", ["method"] = "equal-shares", ["options"] = "感应灯 = 400\n保温餐车 = 三百\n修喷泉＝900.5", ["budget"] = "1,000", ["completion"] = "none", ["closesAt"] = host.Now().AddDays(3).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm"), ["papers"] = "" };
        await director.PostAsync("set-up", typed);
        Assert.Contains("保温餐车 = 三百", director.Page.QuerySelector("#options-e")!.TextContent);
        Assert.Equal("1,000", director.Page.QuerySelector("#budget")!.GetAttribute("value"));
        await director.PostAsync("set-up", new(typed) { ["options"] = "感应灯 = 400\n保温餐车 = 300 元\n修喷泉＝0.09万\n宣传片 = 100", ["budget"] = "许多" });
        Assert.NotNull(director.Page.QuerySelector("#budget-e"));
        await director.PostAsync("set-up", new(typed) { ["options"] = "感应灯 = 400\n保温餐车 = 300 元\n修喷泉＝0.09万\n宣传片 = 100" });
        Assert.Contains("1,000 元", director.Text);
        var poll = director.Path;
        await director.PostAsync("open", []);

        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync(poll);
        Assert.Equal(["400 元", "300 元", "900 元", "100 元"], lin.Page.QuerySelectorAll("form .pick small").Select(s => s.TextContent));
        await lin.PostAsync("choose", new() { ["option"] = "1" });
        Assert.Contains("合起来 300 元，一共有 1,000 元", lin.Text);
        await lin.PostAsync("cast", []);
        Assert.Contains("300 元", lin.Text);
        await host.AdvanceAsync(TimeSpan.FromDays(3));
        await lin.GoAsync($"{poll}/result");
        Assert.Contains("4 项里办 1 项", lin.Text);
        Assert.Contains("没有人选它", lin.Text);
        Assert.Contains("用 300 元", lin.Text);
    }

    [Fact]
    public async Task A_printed_paper_shows_what_each_costs()
    {
        var director = await host.ApiAsync("director");
        var id = (await OkAsync(await SetUpAsync(new { question = "先办哪些？", method = "greedy", preset = "residents", secrecy = "open", options = Projects, closesAt = host.Now().AddDays(2), costs = Costs, budget = 100_000, papers = "last", entryHours = 0 }))).GetProperty("id").GetString()!;
        await OkAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { }));
        await OkAsync(await director.PostAsJsonAsync($"/api/v1/polls/{id}/papers", new { homes = "1号楼" }));
        var page = await (await Browser.SignedInAsync(host, "director")).GoAsync($"/polls/{id}/papers?batch=1");
        Assert.Equal(["400 元", "300 元", "900.50 元", "100 元"], page.Page.QuerySelector(".ballot-paper")!.QuerySelectorAll("li small").Select(s => s.TextContent));
    }

    [Fact]
    public async Task The_demo_tells_of_a_year_s_income_with_different_reasons()
    {
        var poll = await host.DbAsync(db => db.Polls.AsNoTracking().SingleAsync(p => p.Question == "今年的公共收益怎么花？"));
        var count = OptionsTally.CountOf(poll.Closed!.Tally)!;
        Assert.Equal(8, count.Projects!.Count);
        Assert.InRange(count.Winners.Count, 2, 6);
        Assert.True(count.Projects.Where(p => p.Place is null).Select(p => p.NotFunded).Distinct().Count() >= 3);
    }
}
