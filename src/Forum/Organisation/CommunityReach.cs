using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Which communities somebody's roles reach.</summary>
public static class CommunityReach
{
    /// <summary>Their own, and those that lie within a role's scope.</summary>
    public static IQueryable<PlaceId> CommunitiesOf(this ForumDb db, PlaceId own, IEnumerable<Holding> holdings)
    {
        var scopes = holdings.Select(h => h.PlacePath).Distinct().ToArray();
        return db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Community && (p.Id == own || scopes.Any(s => p.Path.StartsWith(s)))).Select(p => p.Id);
    }
}
