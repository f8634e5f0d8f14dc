using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Reported comments wait for the moderator, appeals for whoever hears them.</summary>
public sealed class ModerationQueue(ForumDb db) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        if (caller.Scopes(Right.Moderate) is { Length: > 0 } scopes)
        {
            var rows = await db.OpenReports(scopes).OrderBy(r => r.At).Join(db.Proposals.IgnoreAutoIncludes(), r => r.ProposalId, p => p.Id, (r, p) => new { r.CommentId, r.At, p.Number, p.Title }).Take(200).ToListAsync(stop);
            all.AddRange(rows.GroupBy(r => r.CommentId).Select(g => new QueueItem("report.answer", g.Key.ToString(), g.First().Number, g.First().Title, g.Min(r => r.At), null, $"/moderation/comments/{g.Key}")));
        }
        if (caller.AccountId is not null && caller.Has(Right.HearAppeal))
        {
            var rows = await db.OpenAppeals(caller).OrderBy(h => h.Number).Join(db.Proposals.IgnoreAutoIncludes(), h => h.ProposalId, p => p.Id, (h, p) => new { h.CommentId, h.ProposalId, h.At, h.Number, p.Title }).Take(200).ToListAsync(stop);
            all.AddRange(rows.Select(r => new QueueItem("hiding.appeal", r.CommentId.ToString(), r.Number, r.Title, r.At, null, $"/proposals/{r.ProposalId}/comments/{r.CommentId}/hiding")));
        }
        return all;
    }
}
