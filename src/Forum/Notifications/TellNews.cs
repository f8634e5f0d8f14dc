using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>Asks every feature who is told of what happened, and how; whoever did it is left out.</summary>
public sealed class NewsConsumer(IServiceScopeFactory scopes) : IConsumer
{
    public string Name => "news";

    public bool Wants(IEvent happened) => true;

    public async Task TellAsync(Told told, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        List<News> all = [];
        foreach (var maker in scope.ServiceProvider.GetServices<INewsmaker>())
            if (await maker.OfAsync(told.Event, stop) is { Whom.Count: > 0 } news) all.Add(news);
        if (all.Count == 0) return;
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(Domain.Organisation.Caller.System(told.Event.CommunityId));
        var kept = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new KeepNews(told.Id, told.Event.CommunityId, told.At, told.Actor, all), stop);
        if (!kept.Ok) throw new InvalidOperationException(kept.Refusals[0].Code);
    }
}

/// <summary>Writes the lines, once for each person and event.</summary>
[PortalOnly, NotOfficial("telling of an act is no act")]
public sealed record KeepNews(long OutboxId, PlaceId CommunityId, DateTimeOffset At, string Actor, IReadOnlyList<News> All) : ICommand<Done>;

public sealed class KeepNewsHandler(ForumDb db) : IRequestHandler<KeepNews, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(KeepNews request, CancellationToken stop)
    {
        var known = (await db.News.Where(n => n.OutboxId == request.OutboxId).Select(n => n.AccountId).ToListAsync(stop)).ToHashSet();
        foreach (var news in request.All)
            foreach (var who in news.Whom.Where(w => w.ToString() != request.Actor && known.Add(w)))
                db.News.Add(new NewsRow
                {
                    OutboxId = request.OutboxId, AccountId = who, CommunityId = request.CommunityId, At = request.At,
                    Text = news.Text, Facts = JsonSerializer.Serialize(news.Facts), Href = news.Href, ConcernId = news.Concern,
                });
        return Outcome.Done;
    }
}

/// <summary>The reader has read them all.</summary>
[SignedIn("one's own"), NotOfficial("reading is no act")]
public sealed record ReadNews : ICommand<Done>;

public sealed class ReadNewsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ReadNews, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReadNews request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        foreach (var row in await db.News.Where(n => n.AccountId == me && n.ReadAt == null).ToListAsync(stop)) row.ReadAt = time.GetUtcNow();
        return Outcome.Done;
    }
}
