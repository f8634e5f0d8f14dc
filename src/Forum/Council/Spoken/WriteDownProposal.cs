using Forum.Council.Proposals;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Somebody writes down what a person without a telephone proposes, out of a concern or an idea; both names are shown.</summary>
/// <param name="Agreed">That the person said so and agrees to their name being shown.</param>
/// <param name="PlaceId">The place it concerns, where the person lives; the community where none is named.</param>
[SignedIn("who may write down for people, which the handler asks for"), Official]
public sealed record WriteDownProposal(PersonId? PersonId, bool Agreed, string? Title, string? Body, PlaceId? PlaceId = null, string? Category = null, ConcernId? FromConcernId = null) : ICommand<ProposedAs>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (PersonId is null) yield return Refusal.Invalid("personId", "spoken.whose");
        if (!Agreed) yield return Refusal.Invalid("agreed", "spoken.agreed");
        if (Words.Check("title", Title, Proposal.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Proposal.LongestBody) is { } body) yield return body;
    }
}

public sealed class WriteDownProposalHandler(SpokenDesk spoken, ProposalMaker maker) : IRequestHandler<WriteDownProposal, Outcome<ProposedAs>>
{
    public async Task<Outcome<ProposedAs>> Handle(WriteDownProposal request, CancellationToken stop)
    {
        var opened = await spoken.AtAsync(request.PlaceId, stop);
        if (!opened.Ok) return Outcome<ProposedAs>.Refused(opened.Refusals);
        var (place, whole, by) = opened.Value;
        if (await spoken.PersonAsync(place.Path, request.PersonId!.Value, stop) is not { } from)
            return await spoken.PersonAsync(whole, request.PersonId.Value, stop) is null ? Refusal.Invalid("personId", "spoken.whose") : Refusal.Invalid("placeId", "spoken.elsewhere");
        return (await maker.MakeAsync(place, new(request.Title, request.Body, request.Category, request.FromConcernId), by, from, stop)).Map(ProposedAs.Of);
    }
}

/// <summary>The people whose proposals the caller may write down, by home or whole name, and for which places.</summary>
[SignedIn("who may write down for people, which the handler asks for")]
public sealed record FindProposers(string? Text) : IQuery<ProposersView>;

public sealed record ProposersView(IReadOnlyList<ProposersPlace> Places, IReadOnlyList<Speaker> People);

/// <summary>A place that such a proposal may concern.</summary>
public sealed record ProposersPlace(PlaceId Id, string Name);

public sealed class FindProposersHandler(ForumDb db, Desk desk, SpokenDesk spoken) : IRequestHandler<FindProposers, Outcome<ProposersView>>
{
    public async Task<Outcome<ProposersView>> Handle(FindProposers request, CancellationToken stop)
    {
        var opened = await spoken.AtAsync(null, stop);
        if (!opened.Ok) return Outcome<ProposersView>.Refused(opened.Refusals);
        var scopes = desk.Caller.Scopes(Right.HandlePapers);
        var places = await db.Places.AsNoTracking().Where(p => p.CommunityId == desk.Caller.CommunityId && p.Level >= PlaceLevel.Community && p.Level != PlaceLevel.Home && scopes.Any(s => p.Path.StartsWith(s) || s.StartsWith(p.Path)))
            .OrderBy(p => p.Level).ThenBy(p => p.Path).Take(100).Select(p => new ProposersPlace(p.Id, p.Name)).ToListAsync(stop);
        var found = request.Text?.Trim() is { Length: >= 2 and <= 80 } text ? await spoken.FindAsync(opened.Value.Whole, text, stop) : [];
        return new ProposersView(places, [.. found.Select(f => new Speaker(f.Person.Id, f.Person.VerifiedName, f.Home))]);
    }
}
