using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>A call whose period is over waits for whoever answers it: for an outcome of each contribution, then for the word at the end.</summary>
public sealed class CallQueue(ForumDb db, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (caller.Scopes(Right.ConveneHall) is not { Length: > 0 } scopes) return [];
        var now = time.GetUtcNow();
        var rows = await db.Calls.AsNoTracking().IgnoreAutoIncludes().Where(c => c.ClosesAt <= now && c.Conclusion == null && c.CalledOff == null && db.Places.Any(p => p.Id == c.PlaceId && scopes.Any(s => p.Path.StartsWith(s))))
            .OrderBy(c => c.ClosesAt).Take(100).Select(c => new { c.Id, c.Number, c.Title, c.ClosesAt, c.Pending }).ToListAsync(stop);
        return [.. rows.Select(c => c.Pending > 0
            ? new QueueItem("call.settle", c.Id.ToString(), c.Number, c.Title, c.ClosesAt, null, $"/calls/{c.Id}?outcome=pending#contributions")
            : new QueueItem("call.conclude", c.Id.ToString(), c.Number, c.Title, c.ClosesAt, null, $"/calls/{c.Id}#conclusion"))];
    }
}
