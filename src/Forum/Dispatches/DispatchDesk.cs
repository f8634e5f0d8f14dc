using Forum.Council.Moderation;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>What each step of a dispatch needs at hand.</summary>
public sealed class DispatchDesk(ForumDb db, Desk desk, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public PartyUnitId[] Units => desk.Caller.PartyUnits;

    public Task<Dispatch> TakeAsync(DispatchId id, CancellationToken stop) => db.Dispatches.SingleAsync(d => d.Id == id, stop);

    /// <summary>How the caller signs a step; refused to whoever has an interest in the dispatch's matter.</summary>
    public async Task<Outcome<Byline>> SignAsync(Right right, Dispatch dispatch, CancellationToken stop)
    {
        if (await RecusedAsync(db, dispatch, desk.Caller, stop) is { } recused) return recused;
        var path = await db.PathAsync(dispatch.PlaceId, stop);
        return desk.Caller.Sign(right, path) is { } by ? by : Refusal.Forbidden;
    }

    /// <summary>Why one of the unit that has it leaves it to others; nothing where they may act.</summary>
    public static async Task<Refusal?> RecusedAsync(ForumDb db, Dispatch dispatch, Caller caller, CancellationToken stop) =>
        dispatch.Hops.MaxBy(h => h.Order) is { } last && caller.PartyUnits.Contains(last.PartyUnitId) ? await db.RecusedFromPollAsync(dispatch.PollId, caller, stop) : null;
}

/// <summary>Dispatches are public within their community; who acts on them is decided by the unit that has them.</summary>
public static class DispatchVisibility
{
    public static IQueryable<Dispatch> VisibleTo(this IQueryable<Dispatch> dispatches, Caller caller, ForumDb db) => dispatches.InReachOf(caller);

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, DispatchId id, CancellationToken stop) =>
        db.Dispatches.AsNoTracking().IgnoreAutoIncludes().Where(d => d.Id == id).VisibleTo(caller, db)
            .Join(db.Places, d => d.PlaceId, p => p.Id, (d, p) => new PlaceOf(d.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class DispatchTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "dispatches";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => db.Dispatches.Where(d => d.Id == new DispatchId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => Task.FromResult<IReadOnlyCollection<AccountId>?>(null);
}
