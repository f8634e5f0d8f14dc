using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>The homes of a building with how many own them, live in them and have joined; or those of whoever is looked for by name.</summary>
/// <param name="Building">Only this building's.</param>
/// <param name="Find">A home's name or somebody's verified name, at least two signs.</param>
/// <param name="After">The cursor.</param>
[Requires(Right.KeepRegister)]
public sealed record ListHomes(PlaceId? Building = null, string? Find = null, string? After = null) : IQuery<Listing<HomeRow>>;

/// <param name="Area">Hundredths of a square metre.</param>
public sealed record HomeRow(PlaceId HomeId, string Name, long Area, int Owners, int Residents, int Joined);

public sealed class ListHomesHandler(ForumDb db, Desk desk, Moment moment) : IRequestHandler<ListHomes, Outcome<Listing<HomeRow>>>
{
    private const int Take = 60;

    public async Task<Outcome<Listing<HomeRow>>> Handle(ListHomes request, CancellationToken stop)
    {
        var (today, scopes) = (moment.Today, desk.Caller.Scopes(Right.KeepRegister));
        var homes = db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Home && scopes.Any(s => p.Path.StartsWith(s)));
        if (request.Building is { } building) homes = homes.Where(p => p.ParentId == building);
        if (request.Find?.Trim() is { Length: >= 2 and <= 40 } find)
            homes = homes.Where(p => p.Name.Contains(find)
                || db.Ownerships.On(today).Any(o => o.HomeId == p.Id && db.People.Any(x => x.Id == o.PersonId && x.VerifiedName.Contains(find)))
                || db.Residencies.On(today).Any(r => r.HomeId == p.Id && db.People.Any(x => x.Id == r.PersonId && x.VerifiedName.Contains(find))));
        if (request.After is { Length: > 0 and < 100 } after) homes = homes.Where(p => string.Compare(p.Path, after) > 0);
        var rows = await homes.OrderBy(p => p.Path).Take(Take + 1).Select(p => new
        {
            p.Path,
            Row = new HomeRow(p.Id, p.Name, db.Homes.Where(h => h.PlaceId == p.Id).Select(h => h.Area).FirstOrDefault(),
                db.Ownerships.On(today).Count(o => o.HomeId == p.Id), db.Residencies.On(today).Count(r => r.HomeId == p.Id),
                db.Accounts.Count(a => a.PersonId != null && (db.Ownerships.On(today).Any(o => o.HomeId == p.Id && o.PersonId == a.PersonId) || db.Residencies.On(today).Any(r => r.HomeId == p.Id && r.PersonId == a.PersonId)))),
        }).ToListAsync(stop);
        return new Listing<HomeRow>([.. rows.Take(Take).Select(r => r.Row)], rows.Count > Take ? rows[Take - 1].Path : null);
    }
}
