using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Enters a grid Party branch, building Party group or Party-member household at a place that has none yet, below the unit of the place above.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record FoundPartyUnit(PlaceId PlaceId, string? Name) : ICommand<PartyUnitId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == PlaceId && p.Level >= PlaceLevel.Grid).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class FoundPartyUnitHandler(ForumDb db, IdSource ids) : IRequestHandler<FoundPartyUnit, Outcome<PartyUnitId>>
{
    public async Task<Outcome<PartyUnitId>> Handle(FoundPartyUnit request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == request.PlaceId, stop);
        if (place.Level < PlaceLevel.Home && await db.PartyUnits.AnyAsync(u => u.PlaceId == place.Id, stop)) return Refusal.Conflict("party-unit.there");
        if (await db.PartyUnits.SingleOrDefaultAsync(u => u.PlaceId == place.ParentId, stop) is not { } above) return Refusal.Conflict("party-unit.level-mismatch");
        return PartyUnit.Establish(ids.New<PartyUnitId>(), above, place, request.Name).Map(made => db.PartyUnits.Add(made).Entity.Id);
    }
}
