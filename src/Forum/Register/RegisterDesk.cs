using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>What each change of the register needs at hand.</summary>
public sealed class RegisterDesk(ForumDb db, IdSource ids, Moment moment)
{
    public DateOnly Today => moment.Today;

    /// <summary>Where a home is.</summary>
    public static Task<PlaceOf?> HomeAsync(ForumDb db, PlaceId home, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == home && p.Level == PlaceLevel.Home).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);

    /// <summary>The present owners of a home.</summary>
    public Task<List<Ownership>> TitleAsync(PlaceId home, CancellationToken stop) => db.Ownerships.On(Today).Where(o => o.HomeId == home).OrderBy(o => o.Rank).ToListAsync(stop);

    /// <summary>Who lives in a home at present.</summary>
    public Task<List<Residency>> LivesAsync(PlaceId home, CancellationToken stop) => db.Residencies.On(Today).Where(r => r.HomeId == home).ToListAsync(stop);

    /// <summary>Somebody of the register, or somebody new to it.</summary>
    public async Task<Outcome<Person>> PersonAsync(PersonId? known, PersonEntry? entry, PlaceId home, CancellationToken stop)
    {
        var community = await db.Places.Where(p => p.Id == home).Select(p => p.CommunityId).SingleAsync(stop);
        if (known is { } id) return await db.People.SingleOrDefaultAsync(p => p.Id == id && p.CommunityId == community, stop) is { } person ? person : Refusal.Invalid("personId", "person.unknown");
        return Person.Enter(ids.New<PersonId>(), community, entry?.VerifiedName, entry?.BornOn, entry?.PhoneTail, Today).Map(made => db.People.Add(made).Entity);
    }
}

/// <summary>A natural person as entered: the verified name, the date of birth, and the last four digits of the telephone.</summary>
public sealed record PersonEntry(string? VerifiedName, DateOnly? BornOn, string? PhoneTail);
