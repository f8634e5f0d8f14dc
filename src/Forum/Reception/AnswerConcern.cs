using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Reception;

/// <summary>The unit that has it says what it found and does.</summary>
[Requires(Right.HandleConcern), Official]
public sealed record AnswerConcern(ConcernId Id, string? Body) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("body", Body, Concern.LongestBody) is { } wrong) yield return wrong;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ConcernVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AnswerConcernHandler(ConcernDesk desk) : IRequestHandler<AnswerConcern, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerConcern request, CancellationToken stop)
    {
        var (concern, path, _) = await desk.TakeAsync(request.Id, stop);
        return desk.SignForUnit(concern, path).Then(by => concern.Answer(by, request.Body!, desk.Now));
    }
}
