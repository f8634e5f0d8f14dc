using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>What the caller chose in an open poll and has not confirmed; not there where there is none.</summary>
[SignedIn("one's own")]
public sealed record GetUnconfirmed(PollId Id) : IQuery<UnconfirmedView>;

/// <summary>A choice that is not cast, in the words of a ballot.</summary>
public sealed record UnconfirmedView(Choice? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking, IReadOnlyList<string>? Approved, IReadOnlyDictionary<string, long>? Scores, DateTimeOffset KeptAt)
{
    /// <summary>The ballot that it would be.</summary>
    public CastBallot Ballot(PollId poll) => new(poll, Choice, Ranking, Approved, Scores);
}

public sealed class GetUnconfirmedHandler(ForumDb db, Desk desk) : IRequestHandler<GetUnconfirmed, Outcome<UnconfirmedView>>
{
    public async Task<Outcome<UnconfirmedView>> Handle(GetUnconfirmed request, CancellationToken stop)
    {
        if (await db.UnconfirmedChoices.AsNoTracking().VisibleTo(desk.Caller).SingleOrDefaultAsync(u => u.PollId == request.Id, stop) is not { } kept) return Refusal.NotFound;
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == request.Id, stop);
        return Answer.Read(kept.Answer, poll.Method, poll.Options.Count).Map(answer => CastBallot.Saying(poll.Id, answer, poll.Method, poll.Options))
            .Map(ballot => new UnconfirmedView(ballot.Choice, ballot.Ranking, ballot.Approved, ballot.Scores, kept.KeptAt));
    }
}

/// <summary>The open polls in which the caller chose and has not confirmed, those that close first above.</summary>
[SignedIn("one's own")]
public sealed record ListUnconfirmed : IQuery<IReadOnlyList<UnconfirmedRow>>;

public sealed record UnconfirmedRow(PollId Id, string Number, string Question, DateTimeOffset KeptAt, DateTimeOffset ClosesAt);

public sealed class ListUnconfirmedHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ListUnconfirmed, Outcome<IReadOnlyList<UnconfirmedRow>>>
{
    public async Task<Outcome<IReadOnlyList<UnconfirmedRow>>> Handle(ListUnconfirmed request, CancellationToken stop) => await db.UnconfirmedRowsAsync(desk.Caller, time.GetUtcNow(), stop);
}

/// <summary>Nobody's but one's own.</summary>
public static class UnconfirmedVisibility
{
    public static IQueryable<UnconfirmedChoice> VisibleTo(this IQueryable<UnconfirmedChoice> choices, Caller caller)
    {
        var me = caller.AccountId;
        return choices.Where(u => u.AccountId == me);
    }

    /// <summary>One's own in polls that still take ballots.</summary>
    public static Task<List<UnconfirmedRow>> UnconfirmedRowsAsync(this ForumDb db, Caller caller, DateTimeOffset now, CancellationToken stop) =>
        db.UnconfirmedChoices.AsNoTracking().VisibleTo(caller).Join(db.Polls.Where(p => p.State == PollState.Open && p.ClosesAt > now), u => u.PollId, p => p.Id, (u, p) => new { u.KeptAt, Poll = p })
            .OrderBy(x => x.Poll.ClosesAt).Select(x => new UnconfirmedRow(x.Poll.Id, x.Poll.Number, x.Poll.Question, x.KeptAt, x.Poll.ClosesAt)).ToListAsync(stop);
}
