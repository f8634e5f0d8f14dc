using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

public sealed record PlaceName(PlaceId Id, string Name, PlaceLevel Level);

/// <summary>The places that a caller is likely to speak of: the home, its building and grid, and the community.</summary>
public sealed class HomeOfCaller(ForumDb db)
{
    public async Task<IReadOnlyList<PlaceName>> PlacesAsync(Caller caller, CancellationToken stop)
    {
        var own = caller.Holdings.Select(h => h.PlaceId).Distinct().ToList();
        var paths = await db.Places.AsNoTracking().Where(p => own.Contains(p.Id) && p.CommunityId == caller.CommunityId).Select(p => p.Path).ToListAsync(stop);
        return await db.Places.AsNoTracking()
            .Where(p => p.Level >= PlaceLevel.Community && p.CommunityId == caller.CommunityId && (p.Id == caller.CommunityId || paths.Any(path => path.StartsWith(p.Path))))
            .OrderBy(p => p.Level).ThenBy(p => p.Path).Take(30)
            .Select(p => new PlaceName(p.Id, p.Name, p.Level)).ToListAsync(stop);
    }
}
