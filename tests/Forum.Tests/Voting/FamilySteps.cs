using Forum.Domain.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Somebody grown-up who moves in with somebody, with an account.</summary>
internal static class FamilySteps
{
    public static async Task<string> FamilyAsync(this ForumHost host, string userName)
    {
        var name = $"family-of-{userName}";
        await host.DbAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(a => a.UserName == userName);
            var home = await db.Residencies.Where(r => r.PersonId == account.PersonId).Select(r => r.HomeId).FirstAsync();
            var person = Person.Natural(new(Guid.CreateVersion7()), account.CommunityId, "家里人", new(1950, 1, 1), null);
            db.People.Add(person);
            db.Residencies.Add(Residency.Enter(home, account.CommunityId, person.Id, Tenure.Family, new(2020, 1, 1)));
            db.Accounts.Add(new() { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, CommunityId = account.CommunityId, PersonId = person.Id });
            return await db.SaveChangesAsync();
        });
        return name;
    }
}
