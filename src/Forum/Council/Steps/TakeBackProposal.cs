using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>The author withdraws a proposal, in public and with a reason.</summary>
[Requires(Right.TakePart), Official]
public sealed record TakeBackProposal(ProposalId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class TakeBackProposalHandler(ForumDb db, Desk desk, TalkLimits limits, TimeProvider time) : IRequestHandler<TakeBackProposal, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeBackProposal request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        return await limits.BarsWordsAsync(proposal.CommunityId, request.Reason, stop, "reason") is { } barred ? barred : proposal.TakeBack(desk.Caller.AccountId!.Value, request.Reason, time.GetUtcNow());
    }
}
