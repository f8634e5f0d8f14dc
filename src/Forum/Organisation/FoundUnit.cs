using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Enters a committee, property manager, social organisation or department that works for the community.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record FoundUnit(UnitKind? Kind, string? Name) : ICommand<UnitId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Kind is null) yield return Refusal.Invalid("kind", "kind.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == caller.CommunityId).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class FoundUnitHandler(ForumDb db, Desk desk, IdSource ids) : IRequestHandler<FoundUnit, Outcome<UnitId>>
{
    public async Task<Outcome<UnitId>> Handle(FoundUnit request, CancellationToken stop)
    {
        var community = await db.Places.SingleAsync(p => p.Id == desk.Caller.CommunityId, stop);
        if (await db.Units.AnyAsync(u => u.CommunityId == community.Id && u.Name == request.Name!.Trim(), stop)) return Refusal.Invalid("name", "place.name-taken");
        return Unit.Establish(ids.New<UnitId>(), request.Kind!.Value, community, request.Name).Map(made => db.Units.Add(made).Entity.Id);
    }
}
