using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Decisions.CarryingOut;

/// <summary>Milestones and evaluation as JSON.</summary>
public static class ExecutionEndpoints
{
    public sealed record MilestoneBody(string? Title, UnitId? UnitId, DateOnly? DueOn);
    public sealed record ReportBody(int? Percent, DateOnly? DueOn, string? Note);
    public sealed record SummaryBody(string? Summary);
    public sealed record EvaluationBody(int? Score, string? Remark);
    public sealed record MilestoneMade(MilestoneId Id);

    public static void AddExecutions(this IServiceCollection services) => services.AddScoped<INewsmaker, ExecutionNews>().AddScoped<IQueueSource, ExecutionQueue>();

    public static void MapExecutions(this RouteGroupBuilder decisions)
    {
        decisions.MapGet("/{id:guid}/execution", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetExecution(new(id)))).Answer(t)).Produces<ExecutionView>();
        decisions.MapPost("/{id:guid}/milestones", async (Guid id, MilestoneBody b, ISender s, TextBook t) => (await s.Send(new PlanMilestone(new(id), b.Title, b.UnitId, b.DueOn))).Map(m => new MilestoneMade(m)).Created(t, _ => $"decisions/{id}/execution")).Produces<MilestoneMade>(201);
        decisions.MapPost("/{id:guid}/milestones/{milestone:guid}/reports", async (Guid id, Guid milestone, ReportBody b, ISender s, TextBook t) => (await s.Send(new ReportMilestone(new(id), new(milestone), b.Percent, b.DueOn, b.Note))).Empty(t));
        decisions.MapPost("/{id:guid}/completion", async (Guid id, SummaryBody b, ISender s, TextBook t) => (await s.Send(new CompleteExecution(new(id), b.Summary))).Empty(t));
        decisions.MapPost("/{id:guid}/evaluations", async (Guid id, EvaluationBody b, ISender s, TextBook t) => (await s.Send(new EvaluateExecution(new(id), b.Score, b.Remark))).Empty(t));
    }
}
