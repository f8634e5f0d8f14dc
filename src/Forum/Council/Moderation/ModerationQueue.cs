using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;

namespace Forum.Council.Moderation;

/// <summary>Reported texts wait for the moderator, appeals for whoever hears them.</summary>
public sealed class ModerationQueue(ForumDb db, OpenModeration open) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        if (caller.AccountId is not null && Offices.Has(caller, Offices.Order))
        {
            var rows = await open.ReportsAsync(caller, stop);
            var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
            all.AddRange(rows.GroupBy(r => new TextRef(r.Kind, r.TextId)).Select(g => names[g.Key] is var n ? new QueueItem("report.answer", g.Key.Id.ToString(), n.Number, n.Title!, g.Min(r => r.At), null, $"/moderation/{g.Key}") : null!));
        }
        if (caller.AccountId is not null && Offices.Has(caller, Offices.Appeals))
        {
            var rows = await open.AppealsAsync(caller, stop);
            var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
            foreach (var (row, name) in rows.Select(r => (r, names[new(r.Kind, r.TextId)])))
                all.Add(new("hiding.appeal", row.TextId.ToString(), row.Number, name.Title ?? (await db.TextAsync(name.Text, stop)).Title!, row.At, null, name.HidingHref));
        }
        return all;
    }
}
