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

    /// <summary>How the caller signs a step by a right, for the unit that has the concern where it takes one.</summary>
    public Outcome<Byline> Sign(Right right, string path) => desk.Caller.Sign(right, path) is { } by ? by : Refusal.Forbidden;

    public Outcome<Byline> SignForUnit(Concern concern, string path) =>
        concern.UnitId is not { } unit ? Refusal.Conflict("concern.not-assigned")
        : desk.Caller.Sign(Right.HandleConcern, path, unit) is { } by ? by : Refusal.Barred("concern.not-your-unit");
}
