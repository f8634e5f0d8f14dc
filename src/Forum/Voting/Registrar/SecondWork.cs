using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>What the committee's device signs next, and by what it can tell that it is not made to sign too much.</summary>
[Requires(Right.Countersign)]
public sealed record GetSecondWork(PollId Id) : IQuery<SecondWork>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

/// <param name="Lines">Lines whose token waits, by home; at most <see cref="Countersign.Most"/> at a time.</param>
/// <param name="Papers">Paper ballots' tokens that wait, in the order of what was blinded, which is chance.</param>
/// <param name="Given">Lines that are spent on a paper: so many paper tokens there may be.</param>
/// <param name="Waiting">All that waits.</param>
/// <param name="Signed">Lines that the portal holds a signature of.</param>
public sealed record SecondWork(PollState State, string? KeyHash, bool Destroyed, string? RollHash, int Roll, DateTimeOffset ClosesAt, IReadOnlyList<WaitingLine> Lines, IReadOnlyList<WaitingToken> Papers, IReadOnlyList<WaitingLine> Given, int Waiting, int Signed)
{
    /// <summary>Whether the caller has an interest in the matter: then nothing that waits is told, and what is left to them is to pass the key on, or to delete it after the end.</summary>
    public bool Recused { get; init; }
}

/// <param name="Name">The voter's masked name.</param>
/// <param name="Blinded">What is to be signed; of a line spent on a paper nothing.</param>
/// <param name="Code">The first signs of the request's SHA-256, which the voter's own page shows too.</param>
public sealed record WaitingLine(VoterId Voter, string Label, string Name, byte[]? Blinded, string? Code);

public sealed record WaitingToken(string Request, byte[] Blinded);

public sealed class GetSecondWorkHandler(ForumDb db, Desk desk, SecondRegistrars seconds, TimeProvider time) : IRequestHandler<GetSecondWork, Outcome<SecondWork>>
{
    public async Task<Outcome<SecondWork>> Handle(GetSecondWork request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == request.Id, stop);
        if (!poll.SecondRegistrar) return Refusal.NotFound;
        var (now, id, recused) = (time.GetUtcNow(), poll.Id, await seconds.RecusedAsync(desk.Caller, poll.Id, stop) is not null);
        var (takesLines, takesPapers) = (!recused && poll.BarsSecondSignature(false, now) is null, !recused && poll.BarsSecondSignature(true, now) is null);
        var lines = db.SpentLines.AsNoTracking().WaitingFor(db).Where(t => t.PollId == id && takesLines);
        var papers = db.WaitingBallots.AsNoTracking().Where(b => b.PollId == id && takesPapers);
        return new SecondWork(
            poll.State, poll.SecondKeyHash, await db.SecondKeys.AnyAsync(k => k.PollId == id && k.DestroyedAt != null, stop), poll.CorrectedRollHash ?? poll.RollHash, poll.RollPersons, poll.ClosesAt,
            await NamedAsync(lines, stop), await papers.OrderBy(b => b.Request).Take(Countersign.Most).Select(b => new WaitingToken(b.Request, b.Blinded)).ToListAsync(stop),
            await NamedAsync(db.SpentLines.AsNoTracking().Where(t => t.PollId == id && t.Blinded == null && !recused), stop, int.MaxValue),
            await lines.CountAsync(stop) + await papers.CountAsync(stop), await db.SecondSignatures.CountAsync(s => s.PollId == id, stop)) { Recused = recused };
    }

    private async Task<IReadOnlyList<WaitingLine>> NamedAsync(IQueryable<SpentLine> spent, CancellationToken stop, int most = Countersign.Most)
    {
        var rows = await spent.Join(db.RollLines, t => new { t.PollId, t.VoterId }, l => new { l.PollId, l.VoterId }, (t, l) => new { t.VoterId, l.Label, t.SecondBlinded }).OrderBy(r => r.Label).ThenBy(r => r.VoterId).Take(most).ToListAsync(stop);
        var names = await db.VoterNamesAsync(rows.Select(r => r.VoterId), stop);
        return [.. rows.Select(r => new WaitingLine(r.VoterId, r.Label, PaperDesk.Masked(names.GetValueOrDefault(r.VoterId, "")), r.SecondBlinded, r.SecondBlinded is { } blinded ? CodeOf(blinded) : null))];
    }

    // As two people can compare it by word of mouth.
    private static string CodeOf(byte[] blinded) => Blindness.NameOf(blinded)[..8].ToUpperInvariant().Insert(4, "-");
}

public static class SecondWaiting
{
    /// <summary>Lines whose token the second registrar has not signed.</summary>
    public static IQueryable<SpentLine> WaitingFor(this IQueryable<SpentLine> lines, ForumDb db) =>
        lines.Where(t => t.SecondBlinded != null && !db.SecondSignatures.Any(s => s.PollId == t.PollId && s.VoterId == t.VoterId));
}

/// <summary>The voters of the roll, so that the committee's device can compare their hash with the published one and signs for nobody else.</summary>
[Requires(Right.Countersign)]
public sealed record GetRollVoters(PollId Id) : IQuery<IReadOnlyList<VoterId>>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class GetRollVotersHandler(ForumDb db, Desk desk, SecondRegistrars seconds) : IRequestHandler<GetRollVoters, Outcome<IReadOnlyList<VoterId>>>
{
    public async Task<Outcome<IReadOnlyList<VoterId>>> Handle(GetRollVoters request, CancellationToken stop) =>
        await seconds.RecusedAsync(desk.Caller, request.Id, stop) is { } recused ? recused : await db.Polls.AnyAsync(p => p.Id == request.Id && p.SecondRegistrar, stop)
            ? await db.RollLines.AsNoTracking().Where(l => l.PollId == request.Id).OrderBy(l => l.VoterId).Select(l => l.VoterId).ToListAsync(stop) : Refusal.NotFound;
}
