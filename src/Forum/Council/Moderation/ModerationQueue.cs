using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Reported texts wait for the moderator, appeals for whoever hears them, pleas that an interest is over for whoever may confirm it.</summary>
public sealed class ModerationQueue(ForumDb db, OpenModeration open, Offices offices) : IQueueSource
{
    private const int Most = 200;

    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        if (caller.AccountId is not null && Offices.Has(caller, Offices.Order))
        {
            var rows = await FreeAsync(await open.ReportsAsync(caller, stop), caller, stop);
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
        if (caller.AccountId is not null && Offices.Has(caller, Offices.Interests)) all.AddRange(await PleasAsync(caller, stop));
        return all;
    }

    // In a matter in which the caller has an interest somebody else answers.
    private async Task<List<Report>> FreeAsync(IReadOnlyList<Report> rows, Caller caller, CancellationToken stop)
    {
        List<Report> free = [];
        foreach (var text in rows.GroupBy(r => new TextRef(r.Kind, r.TextId)))
            if (await db.RecusedAsync((await db.TextAsync(text.Key, stop)).About, caller, stop) is null) free.AddRange(text);
        return free;
    }

    private async Task<IEnumerable<QueueItem>> PleasAsync(Caller caller, CancellationToken stop)
    {
        List<QueueItem> all = [];
        foreach (var interest in await db.Interests.AsNoTracking().Where(i => i.Plea != null && i.Ending == null).OrderBy(i => i.At).Take(Most).ToListAsync(stop))
            if (await db.StakeOfAsync(caller, interest, stop) is { } stake && await offices.EndsAsync(caller, interest, stake.Place.Path, stop)) all.Add(new("interest.end", interest.Id.ToString(), "", stake.Title, interest.Plea!.At, null, $"/{stake.Instead ?? stake.About.Topic}/interests"));
        return all;
    }
}
