using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Reception;
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

public sealed record ProposedAs(ProposalId Id, string Number, MatterStation Stage, int Version);

public sealed class ProposeHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, Settings settings, DraftEnd drafts, TalkLimits limits, TimeProvider time) : IRequestHandler<Propose, Outcome<ProposedAs>>
{
    public async Task<Outcome<ProposedAs>> Handle(Propose request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == (request.PlaceId ?? desk.Caller.CommunityId), stop);
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, place.Path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        var from = request.FromConcernId is null ? null : await db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db).SingleOrDefaultAsync(c => c.Id == request.FromConcernId, stop);
        if (request.FromConcernId is not null && from is null) return Refusal.NotFound;
        // What was said in private does not become public by a link.
        if (from?.Visibility == Domain.Reception.Visibility.Private) return Refusal.Conflict("proposal.from-private");
        if (await limits.BarsAsync(place.CommunityId, $"{request.Title}\n\n{request.Body}", stop) is { } barred) return barred;
        var plan = await settings.GetAsync(place.CommunityId, Steps.SetProposalPlan.Setting, ProposalPlan.Usual, stop);
        var body = Markdown.Render("body", Plain.Lines(request.Body), Proposal.LongestBody);
        if (!body.Ok) return Outcome<ProposedAs>.Refused(body.Refusals);
        var draft = await drafts.FindAsync(request.Draft, request.DraftRevision, stop);
        if (!draft.Ok) return Outcome<ProposedAs>.Refused(draft.Refusals);
        var number = await counters.NextAsync("proposal", stop);
        return Proposal.Publish(ids.New<ProposalId>(), number, place, request.Title!, body.Value, by, from is null ? null : (from.Id, from.RaisedAt), string.IsNullOrEmpty(request.Category) ? null : request.Category, plan, time.GetUtcNow())
            .Map(p => { db.Proposals.Add(p); drafts.Take(p, draft.Value); return new ProposedAs(p.Id, p.Number, p.Station, 1); });
    }
}
