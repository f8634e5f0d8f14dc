using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications.Choices;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Mail;

/// <summary>The hour at which digests are made, in the community's zone.</summary>
public sealed class DigestHours(Moment moment)
{
    public const int Hour = 8;

    /// <summary>The last one that has come.</summary>
    public DateTimeOffset Last(DateTimeOffset now)
    {
        var today = moment.Midnight(now, 0).AddHours(Hour);
        return today <= now ? today : moment.Midnight(now, -1).AddHours(Hour);
    }

    /// <summary>The last weekly one that had come at that hour.</summary>
    public DateTimeOffset Week(DateTimeOffset slot) => moment.Midnight(slot, -(((int)DayOf(slot).DayOfWeek - (int)NoticeRules.WeekBegins + 7) % 7)).AddHours(Hour);

    /// <summary>The day that it belongs to.</summary>
    public DateOnly DayOf(DateTimeOffset slot) => DateOnly.FromDateTime(moment.Local(slot).DateTime);
}

/// <summary>
/// Gathers somebody's lines that wait into one mail, once for each day: the key makes a second one impossible, and a day on
/// which the portal was down is made up for by the next digest that is made, a weekly one among it. What is chosen now counts, not what was.
/// </summary>
[PortalOnly, NotOfficial("telling of an act is no act")]
public sealed record MakeDigest(AccountId Whom, DateTimeOffset Slot) : ICommand<Done>;

public sealed class MakeDigestHandler(ForumDb db, ChosenNotices chosen, MailQueue mails, DigestHours hours, Desk desk) : IRequestHandler<MakeDigest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(MakeDigest request, CancellationToken stop)
    {
        var (week, key) = (hours.Week(request.Slot), $"digest/{hours.DayOf(request.Slot):yyyy-MM-dd}");
        if (await db.Mails.AnyAsync(m => m.AccountId == request.Whom && m.Key == key, stop)) return Outcome.Done;
        List<NewsRow> due = [];
        foreach (var row in await db.News.Where(n => n.AccountId == request.Whom && n.Waits != null && n.At <= request.Slot).ToListAsync(stop))
        {
            var often = row.ReadAt is not null ? Frequency.Never : (await chosen.OfAsync([request.Whom], row.Kind, row.Matter, stop)).Of(request.Whom).Mailed;
            if (often != Frequency.Never && NoticeRules.IsDue(often, row.At, request.Slot, week)) due.Add(row);
            row.Waits = often == Frequency.Never || due.Contains(row) ? null : often;
        }
        if (due.Count == 0) return Outcome.Done;
        var mail = mails.Queue(request.Whom, desk.Caller.CommunityId, MailKind.Digest, key, request.Slot);
        foreach (var row in due) row.MailId = mail.Id;
        return Outcome.Done;
    }
}

/// <summary>Whose digest is due: lines older than the last hour wait for it, and none was made for that day.</summary>
public sealed class DigestsDue(ForumDb db, DigestHours hours, MailSettings mail) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        if (!mail.Works) return [];
        var slot = hours.Last(now);
        var (week, key) = (hours.Week(slot), $"digest/{hours.DayOf(slot):yyyy-MM-dd}");
        var whom = await db.News.AsNoTracking().Where(n => (n.Waits == Frequency.Daily && n.At <= slot) || (n.Waits == Frequency.Weekly && n.At <= week)).Where(n => !db.Mails.Any(m => m.AccountId == n.AccountId && m.Key == key))
            .Select(n => new { n.AccountId, n.CommunityId }).Distinct().ToListAsync(stop);
        return [.. whom.DistinctBy(w => w.AccountId).Select(w => new DueCommand(w.CommunityId, new MakeDigest(w.AccountId, slot)))];
    }
}
