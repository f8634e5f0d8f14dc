using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Voting.Lines;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>The portal reminds whoever has chosen in a poll and not confirmed, each once. Where a ballot stands that they may not replace, what they chose goes instead.</summary>
[PortalOnly, NotOfficial("a reminder is no act")]
public sealed record RemindUnconfirmed(PollId Id) : ICommand<Done>;

public sealed class RemindUnconfirmedHandler(ForumDb db, TimeProvider time) : IRequestHandler<RemindUnconfirmed, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(RemindUnconfirmed request, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == request.Id, stop);
        var due = await db.UnconfirmedChoices.Where(u => u.PollId == request.Id && u.RemindAt <= now).ToListAsync(stop);
        var barred = await db.BarredAsync(poll, due, now, stop);
        foreach (var choice in due.Except(barred)) choice.Remind();
        db.UnconfirmedChoices.RemoveRange(barred);
        return Outcome.Done;
    }
}

/// <summary>Polls that still take ballots, and in which somebody is to be reminded.</summary>
public sealed class ChoicesToRemind(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        await db.Polls.AsNoTracking().Where(p => p.State == PollState.Open && p.ClosesAt > now && db.UnconfirmedChoices.Any(u => u.PollId == p.Id && u.RemindAt <= now))
            .Select(p => new DueCommand(p.CommunityId, new RemindUnconfirmed(p.Id))).ToListAsync(stop);
}

/// <summary>A voter is told before the closing that their choice is not cast, and after it that it was not. Whoever cast meanwhile is left alone.</summary>
public sealed class UnconfirmedNews(ForumDb db) : INewsmaker
{
    /// <summary>The lines that say a choice was not cast: one's own, and one for a home or body.</summary>
    public static readonly string[] Lapsed = ["news.choice-lapsed", "news.choice-lapsed-for"];

    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        ChoiceNotConfirmed e when await db.UnconfirmedChoices.AnyAsync(u => u.PollId == e.Poll && u.AccountId == e.Account && u.VoterId == e.Voter, stop) => await db.OfLineAsync("news.not-confirmed", e.Poll, e.Voter, [e.Account], stop),
        ChoiceLapsed e => await db.OfLineAsync(Lapsed[0], e.Poll, e.Voter, [e.Account], stop),
        _ => null,
    };
}
