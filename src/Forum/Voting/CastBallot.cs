using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A voter casts their one ballot, or changes it until closing: a choice, or options by name, ranked, approved or given points.</summary>
[SignedIn("whoever the roll names, which the poll itself checks"), Official]
public sealed record CastBallot(PollId Id, Choice? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking = null, IReadOnlyList<string>? Approved = null, IReadOnlyDictionary<string, long>? Scores = null)
    : ICommand<CastAs>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Choice is null && Ranking is null && Approved is null && Scores is null) yield return Refusal.Invalid("choice", "choice.missing");
        if (Ranking is { Count: > Poll.MostOptions } || Ranking?.Any(r => r is null or { Count: > Poll.MostOptions }) == true || Approved is { Count: > Poll.MostOptions } || Scores is { Count: > Poll.MostOptions }) yield return Refusal.Invalid("choice", "choice.wrong");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);

    /// <summary>What it says, in the terms of a method and its options: named outside, kept by their numbers.</summary>
    public Outcome<Answer> Read(VotingMethod method, IReadOnlyList<string> options)
    {
        if (Choice is { } choice) return (Answer)choice;
        int Number(string? name) => options.ToList().IndexOf(name ?? "") + 1;
        return Scores is { } scores
            ? Answer.Pointed(method, options.Count, scores.GroupBy(s => Number(s.Key)).ToDictionary(g => g.Key, g => g.Max(s => s.Value)))
            : Answer.Ranked(method, options.Count, [.. (Ranking ?? [Approved ?? []]).Select(r => (IReadOnlyList<int>)[.. r.Select(Number)])]);
    }
}

/// <summary>What the voter keeps.</summary>
public sealed record CastAs(string Receipt, int Version);

public sealed class CastBallotHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<CastBallot, Outcome<CastAs>>
{
    public async Task<Outcome<CastAs>> Handle(CastBallot request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var me = desk.Caller.PersonId;
        var line = me is null ? null : await db.RollLines.AsNoTracking().SingleOrDefaultAsync(l => l.PollId == request.Id && l.PersonId == me, stop);
        var before = line is null ? null : await db.Ballots.SingleOrDefaultAsync(b => b.PollId == request.Id && b.PersonId == line.PersonId, stop);
        var answer = request.Read(poll.Method, poll.Options);
        if (!answer.Ok) return answer.Map(_ => (CastAs)null!);
        var receipt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return poll.Cast(line, before, desk.Caller.AccountId!.Value, answer.Value, receipt, time.GetUtcNow()).Map(ballot =>
        {
            if (before is null) db.Ballots.Add(ballot);
            return new CastAs(ballot.Receipt, ballot.Version);
        });
    }
}
