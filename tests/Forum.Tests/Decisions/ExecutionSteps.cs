using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Decisions;

/// <summary>A decision on the way to where it is carried out.</summary>
internal static class ExecutionSteps
{
    public static Task<UnitId> ManagerAsync(this ForumHost host) => host.DbAsync(db => db.Units.Where(u => u.Kind == UnitKind.PropertyManager && db.Appointments.Any(a => a.UnitId == u.Id && db.Accounts.Any(c => c.UserName == "property" && c.Id == (Guid)(object)a.AccountId))).Select(u => u.Id).SingleAsync());

    public static async Task<DecisionId> DecidedAsync(this ForumHost host) => (await host.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。"))).Value.Id;

    public static async Task<(DecisionId Decision, MilestoneId Milestone)> PlannedAsync(this ForumHost host)
    {
        var decision = await host.DecidedAsync();
        return (decision, (await host.SendAsync("director", new PlanMilestone(decision, "埋线", await host.ManagerAsync(), host.Today.AddDays(10)))).Value);
    }

    public static async Task<DecisionId> CompletedAsync(this ForumHost host)
    {
        var (decision, milestone) = await host.PlannedAsync();
        Assert.True((await host.SendAsync("property", new ReportMilestone(decision, milestone, 100))).Ok);
        Assert.True((await host.SendAsync("director", new CompleteExecution(decision, "路灯亮了。"))).Ok);
        return decision;
    }
}
