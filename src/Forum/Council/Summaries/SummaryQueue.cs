using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>What is disputed in a summary waits for whoever answers it.</summary>
public sealed class SummaryQueue(ForumDb db, Offices offices) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        string[] scopes = [.. caller.Scopes(Right.ConveneHall), .. caller.Scopes(Right.StandIn)];
        if (scopes.Length == 0) return [];
        var rows = await db.SummaryDisputes.AsNoTracking().Shown(db.Summaries).Where(d => d.Answer == null)
            .Join(db.Proposals.IgnoreAutoIncludes().Shown(), d => d.ProposalId, p => p.Id, (d, p) => new { d.SummaryNumber, d.At, p.Id, Proposal = p.Number, p.Title, p.PlaceId })
            .Join(db.Places, d => d.PlaceId, p => p.Id, (d, p) => new { d.SummaryNumber, d.At, d.Id, d.Proposal, d.Title, p.Path }).Where(d => scopes.Any(s => d.Path.StartsWith(s)))
            .OrderBy(d => d.At).Take(100).ToListAsync(stop);
        List<QueueItem> all = [];
        foreach (var open in rows.GroupBy(d => d.Id).Select(g => g.First()))
            if ((await offices.StepAsync(caller, Right.ConveneHall, null, open.Path, open.Id, stop)).Ok)
                all.Add(new("summary.dispute", open.Id.ToString(), open.Proposal, open.Title, open.At, null, $"/proposals/{open.Id}/summary#s-{open.SummaryNumber}"));
        return all;
    }
}
