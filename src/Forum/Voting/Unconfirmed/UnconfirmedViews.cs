using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>What the caller chose in an open poll and has not confirmed; not there where there is none.</summary>
/// <param name="Line">For which line of the roll; where none is named, what was chosen first.</param>
[SignedIn("one's own")]
public sealed record GetUnconfirmed(PollId Id, VoterId? Line = null) : IQuery<UnconfirmedView>;

/// <summary>A choice that is not cast, in the words of a ballot.</summary>
/// <param name="Line">The line of the roll that it is for.</param>
public sealed record UnconfirmedView(VoterId Line, Choice? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking, IReadOnlyList<string>? Approved, IReadOnlyDictionary<string, long>? Scores, DateTimeOffset KeptAt)
{
    /// <summary>The ballot that it would be.</summary>
    public CastBallot Ballot(PollId poll) => new(poll, Choice, Ranking, Approved, Scores, Line);
}

public sealed class GetUnconfirmedHandler(ForumDb db, Desk desk) : IRequestHandler<GetUnconfirmed, Outcome<UnconfirmedView>>
{
    public async Task<Outcome<UnconfirmedView>> Handle(GetUnconfirmed request, CancellationToken stop)
    {
        if (await db.UnconfirmedChoices.AsNoTracking().VisibleTo(desk.Caller).Where(u => u.PollId == request.Id && (request.Line == null || u.VoterId == request.Line)).OrderBy(u => u.KeptAt).FirstOrDefaultAsync(stop) is not { } kept) return Refusal.NotFound;
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == request.Id, stop);
        return Answer.Read(kept.Answer, poll.Method, poll.Options.Count).Map(answer => CastBallot.Saying(poll.Id, answer, poll.Method, poll.Options))
            .Map(ballot => new UnconfirmedView(kept.VoterId, ballot.Choice, ballot.Ranking, ballot.Approved, ballot.Scores, kept.KeptAt));
    }
}

/// <summary>The open polls in which the caller chose and has not confirmed, those that close first above.</summary>
[SignedIn("one's own")]
public sealed record ListUnconfirmed : IQuery<IReadOnlyList<UnconfirmedRow>>;

/// <param name="Label">The home or body that it was chosen for, where others stand for it.</param>
public sealed record UnconfirmedRow(PollId Id, VoterId Line, string? Label, string Number, string Question, DateTimeOffset KeptAt, DateTimeOffset ClosesAt, string Href);

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
    public static async Task<List<UnconfirmedRow>> UnconfirmedRowsAsync(this ForumDb db, Caller caller, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await db.UnconfirmedChoices.AsNoTracking().VisibleTo(caller).Join(db.Polls.Where(p => p.State == PollState.Open && p.ClosesAt > now), u => u.PollId, p => p.Id, (u, p) => new
        {
            Poll = p, u.VoterId, u.KeptAt, Label = db.RollLines.Where(l => l.PollId == u.PollId && l.VoterId == u.VoterId).Select(l => l.Label).FirstOrDefault(),
        }).OrderBy(r => r.Poll.ClosesAt).ThenBy(r => r.KeptAt).ToListAsync(stop);
        return rows.ConvertAll(r => new UnconfirmedRow(
            r.Poll.Id, r.VoterId, r.Poll.Rule.Electorate.IsStoodFor() ? r.Label : null, r.Poll.Number, r.Poll.Question, r.KeptAt, r.Poll.ClosesAt, Voters.PageOf(r.Poll.Id, r.Poll.Rule.Electorate, r.VoterId)));
    }
}
