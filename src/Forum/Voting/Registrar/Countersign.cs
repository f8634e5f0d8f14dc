using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>One blind signature of the second registrar: of a line's token, or of a paper's.</summary>
/// <param name="Line">The line of the roll.</param>
/// <param name="Paper">The request that a paper's ballot waits under.</param>
public sealed record Countersignature(VoterId? Line, string? Paper, byte[]? Signature);

/// <summary>
/// The committee's device hands in what it signed. Each is checked before any is kept; what is there already is taken as
/// told twice. A voter fetches theirs; a ballot from a paper becomes a ballot like any other.
/// </summary>
[Requires(Right.Countersign), Official]
public sealed record Countersign(PollId Id, IReadOnlyList<Countersignature>? Signatures) : ICommand<Done>, IAt, IShaped
{
    /// <summary>The most signatures at a time.</summary>
    public const int Most = 100;

    public IEnumerable<Refusal> Wrong()
    {
        if (Signatures is not { Count: > 0 and <= Most } || Signatures.Any(s => s is null || s.Signature is null || (s.Line is null) == (s.Paper is null))) yield return Refusal.Invalid("signatures", "registrar.signatures", new Fact("most", Most));
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class CountersignHandler(ForumDb db, Desk desk, SecondRegistrars seconds, BallotSeals seals, BallotBox box, TimeProvider time) : IRequestHandler<Countersign, Outcome<Done>>
{
    private const string Mismatch = "registrar.signature-wrong";

    public async Task<Outcome<Done>> Handle(Countersign request, CancellationToken stop)
    {
        if (await seconds.RecusedAsync(desk.Caller, request.Id, stop) is { } recused) return recused;
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var (lines, papers) = (request.Signatures!.Where(s => s.Line is not null).DistinctBy(s => s.Line).ToList(), request.Signatures!.Where(s => s.Paper is not null).DistinctBy(s => s.Paper).ToList());
        if (lines.Count > 0 && poll.BarsSecondSignature(false, time.GetUtcNow()) is { } late) return late;
        if (papers.Count > 0 && poll.BarsSecondSignature(true, time.GetUtcNow()) is { } over) return over;
        var key = new Blindness(await db.SecondKeys.Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleAsync(stop));
        var (signed, wrongLine) = await LinesAsync(poll, key, lines, stop);
        var opened = papers.Count > 0 ? box.Key(poll.Id) : null;
        if (papers.Count > 0 && opened is null) return Refusal.Conflict(BallotBox.Shut);
        var (ballots, wrongPaper) = await PapersAsync(poll, key, papers, opened, stop);
        if (wrongLine || wrongPaper is not null) return Refusal.Conflict(wrongPaper ?? Mismatch);
        db.SecondSignatures.AddRange(signed);
        foreach (var (waiting, ballot) in ballots)
        {
            box.Put(poll, ballot, opened!);
            db.WaitingBallots.Remove(waiting);
        }
        if (ballots.Count > 0) poll.Boxed(ballots.Count, await box.CountAsync(poll.Id, stop) + ballots.Count);
        poll.Countersigned([.. signed.Select(s => s.VoterId)], ballots.Count);
        return Outcome.Done;
    }

    private async Task<(List<SecondSignature> New, bool Wrong)> LinesAsync(Poll poll, Blindness key, List<Countersignature> given, CancellationToken stop)
    {
        var ids = given.Select(s => s.Line!.Value).ToList();
        var asked = await db.SpentLines.AsNoTracking().Where(t => t.PollId == poll.Id && ids.Contains(t.VoterId) && t.SecondBlinded != null).ToDictionaryAsync(t => t.VoterId, t => t.SecondBlinded!, stop);
        var before = (await db.SecondSignatures.Where(s => s.PollId == poll.Id && ids.Contains(s.VoterId)).Select(s => s.VoterId).ToListAsync(stop)).ToHashSet();
        var wrong = given.Any(s => !asked.TryGetValue(s.Line!.Value, out var blinded) || !key.Signed(blinded, s.Signature!));
        return ([.. given.Where(s => !before.Contains(s.Line!.Value)).Select(s => new SecondSignature { PollId = poll.Id, VoterId = s.Line!.Value, Signature = s.Signature! })], wrong);
    }

    private async Task<(List<(WaitingBallot Waiting, SecretBallot Ballot)> New, string? Wrong)> PapersAsync(Poll poll, Blindness key, List<Countersignature> given, BoxKey? opened, CancellationToken stop)
    {
        var names = given.Select(s => s.Paper!).ToList();
        var waiting = await db.WaitingBallots.Where(b => b.PollId == poll.Id && names.Contains(b.Request)).ToDictionaryAsync(b => b.Request, stop);
        // What waits no longer was signed before.
        if (waiting.Values.Any(w => !seals.Holds(db, w))) return ([], "registrar.waiting-changed");
        var now = given.Where(s => waiting.ContainsKey(s.Paper!)).Select(s => (Waiting: waiting[s.Paper!], Signature: s.Signature!)).ToList();
        if (now.Exists(s => !key.Signed(s.Waiting.Blinded, s.Signature))) return ([], Mismatch);
        return ([.. now.Select(s => (s.Waiting, BallotBox.Signed(s.Waiting, s.Signature, key, opened!)))], null);
    }
}
