using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using Forum.Voting.Tokens;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>
/// Somebody enters what they read on a paper. The first also enters how it came, and the second, who sees nothing of the
/// first's reading, only reads. Where the two agree it counts; where they differ both begin again.
/// </summary>
/// <param name="Ballot">What it says; nothing of it where it is spoilt.</param>
/// <param name="Spoilt">Whether it says nothing that counts.</param>
/// <param name="Disputed">Whether the second finds that the first wrote down wrongly how or when it came: then it says nothing else.</param>
/// <param name="Scan">The scanned paper, of an open poll: JPEG, PNG or PDF.</param>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record EnterPaper(CastBallot Ballot, string? Serial, bool Spoilt, Channel? Channel, DateTimeOffset? GivenAt, string? Witness, byte[]? Scan, bool Disputed = false) : ICommand<EnteredPaper>, IShaped, ISecret
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Scan is { Length: > 0 } scan && PaperScan.TypeOf(scan) is null) yield return Refusal.Invalid("scan", "scan.type");
        if (Scan?.Length > PaperScan.Largest) yield return Refusal.Invalid("scan", "scan.size", new Fact("most", PaperScan.Largest >> 20));
        if (Spoilt && Ballot is not { Choice: null, Ranking: null, Approved: null, Scores: null }) yield return Refusal.Invalid("choice", "paper.spoilt-says");
        if (!Spoilt && !Disputed) foreach (var wrong in Ballot.Wrong().Where(w => w.Code != Unsaid)) yield return wrong;
    }

    // Said together with what else is missing.
    private const string Unsaid = "choice.missing";

    // Whoever enters for others is at another button than whoever votes.
    internal static Refusal OnPaper(Refusal wrong) => wrong.Code == Unsaid ? Refusal.Invalid("choice", "paper.says-nothing") : wrong;
}

/// <summary>What came of it: whether it waits for a second person, was read differently, or is settled, and how.</summary>
public sealed record EnteredPaper(PaperStep Step, PaperState State);

