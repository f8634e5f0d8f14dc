using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>The author of a proposal offers to join it to another.</summary>
/// <param name="Into">The other's number, as people write it down.</param>
[SignedIn("whoever writes it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record OfferMerger(ProposalId Id, string? Into, string? Reason) : ICommand<ProposalMergerId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class OfferMergerHandler(ForumDb db, Desk desk, Pens pens, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<OfferMerger, Outcome<ProposalMergerId>>
{
    public async Task<Outcome<ProposalMergerId>> Handle(OfferMerger request, CancellationToken stop)
    {
        var from = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        var path = await db.PathAsync(from.PlaceId, stop);
        if (await pens.BarsAsync(from, stop) is { } not) return not;
        if ((from.IsPen(desk.Caller.AccountId, desk.Caller.PersonId) ? from.Author : desk.Caller.Sign(Right.TakePart, path)) is not { } by) return Refusal.Forbidden;
        var number = request.Into?.Trim() ?? "";
        if (await db.Proposals.VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.Number == number, stop) is not { } into) return Refusal.Invalid("into", "merger.into");
        if (await db.ProposalMergers.AnyAsync(m => m.From == from.Id && m.Agreed == null && m.Ending == null, stop)) return Refusal.Conflict("merger.waiting");
        if (await limits.BarsAsync(from.CommunityId, request.Reason, stop, field: "reason") is { } barred) return barred;
        return ProposalMerger.Offer(ids.New<ProposalMergerId>(), from, into, by, request.Reason, time.GetUtcNow(), desk.Caller.PersonId).Map(made => db.ProposalMergers.Add(made).Entity.Id);
    }
}
