using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Proposals are public within their community.</summary>
public static class ProposalVisibility
{
    public static IQueryable<Proposal> VisibleTo(this IQueryable<Proposal> proposals, Caller caller, ForumDb db) => proposals.InReachOf(caller);

    /// <summary>Those of places within which a right is held.</summary>
    public static IQueryable<Proposal> Within(this IQueryable<Proposal> proposals, ForumDb db, string[] scopes) =>
        proposals.Where(p => db.Places.Any(x => x.Id == p.PlaceId && scopes.Any(s => x.Path.StartsWith(s))));

    /// <summary>Whether a proposal is talked of still, as <see cref="Proposal.IsTalkedOf"/> has it.</summary>
    public static Task<bool> IsTalkedOfAsync(this ForumDb db, ProposalId id, CancellationToken stop) =>
        db.Proposals.IgnoreAutoIncludes().AnyAsync(p => p.Id == id && p.Ending == null && p.Station <= MatterStation.Voted, stop);

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, ProposalId id, CancellationToken stop) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).VisibleTo(caller, db)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new PlaceOf(p.CommunityId, place.Path)).SingleOrDefaultAsync(stop);
}

public sealed class ProposalTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "proposals";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) =>
        db.Proposals.Where(p => p.Id == new ProposalId(id)).VisibleTo(caller, db).AnyAsync(stop);

    public async Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) =>
        await db.Proposals.AnyAsync(p => p.Id == new ProposalId(id), stop) ? null : [];
}
