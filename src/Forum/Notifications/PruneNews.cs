using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>Forgets lines that were read a year ago, which mails went out and what was to be passed on three months ago, and what everybody was told of a week ago.</summary>
[PortalOnly, NotOfficial("forgetting what was told changes no matter")]
public sealed record PruneNews : ICommand<Done>;

public sealed class PruneNewsHandler(ForumDb db, TimeProvider time) : IRequestHandler<PruneNews, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(PruneNews request, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await db.OldNews(now).ExecuteDeleteAsync(stop);
        await db.OldMails(now).ExecuteDeleteAsync(stop);
        await db.OldPassOns(now).ExecuteDeleteAsync(stop);
        await db.OldTold(now).ExecuteDeleteAsync(stop);
        return Outcome.Done;
    }
}

/// <summary>Whether there is something to forget.</summary>
public sealed class NewsToPrune(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        await db.OldNews(now).AnyAsync(stop) || await db.OldMails(now).AnyAsync(stop) || await db.OldPassOns(now).AnyAsync(stop) || await db.Told().OrderBy(r => r.Id).Select(r => r.At).FirstOrDefaultAsync(stop) is { Ticks: > 0 } first && first < now - Forgotten.OfOutbox ? [new(default, new PruneNews())] : [];
}

internal static class Forgotten
{
    /// <summary>How long an event stays in the outbox after it was told.</summary>
    public static readonly TimeSpan OfOutbox = TimeSpan.FromDays(7);

    public static IQueryable<NewsRow> OldNews(this ForumDb db, DateTimeOffset now)
    {
        var until = now.AddDays(-365);
        return db.News.Where(n => n.ReadAt < until);
    }

    public static IQueryable<MailRow> OldMails(this ForumDb db, DateTimeOffset now)
    {
        var until = now.AddDays(-90);
        return db.Mails.Where(m => m.State != MailState.Waiting && m.At < until);
    }

    public static IQueryable<PassOnRow> OldPassOns(this ForumDb db, DateTimeOffset now)
    {
        var until = now.AddDays(-90);
        return db.PassOns.Where(p => p.At < until);
    }

    public static IQueryable<OutboxRow> OldTold(this ForumDb db, DateTimeOffset now)
    {
        var until = now - OfOutbox;
        return db.Told().Where(r => r.At < until);
    }

    /// <summary>Events for which no delivery waits.</summary>
    public static IQueryable<OutboxRow> Told(this ForumDb db) => db.Set<OutboxRow>().Where(r => !db.Set<DeliveryRow>().Any(d => d.OutboxId == r.Id && d.DoneAt == null));
}
