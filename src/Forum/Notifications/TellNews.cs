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

/// <summary>Asks every feature who is told of what happened, and how; whoever did it is left out. What waits together is kept in one transaction.</summary>
public sealed class NewsConsumer(IServiceScopeFactory scopes, NewsBell bell) : ITogether
{
    public string Name => "news";

    public bool Wants(IEvent happened) => true;

    public Task TellAsync(Told told, CancellationToken stop) => TellTogetherAsync([told], stop);

    public async Task TellTogetherAsync(IReadOnlyList<Told> all, CancellationToken stop)
    {
        foreach (var community in all.GroupBy(t => t.Event.CommunityId)) await TellAsync(community.Key, [.. community], stop);
    }

    private async Task TellAsync(PlaceId community, IReadOnlyList<Told> all, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var makers = scope.ServiceProvider.GetServices<INewsmaker>().ToList();
        List<ToldNews> told = [];
        foreach (var happened in all)
        {
            List<News> lines = [];
            foreach (var maker in makers)
                if (await maker.OfAsync(happened.Event, stop) is { } news && news.Whom.Count + news.PassOn.Count > 0) lines.Add(news);
            if (lines.Count > 0) told.Add(new(happened.Id, happened.At, happened.Actor, lines));
        }
        if (told.Count == 0) return;
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(Domain.Organisation.Caller.System(community));
        var kept = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new KeepNews(community, told), stop);
        if (!kept.Ok) throw new InvalidOperationException(kept.Refusals[0].Code);
        await bell.RingAsync(kept.Value, stop);
    }
}

/// <summary>The lines about one event.</summary>
/// <param name="Actor">Who did it, who is not told.</param>
public sealed record ToldNews(long OutboxId, DateTimeOffset At, string Actor, IReadOnlyList<News> Lines);

/// <summary>
/// Writes the lines, once for each person and event, and queues the mails of those who want them at once. Returns whose
/// counters changed.
/// </summary>
[PortalOnly, NotOfficial("telling of an act is no act")]
public sealed record KeepNews(PlaceId CommunityId, IReadOnlyList<ToldNews> Told) : ICommand<IReadOnlyCollection<AccountId>>;

public sealed class KeepNewsHandler(ForumDb db, ChosenNotices chosen, MailQueue mails) : IRequestHandler<KeepNews, Outcome<IReadOnlyCollection<AccountId>>>
{
    public async Task<Outcome<IReadOnlyCollection<AccountId>>> Handle(KeepNews request, CancellationToken stop)
    {
        var ids = request.Told.Select(t => t.OutboxId).ToList();
        var known = (await db.News.Where(n => ids.Contains(n.OutboxId)).Select(n => new { n.OutboxId, n.AccountId }).ToListAsync(stop)).Select(n => (n.OutboxId, n.AccountId)).ToHashSet();
        await PassOnAsync(request, ids, stop);
        HashSet<AccountId> told = [];
        var choices = await ChoicesAsync(request, stop);
        // Whoever would be told twice of one event is told what the first feature says.
        foreach (var about in request.Told)
            foreach (var news in about.Lines)
                foreach (var who in news.Whom.Where(w => w.ToString() != about.Actor && known.Add((about.OutboxId, w))))
                {
                    var choice = choices[KeyOf(news)].Of(who);
                    if (!choice.IsShown) continue;
                    var row = Row(request.CommunityId, about, news, who, choice);
                    if (choice.Mailed == Frequency.AtOnce) row.MailId = mails.Queue(who, request.CommunityId, MailKind.Line, $"line/{about.OutboxId}", about.At).Id;
                    db.News.Add(row);
                    told.Add(who);
                }
        return told;
    }

    // Once for each person and event too.
    private async Task PassOnAsync(KeepNews request, List<long> ids, CancellationToken stop)
    {
        if (!request.Told.Any(t => t.Lines.Any(l => l.PassOn.Count > 0))) return;
        var known = (await db.PassOns.Where(n => ids.Contains(n.OutboxId)).Select(n => new { n.OutboxId, n.PersonId }).ToListAsync(stop)).Select(n => (n.OutboxId, n.PersonId)).ToHashSet();
        foreach (var about in request.Told)
            foreach (var news in about.Lines)
                foreach (var who in news.PassOn.Where(w => known.Add((about.OutboxId, w))))
                    db.PassOns.Add(new() { OutboxId = about.OutboxId, PersonId = who, CommunityId = request.CommunityId, At = about.At, Text = news.Text, Facts = JsonSerializer.Serialize(news.Facts), ProposalId = Council.Matter.Proposal(news.Topic), OtherProposalId = news.Other, CallId = Council.Matter.Call(news.Topic) });
    }

    private static (NewsKind Kind, string? Topic) KeyOf(News news) => (NewsKinds.Of(news.Text), news.Topic);

    private async Task<Dictionary<(NewsKind Kind, string? Topic), ChosenBy>> ChoicesAsync(KeepNews request, CancellationToken stop)
    {
        Dictionary<(NewsKind, string?), ChosenBy> choices = [];
        foreach (var alike in request.Told.SelectMany(t => t.Lines).GroupBy(KeyOf))
            choices[alike.Key] = await chosen.OfAsync([.. alike.SelectMany(n => n.Whom).Distinct()], alike.Key.Kind, alike.Key.Topic, stop);
        return choices;
    }

    private static NewsRow Row(PlaceId community, ToldNews told, News news, AccountId who, ChosenNotice choice) => new()
    {
        OutboxId = told.OutboxId, AccountId = who, CommunityId = community, At = told.At,
        Text = news.Text, Facts = JsonSerializer.Serialize(news.Facts), Href = news.Href, Kind = NewsKinds.Of(news.Text), Matter = news.Topic,
        ConcernId = news.Concern, ProposalId = Council.Matter.Proposal(news.Topic), OtherProposalId = news.Other,
        Waits = choice.Mailed is Frequency.Daily or Frequency.Weekly ? choice.Mailed : null,
    };
}
