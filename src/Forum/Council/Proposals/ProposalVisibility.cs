using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Proposals are public within their community, and with them what was said of them; one that a moderator hid is there for nobody, be it in a list, a search or a link.</summary>
public static class ProposalVisibility
{
    // Asked before everything that is done with a proposal: whoever comments waits for it.
    private static readonly Func<ForumDb, ProposalId, CancellationToken, Task<PlaceOf?>> PlaceOfShown = EF.CompileAsyncQuery((ForumDb db, ProposalId id, CancellationToken _) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id && p.Hidden == null)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new PlaceOf(p.CommunityId, place.Path)).SingleOrDefault());

    public static IQueryable<Proposal> VisibleTo(this IQueryable<Proposal> proposals, Caller caller, ForumDb db) => proposals.InReachOf(caller).Shown();

    /// <summary>Those that are not hidden, as <see cref="Proposal.IsShown"/> has it.</summary>
    public static IQueryable<Proposal> Shown(this IQueryable<Proposal> proposals) => proposals.Where(p => p.Hidden == null);

    /// <summary>Those shown, of places within which a right is held.</summary>
    public static IQueryable<Proposal> Within(this IQueryable<Proposal> proposals, ForumDb db, string[] scopes) =>
        proposals.Shown().Where(p => db.Places.Any(x => x.Id == p.PlaceId && scopes.Any(s => x.Path.StartsWith(s))));

    /// <summary>Whether a proposal is talked of still, as <see cref="Proposal.IsTalkedOf"/> has it.</summary>
    public static Task<bool> IsTalkedOfAsync(this ForumDb db, ProposalId id, CancellationToken stop) =>
        db.Proposals.IgnoreAutoIncludes().AnyAsync(p => p.Id == id && p.Ending == null && p.Hidden == null && p.Station <= MatterStation.Voted, stop);

    /// <summary>Where a proposal is that the caller may see.</summary>
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, ProposalId id, CancellationToken stop) =>
        await PlaceOfShown(db, id, stop) is { } place && caller.Reaches(place.CommunityId) ? place : null;
}

public sealed class ProposalTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "proposals";

    // The list is read by everybody, each their own.
    public async Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) =>
        id == Guid.Empty || await db.Proposals.Where(p => p.Id == new ProposalId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) =>
        id == Guid.Empty || await db.Proposals.AnyAsync(p => p.Id == new ProposalId(id), stop) ? null : [];
}
