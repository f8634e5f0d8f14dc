using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>What each step of a concern needs at hand: the concern, the community's deadlines, who signs, and the time.</summary>
public sealed class ConcernDesk(ForumDb db, Desk desk, Settings settings, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The concern with its deadlines. It was found visible before.</summary>
    public async Task<(Concern Concern, string Path, ConcernDeadlines Deadlines)> TakeAsync(ConcernId id, CancellationToken stop)
    {
        var concern = await db.Concerns.SingleAsync(c => c.Id == id, stop);
        var path = await db.PathAsync(concern.PlaceId, stop);
        return (concern, path, await settings.GetAsync(concern.CommunityId, "concern.deadlines", ConcernDeadlines.Ordinary, stop));
    }

    /// <summary>How the caller signs where a concern goes; whoever has an interest in it leaves that to others.</summary>
    public async Task<Outcome<Byline>> SignRouteAsync(Concern concern, string path, CancellationToken stop) =>
        await db.RecusedFromAsync(concern.Id, desk.Caller, stop) is { } recused ? recused : desk.Caller.Sign(Right.RouteConcern, path) is { } by ? by : Refusal.Forbidden;

    /// <summary>How the caller signs for the unit that has the concern.</summary>
    public Outcome<Byline> SignForUnit(Concern concern, string path) =>
        concern.UnitId is not { } unit ? Refusal.Conflict("concern.not-assigned")
        : desk.Caller.Sign(Right.HandleConcern, path, unit) is { } by ? by : Refusal.Barred("concern.not-your-unit");
}
