using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A voter casts the one ballot of a line, or changes it until closing: a choice, or options by name, ranked, approved or given points.</summary>
/// <param name="Line">The line of the roll; may be missing where only one is the voter's.</param>
[SignedIn("whoever the roll names, which the poll itself checks"), Official]
public sealed record CastBallot(PollId Id, Choice? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking = null, IReadOnlyList<string>? Approved = null, IReadOnlyDictionary<string, long>? Scores = null, VoterId? Line = null)
    : ICommand<CastAs>, IAt, IShaped, IGrouped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Choice is null && Ranking is null && Approved is null && Scores is null) yield return Refusal.Invalid("choice", "choice.missing");
        else if (new object?[] { Choice, Ranking, Approved, Scores }.Count(said => said is not null) > 1) yield return Refusal.Invalid("choice", "choice.several");
        if (Ranking is { Count: > Poll.MostOptions } || Ranking?.Any(r => r is null or { Count: > Poll.MostOptions }) == true || Approved is { Count: > Poll.MostOptions } || Scores is { Count: > Poll.MostOptions }) yield return Refusal.Invalid("choice", "choice.wrong");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);

    /// <summary>What it says, in the terms of a method and its options: named outside, kept by their numbers.</summary>
    public Outcome<Answer> Read(VotingMethod method, IReadOnlyList<string> options)
    {
        if (Choice is { } choice) return (Answer)choice;
        if (method.IsRanked() && Approved is not null) return Refusal.Invalid("choice", "choice.wrong");
        int Number(string? name) => options.ToList().IndexOf(name ?? "") + 1;
        return Scores is { } scores
            ? Named(Answer.Pointed(method, options.Count, scores.GroupBy(s => Number(s.Key)).ToDictionary(g => g.Key, g => g.Max(s => s.Value))), options)
            : Answer.Ranked(method, options.Count, [.. (Ranking ?? [Approved ?? []]).Select(r => (IReadOnlyList<int>)[.. r.Select(Number)])]);
    }

    // A refusal of one option's points names it as the voter knows it.
    private static Outcome<Answer> Named(Outcome<Answer> read, IReadOnlyList<string> options) => read.Ok ? read
        : Outcome<Answer>.Refused([.. read.Refusals.Select(r => r with { Facts = [.. r.Facts.Select(f => f is { Name: "option", Value: int at } ? f with { Value = options[at - 1] } : f)] })]);

    /// <summary>The ballot that says an answer.</summary>
    public static CastBallot Saying(PollId id, Answer answer, VotingMethod method, IReadOnlyList<string> options)
    {
        if (answer.Options is not { } kept) return new(id, answer.Choice);
        if (method.GivesPoints()) return new(id, null, Scores: Answer.PointsOf(kept, 1).Points.ToDictionary(p => options[p.Key], p => p.Value));
        IReadOnlyList<IReadOnlyList<string>> ranks = [.. Answer.RanksOf(kept, 1).Ranks.Select(r => (IReadOnlyList<string>)[.. r.Select(o => options[o])])];
        return method.IsRanked() ? new(id, null, ranks) : new(id, null, Approved: ranks[0]);
    }
}

/// <summary>What the voter keeps.</summary>
public sealed record CastAs(string Receipt, int Version);

public sealed class CastBallotHandler(ForumDb db, Desk desk, TimeProvider time) : IGroupHandler<CastBallot, Outcome<CastAs>>
{
    private readonly Dictionary<PollId, Poll> _polls = [];
    private readonly Dictionary<(PollId, VoterId), RollLine> _roll = [];
    private readonly Dictionary<(PollId, VoterId), Ballot> _ballots = [];
    private readonly Dictionary<(PollId, AccountId, VoterId), UnconfirmedChoice> _unconfirmed = [];
    private readonly Dictionary<PollId, HashSet<VoterId>> _left = [];

    public async Task GatherAsync(IReadOnlyList<(CastBallot Request, Caller Caller)> group, CancellationToken stop)
    {
        foreach (var poll in group.GroupBy(g => g.Request.Id, g => g.Caller))
        {
            List<VoterId> voters = [.. poll.SelectMany(c => c.VoterIds).Distinct()];
            List<AccountId> accounts = [.. poll.Select(c => c.AccountId).OfType<AccountId>().Distinct()];
            _polls[poll.Key] = await db.Polls.SingleAsync(p => p.Id == poll.Key, stop);
            await foreach (var line in db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Key && voters.Contains(l.VoterId)).AsAsyncEnumerable()) _roll[(line.PollId, line.VoterId)] = line;
            await foreach (var ballot in db.Ballots.Where(b => b.PollId == poll.Key && voters.Contains(b.VoterId)).AsAsyncEnumerable()) _ballots[(ballot.PollId, ballot.VoterId)] = ballot;
            _left[poll.Key] = await db.LeftAsync(_polls[poll.Key], [.. _ballots.Values.Where(b => b.PollId == poll.Key)], time.GetUtcNow(), stop);
            await foreach (var chosen in db.UnconfirmedChoices.Where(u => u.PollId == poll.Key && accounts.Contains(u.AccountId)).AsAsyncEnumerable()) _unconfirmed[(chosen.PollId, chosen.AccountId, chosen.VoterId)] = chosen;
        }
    }

    public Task<Outcome<CastAs>> Handle(CastBallot request, CancellationToken stop) => Task.FromResult(Cast(request));

    private Outcome<CastAs> Cast(CastBallot request)
    {
        var own = new OwnLines([.. desk.Caller.VoterIds.Select(v => _roll.GetValueOrDefault((request.Id, v))).OfType<RollLine>()]);
        return own.Meant(request.Line).Then(line => Cast(request, _polls[request.Id], line));
    }

    private Outcome<CastAs> Cast(CastBallot request, Poll poll, RollLine? line)
    {
        var before = line is null ? null : _ballots.GetValueOrDefault((request.Id, line.VoterId));
        var account = desk.Caller.AccountId!.Value;
        var receipt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var replaced = before is null ? null : new ReplacedBallot(poll, before, line!);
        return request.Read(poll.Method, poll.Options).Then(answer => poll.Cast(line, before, account, answer, receipt, time.GetUtcNow(), before is null || _left.GetValueOrDefault(request.Id)?.Contains(before.VoterId) != true)).Map(ballot =>
        {
            // From now on it is this one's, also for whoever is heard in the same group.
            _left.GetValueOrDefault(request.Id)?.Remove(ballot.VoterId);
            if (replaced is not null) db.ReplacedBallots.Add(replaced);
            if (before is null) _ballots[(request.Id, ballot.VoterId)] = db.Ballots.Add(ballot).Entity;
            if (_unconfirmed.Remove((request.Id, account, ballot.VoterId), out var chosen)) db.UnconfirmedChoices.Remove(chosen);
            return new CastAs(ballot.Receipt, ballot.Version);
        });
    }
}
