using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>One person proposes to correct an open poll's roll, with a reason; a second makes it so. What is added is what the register of today says.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record ProposeCorrection(PollId Id, CorrectionKind? Kind, VoterId? Voter, string? Reason) : ICommand<RollCorrectionId>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Kind is null) yield return Refusal.Invalid("kind", "roll.kind");
        if (Voter is null) yield return Refusal.Invalid("voterId", "roll.not-on");
    }
}

public sealed class ProposeCorrectionHandler(ForumDb db, RollDesk rolls, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<ProposeCorrection, Outcome<RollCorrectionId>>
{
    public async Task<Outcome<RollCorrectionId>> Handle(ProposeCorrection request, CancellationToken stop)
    {
        var opened = await rolls.OpenAsync(request.Id, stop);
        if (!opened.Ok) return Outcome<RollCorrectionId>.Refused(opened.Refusals);
        var ((poll, by), voter) = (opened.Value, request.Voter!.Value);
        if (await db.RollCorrections.AnyAsync(c => c.PollId == poll.Id && c.OpenFor == voter, stop)) return Refusal.Conflict("roll.waits");
        return poll.ProposeCorrection(ids.New<RollCorrectionId>(), request.Kind!.Value, await rolls.NowAsync(poll, voter, stop), await rolls.RegisterAsync(poll, voter, stop),
            await rolls.SpentAsync(poll, voter, stop), desk.Caller.VoterIds, request.Reason?.Trim(), by, time.GetUtcNow()).Map(made => db.RollCorrections.Add(made).Entity.Id);
    }
}
