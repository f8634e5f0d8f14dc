using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>The one filter of concerns, used by page, list, count, queue, API and live push alike.</summary>
public static class ConcernVisibility
{
    /// <summary>Those in the caller's sight that no moderator hid; a hidden one is there for nobody, be it in a list, a queue or a search.</summary>
    public static IQueryable<Concern> VisibleTo(this IQueryable<Concern> concerns, Caller caller, ForumDb db) => concerns.InSightOf(caller, db).Shown();

    /// <summary>Those that are not hidden, as <see cref="Concern.IsShown"/> has it.</summary>
    public static IQueryable<Concern> Shown(this IQueryable<Concern> concerns) => concerns.Where(c => c.Hidden == null);

    /// <summary>
    /// Hidden or not: public ones of the caller's community; one's own; those in the queues of one's places; those one's unit has.
    /// An auditor sees them all within the audited place.
    /// </summary>
    public static IQueryable<Concern> InSightOf(this IQueryable<Concern> concerns, Caller caller, ForumDb db)
    {
        if (caller.IsSystem) return concerns;
        var (me, units, community) = (caller.AccountId, caller.Units, caller.CommunityId);
        if (me is null) return concerns.Where(c => c.Visibility == Visibility.Public && c.CommunityId == community);
        var scopes = caller.Scopes(Right.SeeQueue).Concat(caller.Scopes(Right.ReadLedger)).ToArray();
        return concerns.Where(c =>
            (c.Visibility == Visibility.Public && c.CommunityId == community)
            || (me != null && c.RaisedBy.AccountId == me)
            || (c.UnitId != null && units.Contains(c.UnitId.Value))
            || db.Places.Any(p => p.Id == c.PlaceId && scopes.Any(s => p.Path.StartsWith(s))));
    }

    /// <summary>Where a concern is, if the caller may see it.</summary>
    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, ConcernId id, CancellationToken stop) =>
        db.Concerns.AsNoTracking().Where(c => c.Id == id).VisibleTo(caller, db)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new PlaceOf(c.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

/// <summary>Who hears of a concern: everybody of a public one; of a private one those who see it now.</summary>
public sealed class ConcernTopics(ForumDb db, Holders holders) : ITopicKeeper
{
    public string Noun => "concerns";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) =>
        db.Concerns.Where(c => c.Id == new ConcernId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop)
    {
        var concern = await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == new ConcernId(id))
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { c.Visibility, c.RaisedBy.AccountId, c.UnitId, p.Path }).SingleOrDefaultAsync(stop);
        if (concern is null) return [];
        if (concern.Visibility == Visibility.Public) return null;
        HashSet<AccountId> all = [concern.AccountId];
        all.UnionWith(await holders.OfAsync(Right.SeeQueue, concern.Path, stop));
        all.UnionWith(await holders.OfAsync(Right.ReadLedger, concern.Path, stop));
        if (concern.UnitId is { } unit) all.UnionWith(await holders.OfAsync(unit, stop));
        return all;
    }
}
