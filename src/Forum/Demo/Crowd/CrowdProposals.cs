using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Kernel;

namespace Forum.Demo.Crowd;

/// <summary>A proposal of the crowd that can be talked of.</summary>
public sealed record Proposed(ProposalId Id, Topic Topic, PlaceId Community, DateTimeOffset At);

/// <summary>Proposals of half a year, some endorsed by a few, some by many.</summary>
public static class CrowdProposals
{
    private const int Threshold = 5;

    public static async Task<List<Proposed>> TellAsync(DemoTeller teller, IReadOnlyList<Neighbour> neighbours, IReadOnlyDictionary<PlaceId, string> directors, int many, Progress progress)
    {
        var dice = new Random(20260303);
        var now = teller.Clock.GetUtcNow();
        var near = neighbours.GroupBy(n => n.Community).ToDictionary(g => g.Key, g => g.ToList());
        List<Proposed> all = [];
        while (all.Count < many)
        {
            var (who, topic) = (neighbours[dice.Next(neighbours.Count)], Topics.All[dice.Next(Topics.All.Count)]);
            var at = now - (TimeSpan.FromDays(180) * CrowdStory.Past(all.Count, many)) - TimeSpan.FromMinutes(dice.Next(600));
            var title = $"{Topics.Where[dice.Next(Topics.Where.Count)]}{topic.What}";
            var id = (await teller.AsAsync(who.UserName, at, new Propose(title, $"### 为什么\n\n{topic.Why}\n\n### 怎么做\n\n{topic.How}", who.Near(dice), Category: topic.Category))).Id;
            var friends = near[who.Community].Some(Math.Max(0, dice.Next(14) - 3), dice).FindAll(n => n != who);
            for (var i = 0; i < friends.Count && at.AddHours(3 + (7 * i)) < now; i++) await teller.AsAsync(friends[i].UserName, at.AddHours(3 + (7 * i)), new Endorse(id));
            if (friends.Count >= Threshold && at.AddHours(110) < now) await teller.AsAsync(directors[who.Community], at.AddHours(110), new Admit(id, true));
            all.Add(new(id, topic, who.Community, at));
            progress.Show("proposals", all.Count, many);
        }
        return all;
    }
}
