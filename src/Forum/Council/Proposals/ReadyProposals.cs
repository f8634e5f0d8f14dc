using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Proposals that enough people endorsed wait for whoever may convene the poll.</summary>
public sealed class ReadyProposals(ForumDb db) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var scopes = caller.Scopes(Right.ConveneHall);
        if (scopes.Length == 0) return [];
        var rows = await db.Proposals.AsNoTracking().IgnoreAutoIncludes()
            .Where(p => p.Station < MatterStation.Voted && p.Endorsed >= p.Threshold && db.Places.Any(x => x.Id == p.PlaceId && scopes.Any(s => x.Path.StartsWith(s))))
            .Select(p => new { p.Id, p.Number, p.Title, p.PublishedAt, Until = p.Stops.Where(s => s.Station == MatterStation.Discussed).Select(s => s.Until).FirstOrDefault() }).Take(100).ToListAsync(stop);
        return [.. rows.Select(p => new QueueItem("proposal.ready", p.Id.ToString(), p.Number, p.Title, p.PublishedAt, p.Until, $"/proposals/{p.Id}"))];
    }
}
