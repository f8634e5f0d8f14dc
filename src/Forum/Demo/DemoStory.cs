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
        await DemoHall.TellAsync(teller);
        await DemoTalk.TellAsync(teller);
        await DemoCalls.TellAsync(teller);
        await DemoModeration.TellAsync(teller);
        await DemoResults.TellAsync(teller);
        await DemoOwnersVote.TellAsync(teller);
        await DemoOptions.TellAsync(teller);
        await DemoBudget.TellAsync(teller);
        await DemoPapers.TellAsync(teller);
        await DemoSecrets.TellAsync(teller);
        await DemoOffers.TellAsync(teller);
        await DemoJoinings.TellAsync(teller);
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
            var seats = DemoPeople.All.Where(p => p.Community == c).Select(p => (Who: p, At: town.HomeFor(p))).ToList();
            teller.Clock.Tell(teller.Start);
            await teller.AsPortalAsync(plan.CommunityId, new PlantTown(plan));
            foreach (var (who, at) in seats) await SeatAsync(teller, town, plan.CommunityId, who, at, password);
            if (c == 0) foreach (var (name, seat) in DemoPeople.Representatives) await AppointAsync(teller, town, plan.CommunityId, teller.AccountOf(name), Role.Representative, seat);
            if (c == 0) foreach (var (name, seat) in DemoPeople.Members) await AppointAsync(teller, town, plan.CommunityId, teller.AccountOf(name), Role.PartyMember, seat);
        }
    }

    private static async Task SeatAsync(DemoTeller teller, DemoTown town, PlaceId community, DemoPerson person, PersonId? at, string password)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = person.UserName, DisplayName = person.Name, CommunityId = community,
            PersonId = at, PasswordHash = password, LockoutEnabled = true,
        };
        await teller.EnrolAsync(account);
        if (person.Role is not (Role.Resident or Role.Owner)) await AppointAsync(teller, town, community, account.AccountId, person.Role, person.Seat);
    }

    private static async Task AppointAsync(DemoTeller teller, DemoTown town, PlaceId community, AccountId account, Role role, string seat)
    {
        var party = town.PartySeats.GetValueOrDefault(seat);
        var unit = town.UnitSeats.GetValueOrDefault(seat);
        var place = party?.PlaceId ?? unit?.PlaceId ?? town.Seats[seat].Id;
        await teller.AsPortalAsync(community, new Appoint(account, role, place, unit?.Id, party?.Id, teller.Start, teller.Start.AddYears(5)));
    }
}
