using Forum.Council.Discussion;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo.Crowd;

/// <summary>
/// What the crowd says: a few proposals are talked of most, four in ten answer somebody, some are agreed with. Told in
/// waves at one moment each, which are committed together.
/// </summary>
public sealed class CrowdTalk(DemoTeller teller, IReadOnlyList<Neighbour> neighbours, IReadOnlyList<Proposed> about)
{
    private const int Wave = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(25);
    private readonly Random _dice = new(20260304);
    private readonly Dictionary<PlaceId, List<string>> _near = neighbours.GroupBy(n => n.Community, n => n.UserName).ToDictionary(g => g.Key, g => g.ToList());
    private readonly Dictionary<ProposalId, List<CommentId>> _heads = about.ToDictionary(p => p.Id, _ => new List<CommentId>());

    /// <summary>What of the demo is talked of now and may be by anybody.</summary>
    public static Task<List<Proposed>> OpenAsync(DemoTeller teller, IReadOnlyList<Neighbour> neighbours) => teller.ReadAsync(async db =>
    {
        List<PlaceId> communities = [.. neighbours.Select(n => n.Community).Distinct()];
        var slow = db.SlowModes.Where(s => s.Ending == null).Select(s => s.ProposalId);
        return (await db.Proposals.AsNoTracking().Where(p => communities.Contains(p.CommunityId) && !slow.Contains(p.Id)).ToListAsync())
            .Where(p => p.IsTalkedOf).Select(p => new Proposed(p.Id, Topics.Any, p.CommunityId, p.PublishedAt)).ToList();
    });

    public async Task TellAsync(int many, Progress progress)
    {
        var told = 0;
        foreach (var wave in Planned(many).OrderBy(p => p.At).Chunk(Wave))
        {
            var at = wave[^1].At;
            // Whoever spoke twice at once would only wait for themselves.
            HashSet<string> speaking = [];
            var said = Array.ConvertAll(wave, p => (By: Speaker(p.About.Community, speaking), Words: Said(p.About)));
            var ids = await Task.WhenAll(said.Select(s => teller.AsAsync(s.By, at, s.Words)));
            for (var i = 0; i < wave.Length; i++)
                if (said[i].Words.ReplyTo is null)
                {
                    _heads[said[i].Words.Proposal].Add(ids[i]);
                    if (_dice.Next(8) == 0) await AgreeAsync(ids[i], _near[wave[i].About.Community], said[i].By, at);
                }
            progress.Show("comments", told += wave.Length, many);
        }
    }

    private IEnumerable<(Proposed About, DateTimeOffset At)> Planned(int many)
    {
        var now = teller.Clock.GetUtcNow();
        var order = about.OrderBy(_ => _dice.Next()).ToList();
        // The n-th is talked of as often as 1 / (n + 8).
        double sum = 0;
        var upTo = order.Select((_, n) => sum += 1.0 / (n + 8)).ToArray();
        for (var i = 0; i < many; i++)
        {
            var found = Array.BinarySearch(upTo, _dice.NextDouble() * sum);
            var proposal = order[Math.Min(found < 0 ? ~found : found, order.Count - 1)];
            var open = now - proposal.At < Longest ? now - proposal.At : Longest;
            yield return (proposal, proposal.At + (open * _dice.NextDouble()));
        }
    }

    private string Speaker(PlaceId community, HashSet<string> speaking)
    {
        var near = _near[community];
        for (var tries = 0; ; tries++)
            if (near[_dice.Next(near.Count)] is var by && (speaking.Add(by) || tries > 20)) return by;
    }

    private AddComment Said(Proposed proposal)
    {
        var earlier = _heads[proposal.Id];
        CommentId? answered = _dice.Next(10) < 4 && earlier.Count > 0 ? earlier[_dice.Next(earlier.Count)] : null;
        var stance = _dice.Next(10) switch { < 4 => Stance.For, < 7 => Stance.Against, _ => Stance.Neither };
        return new(proposal.Id, proposal.Topic.Say(stance, _dice), stance, answered);
    }

    private async Task AgreeAsync(CommentId said, List<string> near, string by, DateTimeOffset at)
    {
        foreach (var friend in near.Some(1 + _dice.Next(5), _dice))
            if (friend != by) await teller.AsAsync(friend, at, new AgreeWithComment(said));
    }
}
