using Forum.Council.Drafts;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Somebody puts a text forward, out of a concern or an idea, in their own name or their body's.</summary>
/// <param name="Draft">The draft it was written in, as it stood at <paramref name="DraftRevision"/>; it is gone afterwards.</param>
[Requires(Right.TakePart), Official]
public sealed record Propose(string? Title, string? Body, PlaceId? PlaceId, ConcernId? FromConcernId = null, UnitId? OnBehalfOf = null, string? Category = null, DraftId? Draft = null, int? DraftRevision = null) : ICommand<ProposedAs>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, Proposal.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Proposal.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.Where(p => p.Id == (PlaceId ?? caller.CommunityId) && p.Level >= PlaceLevel.Community).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed record ProposedAs(ProposalId Id, string Number, MatterStation Stage, int Version)
{
    public static ProposedAs Of(Proposal p) => new(p.Id, p.Number, p.Station, 1);
}

public sealed class ProposeHandler(ForumDb db, Desk desk, ProposalMaker maker, DraftEnd drafts) : IRequestHandler<Propose, Outcome<ProposedAs>>
{
    public async Task<Outcome<ProposedAs>> Handle(Propose request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == (request.PlaceId ?? desk.Caller.CommunityId), stop);
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, place.Path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        var draft = await drafts.FindAsync(request.Draft, request.DraftRevision, stop);
        if (!draft.Ok) return Outcome<ProposedAs>.Refused(draft.Refusals);
        var made = await maker.MakeAsync(place, new(request.Title, request.Body, request.Category, request.FromConcernId), by, null, stop);
        if (made.Ok) await drafts.TakeAsync(made.Value, draft.Value, place.Path, stop);
        return made.Map(ProposedAs.Of);
    }
}
