using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Register;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>
/// Prints the letters of a building or a home: one for each household, and one for each owner who does not live in the
/// community. A new letter takes the place of the old. The codes are in the answer and nowhere else.
/// </summary>
[Requires(Right.KeepRegister), Official]
public sealed record PrintLetters(PlaceId? PlaceId) : ICommand<IReadOnlyList<Letter>>, IAt, ISecret
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.Where(p => p.Id == PlaceId && p.Level >= PlaceLevel.Building).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);

    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(PrintLetters);
}

/// <summary>The letter of a household, or of an owner who lives elsewhere.</summary>
public sealed record Letter(string Home, bool ForOwner, IReadOnlyList<LetterLine> Lines);

/// <summary>A person's name on the register and their code.</summary>
public sealed record LetterLine(string Name, string Code);

public sealed class PrintLettersHandler(ForumDb db, Moment moment, TimeProvider time, IdSource ids) : IRequestHandler<PrintLetters, Outcome<IReadOnlyList<Letter>>>
{
    public async Task<Outcome<IReadOnlyList<Letter>>> Handle(PrintLetters request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == request.PlaceId, stop);
        var addresses = await AddressesAsync(place, stop);
        if (addresses.Count == 0) return Refusal.Conflict("letters.nobody");
        var people = addresses.Select(a => a.Person.Id).ToList();
        foreach (var old in await db.JoinCodes.Where(c => c.OpenFor != null && people.Contains(c.OpenFor.Value)).ToListAsync(stop)) old.Close(JoinCodeEnd.Replaced);
        place.Printed(people.Count);
        return addresses.GroupBy(a => (a.Home, a.Name, a.ForOwner)).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new Letter(g.Key.Name, g.Key.ForOwner, [.. g.Select(a => new LetterLine(a.Person.VerifiedName, Issue(a)))])).ToList();
    }

    private sealed record Address(PlaceId Home, string Name, bool ForOwner, Person Person);

    /// <summary>Everybody of the place who may join and has not: where they live, or else at the first home that they own.</summary>
    private async Task<List<Address>> AddressesAsync(Place place, CancellationToken stop)
    {
        var today = moment.Today;
        var homes = db.Places.Where(p => p.Path.StartsWith(place.Path) && p.Level == PlaceLevel.Home);
        var free = db.People.Where(p => !p.IsCompany && !db.Accounts.Any(a => a.PersonId == p.Id));
        var lives = await db.Residencies.On(today).Join(homes, r => r.HomeId, h => h.Id, (r, h) => new { r.PersonId, h })
            .Join(free, r => r.PersonId, p => p.Id, (r, p) => new Address(r.h.Id, r.h.Name, false, p)).ToListAsync(stop);
        var owns = await db.Ownerships.On(today).Where(o => !db.Residencies.Any(r => r.PersonId == o.PersonId && r.Since <= today && (r.Until == null || r.Until > today)))
            .Join(homes, o => o.HomeId, h => h.Id, (o, h) => new { o.PersonId, h })
            .Join(free, o => o.PersonId, p => p.Id, (o, p) => new Address(o.h.Id, o.h.Name, true, p)).ToListAsync(stop);
        return [.. lives.Concat(owns).Where(a => a.Person.MayJoinOn(today)).DistinctBy(a => a.Person.Id)];
    }

    private string Issue(Address address)
    {
        var (code, hash) = Codes.New();
        db.JoinCodes.Add(JoinCode.Issue(ids.New<JoinCodeId>(), address.Person, address.Home, hash, time.GetUtcNow()));
        return code;
    }
}
