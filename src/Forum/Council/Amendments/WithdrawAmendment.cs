using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Amendments;

/// <summary>Whoever proposed an amendment takes it back; it stays readable.</summary>
[Requires(Right.TakePart), Official]
public sealed record WithdrawAmendment(AmendmentId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => AmendmentDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class WithdrawAmendmentHandler(AmendmentDesk desk) : IRequestHandler<WithdrawAmendment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawAmendment request, CancellationToken stop) => (await desk.LoadAsync(request.Id, stop)).Amendment.Withdraw(desk.Me, desk.Now);
}

/// <summary>When the text freezes, what is still open lapses with it, in the same transaction.</summary>
public sealed class LapseAmendments(ForumDb db, TimeProvider time) : IReaction
{
    public bool Wants(IEvent happened) => happened is ProposalReached { Station: >= MatterStation.Voted } or ProposalStepped { Step: ProposalStep.Final } or ProposalEnded;

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var proposal = happened switch { ProposalReached e => e.Proposal, ProposalStepped e => e.Proposal, _ => ((ProposalEnded)happened).Proposal };
        foreach (var open in await db.Amendments.Where(a => a.ProposalId == proposal && a.Settlement == null).ToListAsync(stop)) open.Lapse(time.GetUtcNow());
    }
}
