using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>Forgets lines that were read a year ago, and which mails went out three months ago.</summary>
[PortalOnly, NotOfficial("forgetting what was told changes no matter")]
public sealed record PruneNews : ICommand<Done>;

public sealed class PruneNewsHandler(ForumDb db, TimeProvider time) : IRequestHandler<PruneNews, Outcome<Done>>
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(365), MailsKept = TimeSpan.FromDays(90);

    public async Task<Outcome<Done>> Handle(PruneNews request, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var (lines, mails) = (now - Kept, now - MailsKept);
        await db.News.Where(n => n.ReadAt < lines).ExecuteDeleteAsync(stop);
        await db.Mails.Where(m => m.State != MailState.Waiting && m.At < mails).ExecuteDeleteAsync(stop);
        return Outcome.Done;
    }
}

/// <summary>Whether there is something to forget.</summary>
public sealed class NewsToPrune(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        var (lines, mails) = (now - PruneNewsHandler.Kept, now - PruneNewsHandler.MailsKept);
        return await db.News.AnyAsync(n => n.ReadAt < lines, stop) || await db.Mails.AnyAsync(m => m.State != MailState.Waiting && m.At < mails, stop) ? [new(default, new PruneNews())] : [];
    }
}
