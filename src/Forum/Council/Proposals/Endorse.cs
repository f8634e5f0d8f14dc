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
[Requires(Right.TakePart), Official]
public sealed record Endorse(ProposalId Id) : ICommand<EndorsedAs>, IAt
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
        var already = await db.Endorsements.AnyAsync(e => e.ProposalId == request.Id && e.AccountId == by.AccountId, stop) || await db.SpokenAsync(request.Id, desk.Caller.PersonId, stop) is not null;
        return proposal.Endorse(by, already, time.GetUtcNow()).Map(made => { db.Endorsements.Add(made); return new EndorsedAs(proposal.Endorsed, proposal.Threshold); });
    }
}
