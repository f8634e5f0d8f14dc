using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Organisation;
using Forum.Register;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo.Crowd;

/// <summary>Somebody with an account who lives in a building.</summary>
public sealed record Neighbour(string UserName, PlaceId Community, PlaceId Grid, PlaceId Building)
{
    /// <summary>A place that one of their matters concerns: mostly their building or the whole community.</summary>
    public PlaceId? Near(Random dice) => dice.Next(10) switch { < 5 => Building, < 7 => Grid, _ => Community };
}

/// <summary>The people of the crowd: those whom the demo knows, and as many more as asked for, in new buildings of the communities that have a committee.</summary>
public static class Neighbours
{
    private const int Floors = 14, Doors = 4;

    /// <summary>Who holds the committee's office in a community.</summary>
    public static readonly IReadOnlyDictionary<string, string> Directors = new Dictionary<string, string> { [DemoTown.Names[0]] = "director", [DemoTown.Names[1]] = "director.b" };

    /// <summary>Those who were there when the demo's year began, and so may speak at any moment of it.</summary>
    public static Task<List<Neighbour>> KnownAsync(DemoTeller teller) => teller.ReadAsync(async db =>
    {
        var homes = await db.Accounts.Where(a => a.MadeAt <= teller.Start).Join(db.Residencies.Where(r => r.Until == null), a => a.PersonId, r => (PersonId?)r.PersonId, (a, r) => new { a.UserName, r.HomeId })
            .Join(db.Places, a => a.HomeId, h => h.Id, (a, h) => new { a.UserName, h.CommunityId, Building = h.ParentId!.Value })
            .Join(db.Places, a => a.Building, b => b.Id, (a, b) => new { a.UserName, a.CommunityId, Grid = b.ParentId!.Value, a.Building }).ToListAsync();
        return homes.DistinctBy(h => h.UserName).OrderBy(h => h.UserName, StringComparer.Ordinal).Select(h => new Neighbour(h.UserName!, h.CommunityId, h.Grid, h.Building)).ToList();
    });

    /// <summary>New buildings fill with people until there are as many more.</summary>
    public static async Task SettleAsync(DemoTeller teller, int residents, Progress progress)
    {
        var dice = new Random(20260301);
        var grids = await teller.ReadAsync(db => db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Grid && Directors.Keys.Contains(db.Places.Single(c => c.Id == p.CommunityId).Name))
            .OrderBy(p => p.Path).Select(p => new { p.Id, p.CommunityId, Community = db.Places.Single(c => c.Id == p.CommunityId).Name }).ToListAsync());
        var number = await teller.ReadAsync(db => db.Places.CountAsync(p => p.Level == PlaceLevel.Building));
        var accounts = await teller.ReadAsync(db => db.Accounts.CountAsync());
        var password = teller.Get<IPasswordHasher<Account>>().HashPassword(new Account(), DemoPeople.Password);
        // At least one building in each grid, none larger than the others of the town.
        var doors = Math.Clamp(residents / grids.Count, 1, Floors * Doors);
        for (var settled = 0; settled < residents;)
        {
            var grid = grids[++number % grids.Count];
            var director = Directors[grid.Community];
            var building = await teller.AsAsync(director, teller.Start, new AddPlace(grid.Id, $"{number}号楼"));
            var lines = Enumerable.Range(0, doors).Select(d => $"{number}号楼{1 + (d / Doors):D2}{1 + (d % Doors):D2}室 {(5200 + dice.Next(9000)) / 100}");
            await teller.AsAsync(director, teller.Start, new EnterHomes(building, string.Join('\n', lines)));
            foreach (var home in await teller.ReadAsync(db => db.Places.Where(p => p.ParentId == building).OrderBy(p => p.Code).Select(p => p.Id).ToListAsync()))
            {
                if (settled >= residents) break;
                var person = await teller.AsAsync(director, teller.Start, new EnterOwner(home, null, Born(dice, 25, 85), null));
                await teller.AsAsync(director, teller.Start, new EnterResident(home, person, null, Tenure.Owner, null, null));
                var name = await teller.ReadAsync(db => db.People.Where(p => p.Id == person).Select(p => p.VerifiedName).SingleAsync());
                await teller.EnrolAsync(new Account { Id = Guid.CreateVersion7(), UserName = $"neighbour.{++accounts}", DisplayName = name, CommunityId = grid.CommunityId, PersonId = person, PasswordHash = password, LockoutEnabled = true });
                for (settled++; settled < residents && dice.Next(5) < 2; settled++) await teller.AsAsync(director, teller.Start, new EnterResident(home, null, Born(dice, 3, 85), Tenure.Family, null, null));
                progress.Show("residents", settled, residents);
            }
        }
    }

    private static PersonEntry Born(Random dice, int youngest, int oldest) =>
        new(DemoTown.NameOf(dice), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-dice.Next(youngest * 365, oldest * 365)), $"{dice.Next(10000):D4}");
}
