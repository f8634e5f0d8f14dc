using Forum.Council.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>A call whose period is over waits for whoever answers it: for an outcome of each contribution, then for the word at the end.</summary>
public sealed class CallQueue(ForumDb db, Offices offices, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        string[] scopes = [.. caller.Scopes(Right.ConveneHall), .. caller.Scopes(Right.StandIn)];
        if (scopes.Length == 0) return [];
        var now = time.GetUtcNow();
        var rows = await db.Calls.AsNoTracking().IgnoreAutoIncludes().Where(c => c.ClosesAt <= now && c.Conclusion == null && c.CalledOff == null)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new { c.Id, c.Number, c.Title, c.ClosesAt, c.Pending, c.Matter, p.Path }).Where(c => scopes.Any(s => c.Path.StartsWith(s)))
            .OrderBy(c => c.ClosesAt).Take(100).ToListAsync(stop);
        List<QueueItem> all = [];
        foreach (var c in rows)
            if ((await offices.StepAsync(caller, Right.ConveneHall, null, c.Path, Recusal.InCall(c.Id, c.Matter), stop)).Ok)
                all.Add(c.Pending > 0
                    ? new QueueItem("call.settle", c.Id.ToString(), c.Number, c.Title, c.ClosesAt, null, $"/calls/{c.Id}?outcome=pending#contributions")
                    : new QueueItem("call.conclude", c.Id.ToString(), c.Number, c.Title, c.ClosesAt, null, $"/calls/{c.Id}#conclusion"));
        return all;
    }
}
