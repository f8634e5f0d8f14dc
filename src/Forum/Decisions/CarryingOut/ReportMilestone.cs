using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The body that has a milestone, or the committee, says how far it is. A later day, or a step back, is explained.</summary>
/// <param name="Percent">Done, from 0 to 100.</param>
/// <param name="DueOn">Another day than was promised; nothing where it stays.</param>
[SignedIn("who speaks for the body that has it, or decides; the handler asks"), Official]
public sealed record ReportMilestone(DecisionId Decision, MilestoneId Milestone, int? Percent, DateOnly? DueOn = null, string? Note = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class ReportMilestoneHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ReportMilestone, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReportMilestone request, CancellationToken stop)
    {
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution || execution.Milestones.FirstOrDefault(m => m.Id == request.Milestone) is not { } milestone) return Refusal.NotFound;
        var path = await db.PathAsync(execution.CommunityId, stop);
        if ((desk.Caller.Sign(Right.SpeakForUnit, path, milestone.UnitId) ?? desk.Caller.Sign(Right.Decide, path)) is not { } by) return Refusal.Forbidden;
        return execution.Report(milestone.Id, by, request.Percent ?? -1, request.DueOn, request.Note, time.GetUtcNow());
    }
}
