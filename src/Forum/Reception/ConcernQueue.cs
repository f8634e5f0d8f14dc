using Forum.Council.Moderation;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>The concerns that wait for somebody: to accept or assign in their places, to handle in their unit, to confirm as their own.</summary>
public sealed class ConcernQueue(ForumDb db) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var (routes, units, me) = (caller.Scopes(Right.RouteConcern), caller.Units, caller.AccountId);
        var involved = db.Concerns.IgnoreAutoIncludes().With(db.Interests.OfCaller(caller), db);
        var open = db.Concerns.AsNoTracking().IgnoreAutoIncludes().Shown();
        var rows = await open
            .Where(c =>
                ((c.Status == ConcernStatus.Raised || c.Status == ConcernStatus.Accepted) && !involved.Any(x => x.Id == c.Id) && db.Places.Any(p => p.Id == c.PlaceId && routes.Any(s => p.Path.StartsWith(s))))
                || ((c.Status == ConcernStatus.Assigned || c.Status == ConcernStatus.Handling) && c.UnitId != null && units.Contains(c.UnitId.Value))
                || (c.Status == ConcernStatus.Resolved && c.RaisedBy.AccountId == me))
            .OrderBy(c => c.Due).Take(200)
            .Select(c => new { c.Id, c.Number, c.Title, c.Status, c.Since, c.Due }).ToListAsync(stop);
        return [.. rows.Select(c => new QueueItem($"concern.{c.Status}", c.Id.ToString(), c.Number, c.Title, c.Since, c.Due, $"/concerns/{c.Id}"))];
    }
}
