using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>The author withdraws a proposal, in public and with a reason; one that was written down for somebody also whoever may write down there.</summary>
[SignedIn("whoever wrote it and takes part there, and who may write down for people, which the handler asks for"), Official]
public sealed record TakeBackProposal(ProposalId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class TakeBackProposalHandler(ForumDb db, Desk desk, Pens pens, SpokenDesk spoken, TalkLimits limits, TimeProvider time) : IRequestHandler<TakeBackProposal, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeBackProposal request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        var (me, person) = (desk.Caller.AccountId!.Value, desk.Caller.PersonId);
        var office = proposal.From is not null && !proposal.IsLedBy(me, person) ? spoken.Sign((await request.WhereAsync(db, desk.Caller, stop))!.Path) : null;
        if ((office is null ? await pens.BarsAsync(proposal, stop) : await db.RecusedFromAsync(proposal.Id, desk.Caller, stop)) is { } not) return not;
        if (await limits.BarsWordsAsync(proposal.CommunityId, request.Reason, stop, "reason") is { } barred) return barred;
        return office is null ? proposal.TakeBack(me, request.Reason, time.GetUtcNow(), person) : proposal.TakeBackFor(office, request.Reason, time.GetUtcNow());
    }
}
