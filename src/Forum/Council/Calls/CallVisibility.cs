using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Calls are public within their community, and with them what was said and neither taken back nor hidden.</summary>
public static class CallVisibility
{
    public static IQueryable<Call> VisibleTo(this IQueryable<Call> calls, Caller caller, ForumDb db) => calls.InReachOf(caller);

    /// <summary>Those that are open, as <see cref="Call.StateAt"/> has it.</summary>
    public static IQueryable<Call> OpenAt(this IQueryable<Call> calls, DateTimeOffset now) => calls.Where(c => c.Conclusion == null && c.CalledOff == null && c.ClosesAt > now);

    /// <summary>The contributions whose words this caller may read.</summary>
    public static IQueryable<Contribution> ReadableBy(this IQueryable<Contribution> contributions, Caller caller, ForumDb db)
    {
        var calls = db.Calls.IgnoreAutoIncludes().VisibleTo(caller, db);
        return contributions.Shown().Where(c => calls.Any(x => x.Id == c.CallId));
    }

    /// <summary>Those whose words are shown, as <see cref="Contribution.IsShown"/> says.</summary>
    public static IQueryable<Contribution> Shown(this IQueryable<Contribution> contributions) => contributions.Where(c => c.WithdrawnAt == null && c.Hidden == null);

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, CallId id, CancellationToken stop) =>
        db.Calls.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == id).VisibleTo(caller, db)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new PlaceOf(c.CommunityId, p.Path)).SingleOrDefaultAsync(stop);

    /// <summary>Whether the people of a place include the caller: by a home there, or by an office whose place holds it.</summary>
    public static async Task<bool> IsAskedAsync(this ForumDb db, Caller caller, string path, CancellationToken stop)
    {
        if (caller.IsSystem || caller.At(Right.TakePart, path).Any(h => h.Role is not (Role.Resident or Role.Owner))) return true;
        var homes = caller.At(Right.TakePart, path).Select(h => h.PlaceId).ToList();
        return await db.Places.AnyAsync(p => homes.Contains(p.Id) && p.Path.StartsWith(path), stop);
    }
}

public sealed class CallTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "calls";

    // The list is read by everybody, each their own.
    public async Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => id == Guid.Empty || await db.Calls.Where(c => c.Id == new CallId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => id == Guid.Empty || await db.Calls.AnyAsync(c => c.Id == new CallId(id), stop) ? null : [];
}
