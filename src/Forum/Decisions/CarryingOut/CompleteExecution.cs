using Forum.Council;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The committee says that all of a decision is done; from then on everybody concerned may evaluate it.</summary>
[SignedIn("the right to decide, or standing in, which the handler asks for"), Official]
public sealed record CompleteExecution(DecisionId Decision, string? Summary) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class CompleteExecutionHandler(ForumDb db, Desk desk, DecisionSteps steps, IEnumerable<IMatterRoad> roads, MatterPeriods periods, TimeProvider time) : IRequestHandler<CompleteExecution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CompleteExecution request, CancellationToken stop)
    {
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == request.Decision, stop);
        var signed = await steps.SignAsync(desk.Caller, Right.Decide, decision.CommunityId, decision.PollId, decision.Matter, stop);
        if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution) return Refusal.Conflict("execution.open", new Fact("count", 0));
        var completed = execution.Complete(request.Summary, time.GetUtcNow(), (await periods.OfAsync(decision.CommunityId, decision.Matter, stop)).Evaluation);
        if (!completed.Ok) return Outcome<Done>.Refused(completed.Refusals);
        db.Surveys.Add(completed.Value);
        if (decision.PollId is not null) await roads.ReachAsync(decision.Matter, MatterStation.CarriedOut, time.GetUtcNow(), null, stop);
        return Outcome.Done;
    }
}
