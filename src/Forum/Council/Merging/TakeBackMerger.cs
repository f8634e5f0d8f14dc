using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>Whoever offered to join their proposal to another takes the offer back.</summary>
[SignedIn("whoever writes it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record TakeBackMerger(ProposalMergerId Id) : ICommand<Done>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop)
    {
        var from = await db.ProposalMergers.Where(m => m.Id == Id).Select(m => m.From).SingleOrDefaultAsync(stop);
        return await ProposalVisibility.PlaceAsync(db, caller, from, stop);
    }
}

public sealed class TakeBackMergerHandler(ForumDb db, Desk desk, Pens pens, TimeProvider time) : IRequestHandler<TakeBackMerger, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeBackMerger request, CancellationToken stop)
    {
        var merger = await db.ProposalMergers.SingleAsync(m => m.Id == request.Id, stop);
        var from = await db.Proposals.SingleAsync(p => p.Id == merger.From, stop);
        return await pens.BarsAsync(from, stop) is { } not ? not : merger.TakeBack(from, desk.Caller.AccountId!.Value, time.GetUtcNow(), desk.Caller.PersonId);
    }
}

/// <summary>When one of two proposals can no longer be joined, the offer that waits ends with it, in the same transaction.</summary>
public sealed class LapseMergers(ForumDb db, TimeProvider time) : IReaction
{
    public bool Wants(IEvent happened) => happened is ProposalEnded or ProposalReached { Station: >= MatterStation.Voted } or TextHidden { Text.Kind: TextKind.Proposal };

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var proposal = happened switch { ProposalEnded e => e.Proposal, ProposalReached e => e.Proposal, _ => new ProposalId(((TextHidden)happened).Text.Id) };
        foreach (var offer in await db.ProposalMergers.Where(m => (m.From == proposal || m.Into == proposal) && m.Agreed == null && m.Ending == null).ToListAsync(stop)) offer.Lapse(time.GetUtcNow());
    }
}
