using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>The grids and buildings of a community, for choosing where to look.</summary>
public sealed class SearchPlaces(ForumDb db)
{
    public sealed record Choice(PlaceId Id, string Name, PlaceLevel Level);

    public async Task<IReadOnlyList<Choice>> OfAsync(PlaceId community, CancellationToken stop) =>
        await db.Places.AsNoTracking().Where(p => p.CommunityId == community && (p.Level == PlaceLevel.Grid || p.Level == PlaceLevel.Building))
            .OrderBy(p => p.Path).Take(300).Select(p => new Choice(p.Id, p.Name, p.Level)).ToListAsync(stop);
}
