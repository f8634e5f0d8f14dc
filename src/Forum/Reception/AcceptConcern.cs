using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Reception;

/// <summary>Somebody in whose queue it is takes it on, and may correct its category.</summary>
[Requires(Right.RouteConcern), Official]
public sealed record AcceptConcern(ConcernId Id, string? Category = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Category is not null && !ConcernCategories.Usual.Contains(Category)) yield return Refusal.Invalid("category", "category.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ConcernVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AcceptConcernHandler(ConcernDesk desk) : IRequestHandler<AcceptConcern, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AcceptConcern request, CancellationToken stop)
    {
        var (concern, path, deadlines) = await desk.TakeAsync(request.Id, stop);
        return (await desk.SignRouteAsync(concern, path, stop)).Then(by => concern.Accept(by, request.Category, deadlines, desk.Now));
    }
}
