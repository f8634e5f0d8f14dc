using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>The reader has read them all, up to the newest that the page showed: what came since stays new.</summary>
[SignedIn("one's own"), NotOfficial("reading is no act")]
public sealed record ReadNews(long? UpTo = null) : ICommand<Done>;

public sealed class ReadNewsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ReadNews, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReadNews request, CancellationToken stop)
    {
        var (me, now) = (desk.Caller.AccountId!.Value, time.GetUtcNow());
        await db.News.Where(n => n.AccountId == me && n.ReadAt == null && (request.UpTo == null || n.OutboxId <= request.UpTo)).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), stop);
        return Outcome.Done;
    }
}

/// <summary>The reader opens one line; where it leads.</summary>
[SignedIn("one's own"), NotOfficial("reading is no act")]
public sealed record OpenNews(long Id) : ICommand<OpenedNews>;

public sealed record OpenedNews(string Href);

public sealed class OpenNewsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<OpenNews, Outcome<OpenedNews>>
{
    public async Task<Outcome<OpenedNews>> Handle(OpenNews request, CancellationToken stop)
    {
        if (!await db.News.VisibleTo(desk.Caller, db).AnyAsync(n => n.OutboxId == request.Id, stop)) return Refusal.NotFound;
        // Looked up by itself: the filter reads without tracking.
        var me = desk.Caller.AccountId!.Value;
        var row = await db.News.SingleAsync(n => n.AccountId == me && n.OutboxId == request.Id, stop);
        row.ReadAt ??= time.GetUtcNow();
        return new OpenedNews(row.Href);
    }
}
