using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The bodies of the caller's community.</summary>
[Anyone("bodies are public")]
public sealed record ListUnits : IQuery<Listing<UnitRow>>;

public sealed record UnitRow(UnitId Id, UnitKind Kind, string Name, PlaceId PlaceId);

public sealed class ListUnitsHandler(ForumDb db, Desk desk) : IRequestHandler<ListUnits, Outcome<Listing<UnitRow>>>
{
    public async Task<Outcome<Listing<UnitRow>>> Handle(ListUnits request, CancellationToken stop)
    {
        var community = desk.Caller.CommunityId;
        return new Listing<UnitRow>(await db.Units.AsNoTracking().Where(u => u.CommunityId == community).OrderBy(u => u.Kind).ThenBy(u => u.Name).Select(u => new UnitRow(u.Id, u.Kind, u.Name, u.PlaceId)).ToListAsync(stop), null);
    }
}
