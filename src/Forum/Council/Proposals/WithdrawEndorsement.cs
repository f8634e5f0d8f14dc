using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Somebody takes their endorsement back, as long as no poll has opened.</summary>
[Requires(Right.TakePart), Official]
public sealed record WithdrawEndorsement(ProposalId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class WithdrawEndorsementHandler(ForumDb db, Desk desk) : IRequestHandler<WithdrawEndorsement, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawEndorsement request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        var me = desk.Caller.AccountId!.Value;
        var own = await db.Endorsements.SingleOrDefaultAsync(e => e.ProposalId == request.Id && e.AccountId == me, stop);
        if (own is null && await db.SpokenAsync(request.Id, desk.Caller.PersonId, stop) is { } spoken)
            return proposal.WithdrawSpoken(spoken).Map(done => { db.SpokenEndorsements.Remove(spoken); return done; });
        return proposal.Withdraw(own).Map(done => { db.Endorsements.Remove(own!); return done; });
    }
}
