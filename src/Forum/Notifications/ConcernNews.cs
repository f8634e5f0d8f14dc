using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>Whoever raised a concern is told of each step; its unit when it gets it or gets it back; those who route, when it is late.</summary>
public sealed class ConcernNews(ForumDb db, Holders holders) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not ConcernMoved moved) return null;
        var concern = await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Where(c => c.Id == moved.Concern)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { c.Title, c.RaisedBy.AccountId, p.Path, Unit = db.Units.Where(u => u.Id == moved.Unit).Select(u => u.Name).FirstOrDefault() }).SingleAsync(stop);
        HashSet<AccountId> whom = moved.Act is "concern.confirmed" ? [] : [concern.AccountId];
        if (moved is { Unit: { } unit, Act: "concern.assigned" or "concern.disputed" or "concern.confirmed" }) whom.UnionWith(await holders.OfAsync(unit, stop));
        if (moved.Act == "concern.escalated") whom.UnionWith(await holders.OfAsync(Right.RouteConcern, concern.Path, stop));
        return new($"news.{moved.Act}", new Dictionary<string, string> { ["title"] = concern.Title, ["unit"] = concern.Unit ?? "" }, $"/concerns/{moved.Concern}", whom, moved.Concern);
    }
}
