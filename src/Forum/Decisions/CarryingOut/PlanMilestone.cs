using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The committee says what of a decision is to be done by which body until when.</summary>
[SignedIn("the right to decide, or standing in, which the handler asks for"), Official]
public sealed record PlanMilestone(DecisionId Decision, string? Title, UnitId? Unit, DateOnly? DueOn) : ICommand<MilestoneId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, Milestone.LongestTitle) is { } title) yield return title;
        if (Unit is null) yield return Refusal.Invalid("unitId", "unit.missing");
        if (DueOn is null) yield return Refusal.Invalid("dueOn", "dueOn.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class PlanMilestoneHandler(ForumDb db, Desk desk, IdSource ids, DecisionSteps steps, Moment moment) : IRequestHandler<PlanMilestone, Outcome<MilestoneId>>
{
    public async Task<Outcome<MilestoneId>> Handle(PlanMilestone request, CancellationToken stop)
    {
        var decision = await db.Decisions.SingleAsync(d => d.Id == request.Decision, stop);
        var community = decision.CommunityId;
        var signed = await steps.SignAsync(desk.Caller, Right.Decide, community, decision.PollId, decision.Matter, stop);
        if (!signed.Ok) return Outcome<MilestoneId>.Refused(signed.Refusals);
        if (await db.Units.SingleOrDefaultAsync(u => u.Id == request.Unit && u.CommunityId == community, stop) is not { } unit) return Refusal.Invalid("unitId", "unit.missing");
        var execution = await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop);
        return (execution is not null ? execution : Execution.Of(decision))
            .Then(begun => begun.Plan(ids.New<MilestoneId>(), request.Title, unit, request.DueOn!.Value, moment.Today).Map(planned =>
            {
                if (execution is null) db.Executions.Add(begun);
                return planned.Id;
            }));
    }
}
