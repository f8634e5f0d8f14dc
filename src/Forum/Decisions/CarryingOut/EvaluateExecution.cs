using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Evaluations;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Decisions.CarryingOut;

/// <summary>Somebody of the community who neither decided it nor carried it out says how satisfied they are with what was done. It is shown among five or more, without a name.</summary>
/// <param name="Score">From 1 to 5.</param>
[Requires(Right.TakePart), NotOfficial("an answer of one's own; the ledger would tell whose")]
public sealed record EvaluateExecution(DecisionId Decision, int? Score, string? Remark = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class EvaluateExecutionHandler(ForumDb db, Desk desk, SurveyDesk surveys) : IRequestHandler<EvaluateExecution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EvaluateExecution request, CancellationToken stop)
    {
        var did = (await db.DoersAsync(request.Decision, stop)).Contains(desk.Caller.AccountId!.Value);
        return await surveys.AnswerAsync($"decisions/{request.Decision}", request.Score, request.Remark, stop, did);
    }
}
