using Forum.Domain.Council.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Reported texts wait for the moderator, appeals for whoever hears them.</summary>
public sealed class ModerationQueue(ForumDb db) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        if (caller.Scopes(Right.Moderate) is { Length: > 0 } scopes)
        {
            var rows = await db.OpenReports(scopes).OrderBy(r => r.At).Select(r => new { r.Kind, r.TextId, r.At }).Take(200).ToListAsync(stop);
            var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
            all.AddRange(rows.GroupBy(r => new TextRef(r.Kind, r.TextId)).Select(g => names[g.Key] is var n ? new QueueItem("report.answer", g.Key.Id.ToString(), n.Number, n.Title!, g.Min(r => r.At), null, $"/moderation/{g.Key}") : null!));
        }
        if (caller.AccountId is not null && caller.Has(Right.HearAppeal))
        {
            var rows = await db.OpenAppeals(caller).OrderBy(h => h.Number).Select(h => new { h.Kind, h.TextId, h.At, h.Number, Title = db.Proposals.IgnoreAutoIncludes().Where(p => h.Kind == TextKind.Proposal && p.Id == h.ProposalId).Select(p => p.Title).FirstOrDefault() }).Take(200).ToListAsync(stop);
            var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
            all.AddRange(rows.Select(r => new QueueItem("hiding.appeal", r.TextId.ToString(), r.Number, r.Title ?? names[new(r.Kind, r.TextId)].Title!, r.At, null, names[new(r.Kind, r.TextId)].HidingHref)));
        }
        return all;
    }
}
