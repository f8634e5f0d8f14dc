using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Tells the demo's story by the program's own commands, each at its own moment.</summary>
public static class DemoStory
{
    public static async Task TellAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        if (await db.Places.AnyAsync()) return;
        var teller = new DemoTeller(services);
        await FoundAsync(teller);
        await DemoConcerns.TellAsync(teller);
        await DemoProposals.TellAsync(teller);
        await DemoResults.TellAsync(teller);
        await DemoOffers.TellAsync(teller);
    }

    private static async Task FoundAsync(DemoTeller teller)
    {
        var ids = teller.Get<IdSource>();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var password = teller.Get<IPasswordHasher<Account>>().HashPassword(new Account(), DemoPeople.Password);
        (Place? street, PartyUnit? above) = (null, null);
        for (var c = 0; c < DemoTown.Names.Length; c++)
        {
            var town = new DemoTown(ids, c);
            var plan = town.Plan(street, above, today);
            (street, above) = (town.Seats["street"], above ?? plan.PartyUnits[0]);
            teller.Clock.Tell(teller.Start);
            await teller.AsPortalAsync(plan.CommunityId, new PlantTown(plan));
            foreach (var person in DemoPeople.All.Where(p => p.Community == c)) await SeatAsync(teller, town, plan.CommunityId, person, password);
        }
    }

    private static async Task SeatAsync(DemoTeller teller, DemoTown town, PlaceId community, DemoPerson person, string password)
    {
        var at = person.Seat == "rented" ? town.RentedHomes.Dequeue() : person.LivesThere ? town.OwnerHomes.Dequeue() : default;
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = person.UserName, DisplayName = person.Name, CommunityId = community,
            PersonId = at.Home is null ? null : at.Person, PasswordHash = password, LockoutEnabled = true,
        };
        await teller.EnrolAsync(account);
        if (person.Role is Role.Resident or Role.Owner) return;
        var party = town.PartySeats.GetValueOrDefault(person.Seat);
        var unit = town.UnitSeats.GetValueOrDefault(person.Seat);
        var place = party?.PlaceId ?? unit?.PlaceId ?? town.Seats[person.Seat].Id;
        await teller.AsPortalAsync(community, new Appoint(account.AccountId, person.Role, place, unit?.Id, party?.Id, teller.Start, teller.Start.AddYears(5)));
    }
}
