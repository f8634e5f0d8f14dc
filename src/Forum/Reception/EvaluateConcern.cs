using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Evaluations;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Reception;

/// <summary>Whoever a closed concern concerns says how satisfied they are with what was done. It is shown among five or more, without a name.</summary>
/// <param name="Score">From 1 to 5.</param>
[SignedIn("whom the survey asks, which it checks itself"), NotOfficial("an answer of one's own; the ledger would tell whose")]
public sealed record EvaluateConcern(ConcernId Concern, int? Score, string? Remark = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ConcernVisibility.PlaceAsync(db, caller, Concern, stop);
}

public sealed class EvaluateConcernHandler(SurveyDesk surveys) : IRequestHandler<EvaluateConcern, Outcome<Done>>
{
    public Task<Outcome<Done>> Handle(EvaluateConcern request, CancellationToken stop) => surveys.AnswerAsync($"concerns/{request.Concern}", request.Score, request.Remark, stop);
}
