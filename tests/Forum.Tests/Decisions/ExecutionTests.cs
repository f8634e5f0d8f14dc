using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Decisions;

/// <summary>From a decision to its last step and what people think of it, through the real application.</summary>
public sealed class ExecutionTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private async Task<DecisionId> DecidedAsync() => (await host.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。"))).Value.Id;

    private Task<UnitId> ManagerAsync() => host.DbAsync(db => db.Units.Where(u => u.Kind == UnitKind.PropertyManager && db.Appointments.Any(a => a.UnitId == u.Id && db.Accounts.Any(c => c.UserName == "property" && c.Id == (Guid)(object)a.AccountId))).Select(u => u.Id).SingleAsync());

    private DateOnly In(int days) => host.Today.AddDays(days);

    private async Task<(DecisionId Decision, MilestoneId Milestone)> PlannedAsync()
    {
        var decision = await DecidedAsync();
        return (decision, (await host.SendAsync("director", new PlanMilestone(decision, "埋线", await ManagerAsync(), In(10)))).Value);
    }

    private async Task<DecisionId> CompletedAsync()
    {
        var (decision, milestone) = await PlannedAsync();
        Assert.True((await host.SendAsync("property", new ReportMilestone(decision, milestone, 100))).Ok);
        Assert.True((await host.SendAsync("director", new CompleteExecution(decision, "路灯亮了。"))).Ok);
        return decision;
    }

    private async Task<ExecutionView> SeenAsync(string who, DecisionId decision) => (await host.SendAsync(who, new GetExecution(decision))).Value;

    private async Task<bool> WaitsAsync(string who, string kind, string id) => (await host.SendAsync(who, new Forum.Queue.GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id);

    [Fact]
    public async Task From_plan_to_report_to_the_end_by_those_who_may()
    {
        var decision = await DecidedAsync();
        var (director, property) = (await host.ApiAsync("director"), await host.ApiAsync("property"));
        var made = await director.PostAsJsonAsync($"/api/v1/decisions/{decision}/milestones", new { title = "埋线", unitId = (await ManagerAsync()).Value, dueOn = In(10) });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var milestone = (await JsonAsync(made)).GetProperty("id").GetString()!;
        Assert.True(await WaitsAsync("property", "milestone.report", milestone));
        Assert.Equal("forbidden", (await host.SendAsync("lin", new PlanMilestone(decision, "x", await ManagerAsync(), In(1)))).Refusals[0].Code);
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
    public async Task An_evaluation_is_shown_at_its_end_and_not_below_five_answers()
    {
        var decision = await CompletedAsync();
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
    public async Task Ten_answers_of_one_person_at_once_are_one()
    {
        var decision = await CompletedAsync();
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
        var decision = await CompletedAsync();
        await host.SendAsync("lin", new EvaluateExecution(decision, 4));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}