public sealed class EnterPaperHandler(ForumDb db, PaperDesk papers, BallotBox box, PollKeys keys, Desk desk, TimeProvider time) : IRequestHandler<EnterPaper, Outcome<EnteredPaper>>
{
    public async Task<Outcome<EnteredPaper>> Handle(EnterPaper request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Ballot.Id, stop);
        if (!opened.Ok) return Outcome<EnteredPaper>.Refused(opened.Refusals);
        var (poll, serial) = (opened.Value, PaperDesk.Plain(request.Serial));
        if (await db.BallotPapers.SingleOrDefaultAsync(p => p.PollId == poll.Id && p.Serial == serial, stop) is not { } paper) return Refusal.Invalid("serial", "paper.no-such");
        if (request.Spoilt || request.Disputed) return await EnterAsync(poll, paper, null, request, stop);
        var read = request.Ballot.Read(poll.Method, poll.Options);
        if (read.Ok) return await EnterAsync(poll, paper, read.Value, request, stop);
        return Outcome<EnteredPaper>.Refused([.. read.Refusals.Select(EnterPaper.OnPaper), .. paper.Lacks(poll, FactsOf(request), time.GetUtcNow())]);
    }

    private async Task<Outcome<EnteredPaper>> EnterAsync(Poll poll, BallotPaper paper, Answer? read, EnterPaper request, CancellationToken stop)
    {
        var (now, key) = (time.GetUtcNow(), poll.Secrecy == Secrecy.Secret ? box.Key(poll.Id) : null);
        // Of a secret paper nothing is kept that the poll's key does not cover, which is destroyed at the closing.
        if (poll.Secrecy == Secrecy.Secret && key is null) return poll.BarsPaper(now) ?? Refusal.Conflict(BallotBox.Shut);
        var entered = paper.Enter(poll, desk.Caller.AccountId!.Value, desk.Caller.VoterIds, read, request.Disputed ? null : FactsOf(request), now, request.Disputed, key is null ? null : text => key.Veil(paper.Serial, text));
        if (!entered.Ok) return Outcome<EnteredPaper>.Refused(entered.Refusals);
        if (entered.Value == PaperStep.Waits && paper.VoterId is not null) await KeepScanAsync(paper, request.Scan!, stop);
        if (entered.Value == PaperStep.Agreed && await SettleAsync(poll, paper, read, key, stop) is { } bar) return bar;
        return new EnteredPaper(entered.Value, paper.State);
    }

    private PaperFacts FactsOf(EnterPaper request) => new(
        request.Channel, request.GivenAt?.ToUniversalTime(), request.Witness?.Trim(), request.Scan is { Length: > 0 } scan ? Convert.ToHexStringLower(SHA256.HashData(scan)) : null, desk.Caller.Name);

    private async Task KeepScanAsync(BallotPaper paper, byte[] scan, CancellationToken stop)
    {
        if (await db.PaperScans.FindAsync([paper.PollId, paper.Serial], stop) is { } before) before.Bytes = scan;
        else db.PaperScans.Add(new() { PollId = paper.PollId, Serial = paper.Serial, Bytes = scan });
    }

    private async Task<Refusal?> SettleAsync(Poll poll, BallotPaper paper, Answer? read, BoxKey? key, CancellationToken stop)
    {
        if (read is null)
        {
            paper.Settle(PaperState.Spoilt);
            return poll.Secrecy == Secrecy.Secret ? await BarsMoreAsync(poll, stop) : null;
        }
        if (key is not null) return await TakeSecretAsync(poll, paper, read, key, stop);
        if (await db.RollLines.AsNoTracking().SingleOrDefaultAsync(l => l.PollId == poll.Id && l.VoterId == paper.VoterId, stop) is not { } line) return Refusal.Conflict("paper.not-on-roll");
        var before = await db.Ballots.SingleOrDefaultAsync(b => b.PollId == poll.Id && b.VoterId == paper.VoterId, stop);
        var replaced = before is null ? null : new ReplacedBallot(poll, before, line);
        if (poll.Take(paper, line, before, read, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))) is not { } ballot) return null;
        if (replaced is null) db.Ballots.Add(ballot);
        else db.ReplacedBallots.Add(replaced);
        // What the voter chose and did not confirm could not take its place any more.
        if (poll.Papers == ChannelRule.Paper) db.UnconfirmedChoices.RemoveRange(await db.UnconfirmedChoices.Where(u => u.PollId == poll.Id && u.VoterId == paper.VoterId).ToListAsync(stop));
        return null;
    }

    // Kept like any other secret ballot, so that the record does not tell who of the few voted on paper.
    private async Task<Refusal?> TakeSecretAsync(Poll poll, BallotPaper paper, Answer read, BoxKey key, CancellationToken stop)
    {
        if (await BarsMoreAsync(poll, stop) is { } bar) return bar;
        if (keys.Token(await db.PollKeys.AsNoTracking().SingleAsync(k => k.PollId == poll.Id, stop)) is not { } token) return Refusal.Conflict(BallotBox.Shut);
        var ballot = new SecretBallot(poll.Id, token, read);
        if (poll.SecondRegistrar)
        {
            paper.Settle(PaperState.Agreed);
            box.Wait(poll, paper.Channel!.Value, ballot, new(await db.SecondKeys.Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleAsync(stop)), key);
            return null;
        }
        paper.Settle(PaperState.Counted);
        poll.Boxed(1, await box.CountAsync(poll.Id, stop) + 1);
        box.Put(poll, ballot, key);
        return null;
    }

    // Out of the box comes no more than was given out.
    private async Task<Refusal?> BarsMoreAsync(Poll poll, CancellationToken stop)
    {
        var given = await db.SpentLines.CountAsync(t => t.PollId == poll.Id && t.Blinded == null, stop);
        var found = await db.BallotPapers.CountAsync(p => p.PollId == poll.Id && (p.State == PaperState.Counted || p.State == PaperState.Agreed || p.State == PaperState.Spoilt), stop);
        return found < given ? null : Refusal.Conflict("paper.more-than-given", new Fact("given", given));
    }
}
