using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>A building comes under another grid; with it, everybody's scope changes at once.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record MoveBuilding(PlaceId Building, PlaceId? Grid) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Grid is null) yield return Refusal.Invalid("gridId", "place.only-buildings-move");
    }

    // The right must be held over the grid it leaves; that it stays in the community is the place's own rule.
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == Building).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class MoveBuildingHandler(ForumDb db) : IRequestHandler<MoveBuilding, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(MoveBuilding request, CancellationToken stop)
    {
        var building = await db.Places.SingleAsync(p => p.Id == request.Building, stop);
        if (await db.Places.SingleOrDefaultAsync(p => p.Id == request.Grid!.Value, stop) is not { } grid) return Refusal.Invalid("gridId", "place.only-buildings-move");
        var below = await db.Places.Where(p => p.Path.StartsWith(building.Path) && p.Id != building.Id).ToListAsync(stop);
        return building.MoveTo(grid, below);
    }
}
