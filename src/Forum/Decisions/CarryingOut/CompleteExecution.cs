using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The committee says that all of a decision is done; from then on everybody concerned may evaluate it.</summary>
[Requires(Right.Decide), Official]
public sealed record CompleteExecution(DecisionId Decision, string? Summary) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class CompleteExecutionHandler(ForumDb db, IEnumerable<IMatterRoad> roads, TimeProvider time) : IRequestHandler<CompleteExecution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CompleteExecution request, CancellationToken stop)
    {
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution) return Refusal.Conflict("execution.open", new Fact("count", 0));
        var completed = execution.Complete(request.Summary, time.GetUtcNow());
        if (!completed.Ok) return Outcome<Done>.Refused(completed.Refusals);
        db.Surveys.Add(completed.Value);
        await roads.ReachAsync(await db.Decisions.Where(d => d.Id == request.Decision).Select(d => d.Matter).SingleAsync(stop), MatterStation.CarriedOut, time.GetUtcNow(), null, stop);
        return Outcome.Done;
    }
}
