using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>Somebody of the community says how satisfied they are with what was done. It is shown among five or more, without a name.</summary>
/// <param name="Score">From 1 to 5.</param>
[Requires(Right.TakePart), NotOfficial("an answer of one's own; the ledger would tell whose")]
public sealed record EvaluateExecution(DecisionId Decision, int? Score, string? Remark = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class EvaluateExecutionHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<EvaluateExecution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EvaluateExecution request, CancellationToken stop)
    {
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution) return Refusal.Conflict("evaluation.not-yet");
        var me = desk.Caller.AccountId!.Value;
        var already = await db.Evaluations.AnyAsync(e => e.DecisionId == request.Decision && e.AccountId == me, stop);
        return execution.Evaluate(me, request.Score ?? 0, request.Remark, already, time.GetUtcNow()).Map(given => { db.Evaluations.Add(given); return default(Done); });
    }
}
