using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>
/// Where somebody writes down what another says: those who may hand out ballot papers, for people who live where they
/// may do so, within the place that a matter concerns. The register is looked up no further than that.
/// </summary>
public sealed class SpokenDesk(ForumDb db, Desk desk, Moment moment)
{
    /// <summary>What the desk needs to know of who writes and where.</summary>
    public sealed record Opened(Proposal Proposal, string Path, Byline By);

    /// <summary>Whether the caller may write down for people whom a matter at this path concerns.</summary>
    public static bool MayServe(Caller caller, string path) => caller.Scopes(Right.HandlePapers).Any(scope => Within(scope, path) is not null);

    /// <summary>Who writes and where; refused to whoever has an interest in the proposal.</summary>
    public async Task<Outcome<Opened>> OpenAsync(ProposalId id, CancellationToken stop)
    {
        if (await ProposalVisibility.PlaceAsync(db, desk.Caller, id, stop) is not { } place) return Refusal.NotFound;
        if (Sign(place.Path) is not { } by) return Refusal.Forbidden;
        if (await db.RecusedFromAsync(id, desk.Caller, stop) is { } recused) return recused;
        return new Opened(await db.Proposals.SingleAsync(p => p.Id == id, stop), place.Path, by);
    }

    /// <summary>Where something new is written down: the place, the path of its community, and who writes.</summary>
    public sealed record Begun(Place Place, string Whole, Byline By);

    /// <summary>Who writes and where, of something new in a place, or in the community where none is named.</summary>
    public async Task<Outcome<Begun>> AtAsync(PlaceId? id, CancellationToken stop)
    {
        var own = desk.Caller.CommunityId;
        if (await db.Places.SingleOrDefaultAsync(p => p.Id == (id ?? own) && p.CommunityId == own && p.Level >= PlaceLevel.Community && p.Level != PlaceLevel.Home, stop) is not { } place) return Refusal.NotFound;
        return Sign(place.Path) is { } by ? new Begun(place, await db.PathAsync(own, stop), by) : Refusal.Forbidden;
    }

    /// <summary>How the caller signs what they write down of a matter at this path; nothing where they may not.</summary>
    public Byline? Sign(string path) => Sign(desk.Caller, path);

    public static Byline? Sign(Caller caller, string path) =>
        caller.Holdings.FirstOrDefault(h => Rights.Carries(h.Role, Right.HandlePapers) && Within(h.PlacePath, path) is not null) is { } held ? new(caller.AccountId!.Value, caller.Name, held.Role, held.Of) : null;

    /// <summary>Somebody of the register for whom the caller may write; nobody else is found.</summary>
    public async Task<Heard?> PersonAsync(string path, PersonId id, CancellationToken stop) =>
        (await Reachable(path).Where(l => l.Person.Id == id).OrderBy(l => l.Building).FirstOrDefaultAsync(stop)) is { } found ? new(found.Person.Id, found.Person.VerifiedName, found.Building) : null;

    /// <summary>People by home or whole name, twenty at most.</summary>
    public async Task<IReadOnlyList<Reached>> FindAsync(string path, string text, CancellationToken stop) =>
        await Reachable(path).Where(l => l.Person.VerifiedName == text || l.Home.Contains(text)).OrderBy(l => l.Building).ThenBy(l => l.Home).Take(20).ToListAsync(stop);

    /// <summary>Those of certain people for whom the caller may write, each once.</summary>
    public async Task<IReadOnlyList<Reached>> AmongAsync(string path, IReadOnlyCollection<PersonId> people, CancellationToken stop) =>
        people.Count == 0 ? [] : [.. (await Reachable(path).Where(l => people.Contains(l.Person.Id)).OrderBy(l => l.Building).ThenBy(l => l.Home).ToListAsync(stop)).DistinctBy(l => l.Person.Id)];

    /// <summary>Whose endorsements the caller may take back as mistaken: those that they wrote down, and of people for whom they may write.</summary>
    public async Task<HashSet<PersonId>> MistakesAsync(string path, IReadOnlyCollection<SpokenEndorsement> written, CancellationToken stop) =>
        [.. written.Where(e => e.By.AccountId == desk.Caller.AccountId).Select(e => e.PersonId), .. (await AmongAsync(path, [.. written.Select(e => e.PersonId)], stop)).Select(l => l.Person.Id)];

    public sealed class Reached
    {
        public required Person Person { get; init; }
        public required string Home { get; init; }
        public required string Building { get; init; }
    }

    private IQueryable<Reached> Reachable(string path)
    {
        var scopes = desk.Caller.Scopes(Right.HandlePapers).Select(s => Within(s, path)).OfType<string>().ToArray();
        // For oneself one speaks by one's account.
        var me = desk.Caller.PersonId;
        return db.Residencies.AsNoTracking().On(moment.Today).Where(r => r.PersonId != me)
            .Join(db.Places, r => r.HomeId, h => h.Id, (r, h) => new { r.PersonId, h.Name, h.Path, h.ParentId })
            .Where(l => scopes.Any(s => l.Path.StartsWith(s)))
            .Join(db.Places, l => l.ParentId, b => (PlaceId?)b.Id, (l, b) => new { l.PersonId, Home = l.Name, Building = b.Name })
            .Join(db.People.Where(p => !p.IsCompany), l => l.PersonId, p => p.Id, (l, p) => new Reached { Person = p, Home = l.Home, Building = l.Building });
    }

    // The narrower of the two where one lies in the other.
    private static string? Within(string scope, string path) =>
        scope.StartsWith(path, StringComparison.Ordinal) ? scope : path.StartsWith(scope, StringComparison.Ordinal) ? path : null;
}
