using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Whose public side a caller reads.</summary>
public static class CommunityReach
{
    /// <summary>The caller's own community, and those that lie within a role's scope, as a sub-district officer's do.</summary>
    public static IQueryable<PlaceId> CommunitiesOf(this ForumDb db, Caller caller)
    {
        var scopes = caller.Holdings.Select(h => h.PlacePath).Distinct().ToArray();
        return db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Community && (p.Id == caller.CommunityId || scopes.Any(s => p.Path.StartsWith(s)))).Select(p => p.Id);
    }
}
