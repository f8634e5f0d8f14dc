using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Choices;
using Forum.Notifications.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>Asks every feature who is told of what happened, and how; whoever did it is left out.</summary>
public sealed class NewsConsumer(IServiceScopeFactory scopes, NewsBell bell) : IConsumer
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
        await bell.RingAsync(kept.Value, stop);
    }
}

/// <summary>
/// Writes the lines, once for each person and event, and queues the mails of those who want them at once. Returns whose
/// counters changed.
/// </summary>
[PortalOnly, NotOfficial("telling of an act is no act")]
public sealed record KeepNews(long OutboxId, PlaceId CommunityId, DateTimeOffset At, string Actor, IReadOnlyList<News> All) : ICommand<IReadOnlyList<AccountId>>;

public sealed class KeepNewsHandler(ForumDb db, ChosenNotices chosen, MailQueue mails) : IRequestHandler<KeepNews, Outcome<IReadOnlyList<AccountId>>>
{
    public async Task<Outcome<IReadOnlyList<AccountId>>> Handle(KeepNews request, CancellationToken stop)
    {
        var known = (await db.News.Where(n => n.OutboxId == request.OutboxId).Select(n => n.AccountId).ToListAsync(stop)).ToHashSet();
        List<AccountId> told = [];
        foreach (var news in request.All)
        {
            List<AccountId> whom = [.. news.Whom.Where(w => w.ToString() != request.Actor && known.Add(w))];
            var choices = await chosen.OfAsync(whom, NewsKinds.Of(news.Text), news.Topic, stop);
            foreach (var who in whom)
            {
                var choice = choices.Of(who);
                if (!choice.IsShown) continue;
                var row = Row(request, news, who, choice);
                if (choice.Mailed == Frequency.AtOnce) row.MailId = mails.Queue(who, request.CommunityId, MailKind.Line, $"line/{request.OutboxId}", request.At).Id;
                db.News.Add(row);
                told.Add(who);
            }
        }
        return told;
    }

    private static NewsRow Row(KeepNews request, News news, AccountId who, ChosenNotice choice) => new()
    {
        OutboxId = request.OutboxId, AccountId = who, CommunityId = request.CommunityId, At = request.At,
        Text = news.Text, Facts = JsonSerializer.Serialize(news.Facts), Href = news.Href, Kind = NewsKinds.Of(news.Text), Matter = news.Topic,
        ConcernId = news.Concern, ProposalId = news.Topic?.Split('/') is ["proposals", var id] ? ProposalId.From(Guid.Parse(id)) : null,
        Waits = choice.Mailed is Frequency.Daily or Frequency.Weekly ? choice.Mailed : null,
    };
}
