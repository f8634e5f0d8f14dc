using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Joining;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Family members who joined with the letter of their household; the people of one home say that it was not she.</summary>
public static class DemoJoinings
{
    private static readonly string[] Neighbours = ["chen", "steward", "owners.chair", "volunteer", "household", "building.leader"];
    private static readonly string[] Called = ["早起的人", "老街坊", "阳台种菜的"];

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var joined = 0;
        foreach (var neighbour in Neighbours)
        {
            if (joined == Called.Length) break;
            if (await JoinAsync(teller, neighbour, joined, today.AddDays(-9 + joined)) is not { } joining) continue;
            if (++joined == 2) await teller.AsAsync(neighbour, today.AddDays(-2), new DisputeJoining(joining, "她在老家住，没有用过手机。信是从信箱里被人拿走的。"));
        }
        teller.Clock.Tell(null);
    }

    private static async Task<JoiningId?> JoinAsync(DemoTeller teller, string neighbour, int number, DateTimeOffset at)
    {
        var person = (await teller.ReadAsync(db => db.Accounts.Where(a => a.UserName == neighbour).Select(a => a.PersonId).SingleAsync()))!.Value;
        var home = await teller.ReadAsync(db => db.Residencies.Where(r => r.PersonId == person).Select(r => new { r.HomeId, r.CommunityId }).FirstAsync());
        var family = await teller.ReadAsync(db => db.People.CountAsync(p => p.Id != person && db.Residencies.Any(r => r.PersonId == p.Id && r.HomeId == home.HomeId)));
        if (family == 0) return null;
        var letters = (await teller.AsAsync("director", at, new PrintLetters(home.HomeId))).Where(l => !l.ForOwner).SelectMany(l => l.Lines).ToList();
        if (letters.Count == 0) return null;
        var hash = Codes.HashOf(letters[0].Code);
        var born = await teller.ReadAsync(db => db.JoinCodes.Where(c => c.Hash == hash).Join(db.People, c => c.PersonId, p => p.Id, (c, p) => p.BornOn).SingleAsync());
        return (await teller.AsVisitorAsync(home.CommunityId, at.AddHours(30), new Join(letters[0].Code, born, $"family.{number + 1}", DemoPeople.Password, Called[number]))).Id;
    }
}
