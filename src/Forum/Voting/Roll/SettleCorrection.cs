using Forum.Council.Steps;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>A second person makes a proposed correction of a roll, or declines it; whoever proposed it may only take it back.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record SettleCorrection(PollId Id, RollCorrectionId Correction, bool? Confirmed) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("confirmed", Confirmed);
}

public sealed class SettleCorrectionHandler(ForumDb db, RollDesk rolls, Desk desk, BallotSeals seals, PollInLedger ledger, PollLooks looks, TimeProvider time) : IRequestHandler<SettleCorrection, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SettleCorrection request, CancellationToken stop)
    {
        var opened = await rolls.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<Done>.Refused(opened.Refusals);
        var (poll, by) = opened.Value;
        if (await db.RollCorrections.SingleOrDefaultAsync(c => c.Id == request.Correction && c.PollId == poll.Id, stop) is not { } correction) return Refusal.NotFound;
        // Else whoever wrote it into the database, or put it back as it was before it was declined, would have a second person make it.
        if (!seals.Holds(db, correction) || PollInLedger.WrongCorrections([correction], await ledger.ReadAsync(poll, stop)).Any())
        {
            looks.Suspect(poll.Id);
            return Refusal.Conflict("correction.changed");
        }
        var now = await rolls.NowAsync(poll, correction.VoterId, stop);
        var after = await db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Id && l.VoterId != correction.VoterId).ToListAsync(stop);
        if (correction.Kind != CorrectionKind.Strike) after.Add(correction.Line);
        var settled = poll.SettleCorrection(correction, request.Confirmed!.Value, now, await rolls.SpentAsync(poll, correction.VoterId, stop), ElectoralRoll.Hash(after), desk.Caller.VoterIds, by, time.GetUtcNow());
        if (!settled.Ok || request.Confirmed is false) return settled;
        poll.Lined(ElectoralRoll.LinesHash(after));
        if (now is not null) db.RollLines.Entry(now).State = correction.Kind == CorrectionKind.Strike ? EntityState.Deleted : EntityState.Detached;
        if (correction.Kind == CorrectionKind.Area)
        {
            db.RollLines.Update(correction.Line);
            await ReplaceAsync(poll, now!, stop);
        }
        else if (correction.Kind == CorrectionKind.Add) db.RollLines.Add(correction.Line);
        return settled;
    }

    // The receipt of a ballot whose line weighs otherwise from now on; an area may also go back to what it was.
    private async Task ReplaceAsync(Poll poll, RollLine line, CancellationToken stop)
    {
        if (await db.Ballots.AsNoTracking().SingleOrDefaultAsync(b => b.PollId == poll.Id && b.VoterId == line.VoterId, stop) is not { } cast) return;
        var replaced = new ReplacedBallot(poll, cast, line);
        if (await db.ReplacedBallots.FindAsync([poll.Id, replaced.Leaf], stop) is not null) return;
        db.ReplacedBallots.Add(replaced);
        poll.Replaced();
    }
}
