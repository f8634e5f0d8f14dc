using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>What is public within a community, and which communities somebody's roles reach.</summary>
public static class CommunityReach
{
    /// <summary>Those of the communities whose public side a caller reads; all for the portal itself.</summary>
    public static IQueryable<T> InReachOf<T>(this IQueryable<T> all, Caller caller) where T : Aggregate
    {
        if (caller.IsSystem) return all;
        // Nearly everybody reads one.
        if (caller.Reach is [var only]) return all.Where(x => x.CommunityId == only);
        var several = caller.Reach;
        return all.Where(x => several.Contains(x.CommunityId));
    }

    /// <summary>Whether a caller reads the public side of a community, as <see cref="InReachOf"/> has it.</summary>
    public static bool Reaches(this Caller caller, PlaceId community) => caller.IsSystem || caller.Reach.Contains(community);

    /// <summary>Their own, and those that lie within a role's scope.</summary>
    public static IQueryable<PlaceId> CommunitiesOf(this ForumDb db, PlaceId own, IEnumerable<Holding> holdings)
    {
        var scopes = holdings.Select(h => h.PlacePath).Distinct().ToArray();
        return db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Community && (p.Id == own || scopes.Any(s => p.Path.StartsWith(s)))).Select(p => p.Id);
    }
}
