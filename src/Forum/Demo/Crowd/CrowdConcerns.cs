using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo.Crowd;

/// <summary>A year of concerns that many neighbours raise, most of them settled, the newest still waiting.</summary>
public static class CrowdConcerns
{
    public static async Task TellAsync(DemoTeller teller, IReadOnlyList<Neighbour> neighbours, IReadOnlyDictionary<PlaceId, string> directors, int many, Progress progress)
    {
        var dice = new Random(20260302);
        var units = await teller.ReadAsync(db => db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Committee).ToDictionaryAsync(u => u.CommunityId, u => u.Id));
        var now = teller.Clock.GetUtcNow();
        for (var told = 0; told < many; progress.Show("concerns", ++told, many))
        {
            var (who, trouble) = (neighbours[dice.Next(neighbours.Count)], Troubles.All[dice.Next(Troubles.All.Count)]);
            var at = now - (TimeSpan.FromDays(360) * CrowdStory.Past(told, many)) - TimeSpan.FromMinutes(dice.Next(600));
            var (spot, since) = (Troubles.Spots[dice.Next(Troubles.Spots.Count)], Troubles.Since[dice.Next(Troubles.Since.Count)]);
            var seen = dice.Next(20) == 0 ? Visibility.Private : Visibility.Public;
            var id = (await teller.AsAsync(who.UserName, at, new RaiseConcern(trouble.Category, who.Near(dice), $"{spot}{trouble.What}", $"{spot}{trouble.What}，{since}。{trouble.Asks}", seen))).Id;
            await TakeOnAsync(teller, id, who.UserName, directors[who.Community], units[who.Community], trouble, at, now, dice);
        }
    }

    // What the time since then was enough for; one in eight takes longer, and one in twelve is not content.
    private static async Task TakeOnAsync(DemoTeller teller, ConcernId id, string by, string director, UnitId unit, Trouble trouble, DateTimeOffset at, DateTimeOffset now, Random dice)
    {
        var (slow, content) = (dice.Next(8) == 0 ? 12.0 : 1, dice.Next(12) != 0);
        (double Hours, Func<DateTimeOffset, Task> Step)[] steps =
        [
            (5, then => teller.AsAsync(director, then, new AcceptConcern(id))),
            (8, then => teller.AsAsync(director, then, new AssignConcern(id, unit))),
            (26, then => teller.AsAsync(director, then, new AnswerConcern(id, trouble.Answer))),
            (70, then => teller.AsAsync(director, then, new ResolveConcern(id, trouble.Done))),
            (90, then => teller.AsAsync(by, then, new ConfirmConcern(id, content, content ? null : "又坏了，请再来看看。"))),
        ];
        foreach (var (hours, step) in steps)
        {
            var then = at.AddHours(hours * slow);
            if (then >= now) return;
            await step(then);
        }
    }
}
