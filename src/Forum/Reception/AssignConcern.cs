using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>An accepted concern goes to the property manager, department, committee or organisation that can handle it.</summary>
[Requires(Right.RouteConcern), Official]
public sealed record AssignConcern(ConcernId Id, UnitId? UnitId) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (UnitId is null) yield return Refusal.Invalid("unitId", "unitId.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ConcernVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AssignConcernHandler(ForumDb db, ConcernDesk desk) : IRequestHandler<AssignConcern, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AssignConcern request, CancellationToken stop)
    {
        var (concern, path, deadlines) = await desk.TakeAsync(request.Id, stop);
        if (await db.Units.SingleOrDefaultAsync(u => u.Id == request.UnitId!.Value, stop) is not { } unit) return Refusal.Invalid("unitId", "concern.unit-cannot-handle");
        return (await desk.SignRouteAsync(concern, path, stop)).Then(by => concern.Assign(by, unit, deadlines, desk.Now));
    }
}
