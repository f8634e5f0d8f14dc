using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Somebody says that a proposal is worth a poll.</summary>
/// <param name="Version">The version that was read, from 1; where it is no longer the newest, the endorsement is refused. Without it the newest.</param>
[Requires(Right.TakePart), Official]
public sealed record Endorse(ProposalId Id, int? Version = null) : ICommand<EndorsedAs>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed record EndorsedAs(int Endorsed, int Threshold);

public sealed class EndorseHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<Endorse, Outcome<EndorsedAs>>
{
    public async Task<Outcome<EndorsedAs>> Handle(Endorse request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        var path = await db.PathAsync(proposal.PlaceId, stop);
        if (desk.Caller.Sign(Right.TakePart, path) is not { } by) return Refusal.Forbidden;
        var already = await db.EndorsesAsync(request.Id, by.AccountId, desk.Caller.PersonId, stop);
        return proposal.Endorse(by, already, time.GetUtcNow(), request.Version).Map(made => { db.Endorsements.Add(made); return new EndorsedAs(proposal.Endorsed, proposal.Threshold); });
    }
}
