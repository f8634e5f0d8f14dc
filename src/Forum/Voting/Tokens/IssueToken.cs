using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>A voter spends their line of a secret poll's roll on a blinded token.</summary>
/// <param name="SecondBlinded">The same token blinded for the second registrar, where the poll has one.</param>
/// <param name="Line">The line of the roll; may be missing where only one is the voter's.</param>
[SignedIn("whoever the roll names, which the poll itself checks"), Official]
public sealed record IssueToken(PollId Id, byte[]? Blinded, byte[]? SecondBlinded = null, VoterId? Line = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Blinded is not { Length: VotingToken.KeyBits / 8 }) yield return Refusal.Invalid("blinded", "token.wrong");
        if (SecondBlinded is not (null or { Length: VotingToken.KeyBits / 8 })) yield return Refusal.Invalid("secondBlinded", "token.wrong");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class IssueTokenHandler(ForumDb db, Desk desk, PollKeys keys, TimeProvider time) : IRequestHandler<IssueToken, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(IssueToken request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var meant = (await db.LinesOfAsync(request.Id, desk.Caller, stop)).Meant(request.Line);
        if (!meant.Ok) return Outcome<Done>.Refused(meant.Refusals);
        var line = meant.Value;
        var before = line is null ? null : await db.SpentLines.SingleOrDefaultAsync(t => t.PollId == request.Id && t.VoterId == line.VoterId, stop);
        // What no key can sign must not spend the line.
        if (!Fits(request.Blinded, await db.PollKeys.Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop))) return Refusal.Invalid("blinded", "token.wrong");
        if (!Fits(request.SecondBlinded, await db.SecondKeys.Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop))) return Refusal.Invalid("secondBlinded", "token.wrong");
        // One token for two lines would be one vote less.
        if (await db.SpentLines.AnyAsync(t => t.PollId == request.Id && t.AccountId == desk.Caller.AccountId && t.Blinded == request.Blinded && (line == null || t.VoterId != line.VoterId), stop)) return Refusal.Conflict("token.again");
        return poll.Issue(line, before, desk.Caller.AccountId!.Value, request.Blinded!, time.GetUtcNow(), request.SecondBlinded).Then<Done>(issued =>
        {
            // A line is not spent on what cannot be signed now.
            if (keys.Box(poll.Id) is null) return Refusal.Conflict(BallotBox.Shut);
            if (before is null) db.SpentLines.Add(issued);
            return default(Done);
        });
    }

    // Where there is no key, or nothing for it, the poll itself says so.
    private static bool Fits(byte[]? blinded, byte[]? key) => blinded is null || key is null || new Blindness(key).Fits(blinded);
}

/// <summary>
/// The blind signature of the token that was issued to the caller for a line, made anew whenever it is asked for: it is always the
/// same, and whoever lost the answer asks again. Signing takes long and must hold up nobody's ballot, so it is no part of the issue.
/// </summary>
[SignedIn("one's own")]
public sealed record SignToken(PollId Id, VoterId? Line = null) : IQuery<SignedToken>;

public sealed record SignedToken(byte[] Signature);

public sealed class SignTokenHandler(ForumDb db, Desk desk, PollKeys keys, BallotSeals seals) : IRequestHandler<SignToken, Outcome<SignedToken>>
{
    public async Task<Outcome<SignedToken>> Handle(SignToken request, CancellationToken stop)
    {
        var (account, meant) = (desk.Caller.AccountId, await db.MeantAsync(request.Id, desk.Caller, request.Line, stop));
        if (!meant.Ok) return Outcome<SignedToken>.Refused(meant.Refusals);
        var spent = await db.SpentLines.AsNoTracking().Where(t => t.PollId == request.Id && t.VoterId == meant.Value && t.AccountId == account && t.Blinded != null).Select(t => new { Line = t, Seal = EF.Property<byte[]?>(t, BallotSeals.Column) }).SingleOrDefaultAsync(stop);
        var key = await db.PollKeys.AsNoTracking().SingleOrDefaultAsync(k => k.PollId == request.Id, stop);
        if (spent is null || key is null) return Refusal.NotFound;
        // What somebody wrote into the database in its place is not signed.
        if (!seals.Holds(spent.Line, spent.Seal)) return Refusal.Conflict("token.no-signature");
        if (keys.Sign(key, spent.Line.Blinded!) is { } signature) return new SignedToken(signature);
        return Refusal.Conflict(key.Wrapped is not null && keys.Box(request.Id) is null ? BallotBox.Shut : "token.no-signature");
    }
}

/// <summary>A secret poll's public key, and the second registrar's.</summary>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetPollKey(PollId Id) : IQuery<PublicPollKey>;

/// <summary>The key (SubjectPublicKeyInfo, DER) and its hash, which the ledger holds since before the opening; the same of the second registrar's, where there is one.</summary>
public sealed record PublicPollKey(byte[] Key, string Hash, byte[]? SecondKey, string? SecondHash);

public sealed class GetPollKeyHandler(ForumDb db, Desk desk) : IRequestHandler<GetPollKey, Outcome<PublicPollKey>>
{
    public async Task<Outcome<PublicPollKey>> Handle(GetPollKey request, CancellationToken stop) =>
        await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db)
            .Join(db.PollKeys, p => p.Id, k => k.PollId, (p, k) => new PublicPollKey(k.Public, p.KeyHash!, db.SecondKeys.Where(s => s.PollId == p.Id).Select(s => s.Public).FirstOrDefault(), p.SecondKeyHash)).SingleOrDefaultAsync(stop) is { } key ? key : Refusal.NotFound;
}
