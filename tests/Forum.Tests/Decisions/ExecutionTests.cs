using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Forum.Domain.Council.Discussion;
using Forum.Tests.Council;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Decisions;

/// <summary>From a decision to its last step and what people think of it, through the real application.</summary>
public sealed class ExecutionTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private DateOnly In(int days) => host.Today.AddDays(days);

    private async Task<ExecutionView> SeenAsync(string who, DecisionId decision) => (await host.SendAsync(who, new GetExecution(decision))).Value;

    private async Task<bool> WaitsAsync(string who, string kind, string id) => (await host.SendAsync(who, new Forum.Queue.GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id);

    [Fact]
    public async Task From_plan_to_report_to_the_end_by_those_who_may()
    {
        var decision = await host.DecidedAsync();
        var (director, property) = (await host.ApiAsync("director"), await host.ApiAsync("property"));
        var made = await director.PostAsJsonAsync($"/api/v1/decisions/{decision}/milestones", new { title = "埋线", unitId = (await host.ManagerAsync()).Value, dueOn = In(10) });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var milestone = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.True(await WaitsAsync("property", "milestone.report", milestone));
        Assert.Equal("forbidden", (await host.SendAsync("lin", new PlanMilestone(decision, "x", await host.ManagerAsync(), In(1)))).Refusals[0].Code);
        Assert.Equal("forbidden", (await host.SendAsync("lin", new ReportMilestone(decision, new(Guid.Parse(milestone)), 50))).Refusals[0].Code);
        Assert.Equal("forbidden", (await host.SendAsync("care", new ReportMilestone(decision, new(Guid.Parse(milestone)), 50))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("director.b", new ReportMilestone(decision, new(Guid.Parse(milestone)), 50))).Refusals[0].Code);

        var reports = $"/api/v1/decisions/{decision}/milestones/{milestone}/reports";
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsJsonAsync(reports, new { percent = 60 })).StatusCode);
        Assert.Equal("milestone.explain-delay", (await JsonAsync(await property.PostAsJsonAsync(reports, new { percent = 60, dueOn = In(20) }))).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsJsonAsync(reports, new { percent = 60, dueOn = In(20), note = "连着下雨" })).StatusCode);
        Assert.Equal("execution.open", (await host.SendAsync("director", new CompleteExecution(decision, "好了"))).Refusals[0].Code);
        Assert.Equal(HttpStatusCode.NoContent, (await property.PostAsJsonAsync(reports, new { percent = 100 })).StatusCode);
        Assert.False(await WaitsAsync("property", "milestone.report", milestone));
        Assert.True(await WaitsAsync("director", "execution.complete", decision.ToString()));
        Assert.Equal("forbidden", (await host.SendAsync("property", new CompleteExecution(decision, "好了"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new CompleteExecution(decision, "路灯亮了。"))).Ok);

        var view = await JsonAsync(await host.CreateClient().GetAsync($"/api/v1/decisions/{decision}/execution"));
        Assert.Equal((100, "路灯亮了。", 3), (view.GetProperty("percent").GetInt32(), view.GetProperty("summary").GetString(), view.GetProperty("milestones")[0].GetProperty("reports").GetArrayLength()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/decisions/{decision}/execution")).StatusCode);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_promised_day_that_passes_is_told_once_for_each_promise()
    {
        using var own = new ForumHost();
        var matter = await own.ProposedAsync("北门太黑");
        var decision = (await own.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。", Matter: $"proposals/{matter}"))).Value.Id;
        var milestone = (await own.SendAsync("director", new PlanMilestone(decision, "挖沟埋线", await own.ManagerAsync(), own.Today.AddDays(10)))).Value;
        async Task ToldAsync(int times)
        {
            for (var day = 0; day < 2; day++) await own.AdvanceAsync(TimeSpan.FromDays(1));
            Assert.Equal((times, times), ((await own.NewsOfAsync("lin", "挖沟埋线")).Count(t => t == "news.milestone-late"), (await own.NewsOfAsync("property", "挖沟埋线")).Count(t => t == "news.milestone-overdue")));
            Assert.Equal(times, await own.DbAsync(db => db.Ledger.CountAsync(r => r.Act == "milestone.late" && r.Subject == $"decisions/{decision}")));
        }
        await ToldAsync(0);
        await own.AdvanceAsync(TimeSpan.FromDays(9));
        await ToldAsync(1);
        Assert.True((await own.SendAsync("property", new ReportMilestone(decision, milestone, 60, own.Today.AddDays(5), "连着下雨"))).Ok);
        await ToldAsync(1);
        await own.AdvanceAsync(TimeSpan.FromDays(5));
        await ToldAsync(2);
        Assert.True((await own.SendAsync("property", new ReportMilestone(decision, milestone, 100, null, "埋好了"))).Ok);
        await ToldAsync(2);
    }

    [Fact]
    public async Task An_evaluation_is_shown_at_its_end_and_not_below_five_answers()
    {
        var decision = await host.CompletedAsync();
        string[] people = ["lin", "chen", "zhao", "wu"];
        foreach (var who in people) Assert.True((await host.SendAsync(who, new EvaluateExecution(decision, 5, $"{who}说好"))).Ok);
        Assert.DoesNotContain("说好", await host.CreateClient().GetStringAsync($"/api/v1/decisions/{decision}/execution"));
        Assert.DoesNotContain("说好", await host.CreateClient().GetStringAsync($"/decisions/{decision}"));
        Assert.Equal((null, null, null, 5), (await SeenAsync("lin", decision)).Evaluation is { } few ? (few.Answers, few.Scores, few.Remarks, few.Own) : default);
        Assert.True((await host.SendAsync("volunteer", new EvaluateExecution(decision, 1))).Ok);
        // While it is open a look before and one after an answer would tell it.
        Assert.Equal((5, null, null), (await SeenAsync("director", decision)).Evaluation is { } open ? (open.Answers, open.Scores, open.Remarks) : default);
        Assert.DoesNotContain("说好", await host.CreateClient().GetStringAsync($"/decisions/{decision}"));
        await host.AdvanceAsync(TimeSpan.FromDays(31));
        var shown = (await SeenAsync("director", decision)).Evaluation!;
        Assert.Equal((5, 4, null), (shown.Answers, shown.Remarks!.Count, shown.Own));
        Assert.Equal([1, 0, 0, 0, 4], shown.Scores);
        Assert.Contains("lin说好", await host.CreateClient().GetStringAsync($"/decisions/{decision}"));
    }

    [Fact]
    public async Task Who_decided_it_or_has_a_milestone_is_neither_asked_nor_answers()
    {
        var matter = (await host.SendAsync("lin", new Propose("北门装灯", "装一盏灯。", null))).Value.Id;
        foreach (var who in new[] { "property", "director" }) Assert.True((await host.SendAsync(who, new AddComment(matter, "可以", Stance.For))).Ok);
        var neighbour = await host.NeighbourAsync();
        Assert.True((await host.SendAsync("steward", new WriteDownComment(matter, neighbour, "晚上太黑。", Stance.For, true))).Ok);
        var decision = (await host.SendAsync("director", new PublishDecision(null, "北门装路灯啦", "年内装好。", Matter: $"proposals/{matter}"))).Value.Id;
        var milestone = (await host.SendAsync("director", new PlanMilestone(decision, "埋线", await host.ManagerAsync(), In(10)))).Value;
        Assert.True((await host.SendAsync("director", new ReportMilestone(decision, milestone, 100))).Ok);
        Assert.True((await host.SendAsync("director", new CompleteExecution(decision, "路灯亮了。"))).Ok);
        await host.DrainAsync();
        async Task<List<string>> LinesAsync(string who) => [.. (await host.SendAsync(who, new Forum.Notifications.GetNews())).Value.Items.Where(n => n.Text.Contains("北门装路灯啦") && n.Text.Contains("办完") && !n.Text.Contains("埋线")).Select(n => n.Text)];
        foreach (var who in new[] { "property", "director" })
        {
            Assert.Equal("evaluation.not-asked", (await host.SendAsync(who, new EvaluateExecution(decision, 5))).Refusals[0].Code);
            Assert.Equal((false, true), (await SeenAsync(who, decision)).Evaluation is { } own ? (own.May, own.Did) : default);
            var page = await Browser.SignedInAsync(host, who);
            await page.GoAsync($"/decisions/{decision}");
            Assert.Null(page.Page.QuerySelector("#evaluation form"));
            Assert.Contains("作决定和经办的人不评", page.Page.QuerySelector("#evaluation .note")!.TextContent);
            Assert.DoesNotContain("评议", string.Join("", await LinesAsync(who)));
        }
        Assert.Single(await LinesAsync("property"));
        // Whose answer nobody can enter is told, and not asked.
        Assert.Equal(["news.all-done"], await host.DbAsync(db => db.Set<Forum.Notifications.PassOnRow>().Where(p => p.PersonId == neighbour && (p.Text == "news.all-done" || p.Text == "news.carried-out")).Select(p => p.Text).ToListAsync()));
        Assert.Contains("请您评议", Assert.Single(await LinesAsync("lin")));
        Assert.Null((await host.SendAsync("lin", new EvaluateExecution(decision, 4))) is { Ok: false } no ? no.Refusals[0].Code : null);
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO Evaluations (Topic, AccountId, Score, At, CommunityId) SELECT {$"decisions/{decision}"}, (SELECT Id FROM Accounts WHERE UserName = 'property'), 5, At, CommunityId FROM Evaluations WHERE Topic = {$"decisions/{decision}"} LIMIT 1")));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task Ten_answers_of_one_person_at_once_are_one()
    {
        var decision = await host.CompletedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => host.SendAsync("lin", new EvaluateExecution(decision, 1 + (i % 5)))));
        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("evaluation.given", a.Refusals[0].Code));
        await host.AdvanceAsync(TimeSpan.FromDays(31));
        Assert.Equal("evaluation.over", (await host.SendAsync("chen", new EvaluateExecution(decision, 3))).Refusals[0].Code);
    }

    [Theory]
    [InlineData("UPDATE MilestoneReports SET Note = 'x'")]
    [InlineData("DELETE FROM MilestoneReports")]
    [InlineData("UPDATE Milestones SET FirstDueOn = '2030-01-01'")]
    [InlineData("UPDATE Executions SET Summary = 'x' WHERE CompletedAt IS NOT NULL")]
    [InlineData("UPDATE Evaluations SET Score = 5")]
    [InlineData("DELETE FROM Evaluations")]
    [InlineData("INSERT OR REPLACE INTO Evaluations SELECT * FROM Evaluations LIMIT 1")]
    public async Task The_database_keeps_what_was_said(string sql)
    {
        var decision = await host.CompletedAsync();
        await host.SendAsync("lin", new EvaluateExecution(decision, 4));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task Who_moves_the_day_alone_takes_back_no_percent_that_was_reported_meanwhile()
    {
        var (decision, milestone) = await host.PlannedAsync();
        Assert.True((await host.SendAsync("property", new ReportMilestone(decision, milestone, 40))).Ok);
        var property = await Browser.SignedInAsync(host, "property");
        await property.GoAsync($"/decisions/{decision}/milestones/{milestone}/report");
        Assert.True((await host.SendAsync("property", new ReportMilestone(decision, milestone, 60))).Ok);
        await property.PostAsync("report", new() { ["dueOn"] = host.Today.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["note"] = "连着下雨" });
        Assert.Equal(HttpStatusCode.OK, property.Response.StatusCode);
        var seen = (await host.SendAsync("lin", new GetExecution(decision))).Value.Milestones.Single();
        Assert.Equal((60, host.Today.AddDays(20)), (seen.Percent, seen.DueOn));
    }
}
