namespace Forum.Domain.Voting.Methods;

/// <summary>What ranked pairs did with a defeat when its turn came.</summary>
public enum DefeatFate
{
    /// <summary>It holds.</summary>
    Locked = 1,
    /// <summary>It would have closed a circle with those that hold, and was passed over.</summary>
    PassedOver,
    /// <summary>It would have closed a circle with others as strong, and no declared rule says which of them holds.</summary>
    Open,
}

/// <summary>A defeat of ranked pairs: how many ballots rank the one above the other and the reverse, and of one passed over the way by which the loser stands above the winner already.</summary>
public sealed record CountDefeat(string Winner, string Loser, long For, long Against, DefeatFate Fate)
{
    /// <summary>From the loser over defeats that hold to the winner.</summary>
    public IReadOnlyList<string>? Way { get; init; }
}

/// <summary>The defeats that hold so far, and all that were looked at, in their order.</summary>
internal sealed class LockedPairs(PairwiseTable pairs, IReadOnlyList<string> names)
{
    private readonly List<CountDefeat> _told = [];
    private readonly List<(int Winner, int Loser)> _locked = [];
    private readonly bool[,] _reach = new bool[names.Count, names.Count];

    public IReadOnlyList<CountDefeat> Told => _told;

    /// <summary>Whether defeats that hold lead from the one to the other.</summary>
    public bool Reaches(int a, int b) => _reach[a, b];

    /// <summary>Locks a defeat, unless those that hold lead from its loser to its winner.</summary>
    public void Take((int Winner, int Loser) defeat)
    {
        if (_reach[defeat.Loser, defeat.Winner]) { _told.Add(Tell(defeat, DefeatFate.PassedOver) with { Way = [.. Way(defeat.Loser, defeat.Winner).Select(c => names[c])] }); return; }
        _told.Add(Tell(defeat, DefeatFate.Locked));
        _locked.Add(defeat);
        Join(defeat, _reach);
    }

    /// <summary>Defeats as strong as each other, of which no rule says which hold.</summary>
    public void Leave(IEnumerable<(int Winner, int Loser)> defeats) => _told.AddRange(defeats.Select(d => Tell(d, DefeatFate.Open)));

    /// <summary>Those of some defeats that close circles, were all of them locked.</summary>
    public IReadOnlyList<(int Winner, int Loser)> Circular(IReadOnlyList<(int Winner, int Loser)> defeats)
    {
        var together = (bool[,])_reach.Clone();
        foreach (var defeat in defeats) Join(defeat, together);
        return [.. defeats.Where(d => together[d.Loser, d.Winner])];
    }

    private CountDefeat Tell((int Winner, int Loser) d, DefeatFate fate) => new(names[d.Winner], names[d.Loser], pairs[d.Winner, d.Loser], pairs[d.Loser, d.Winner], fate);

    // The shortest, found from its start in ever wider circles.
    private List<int> Way(int from, int to)
    {
        Dictionary<int, int> before = new() { [from] = from };
        for (List<int> edge = [from]; !before.ContainsKey(to); edge = [.. from d in _locked where edge.Contains(d.Winner) && before.TryAdd(d.Loser, d.Winner) select d.Loser]) { }
        return Ranked.Way(from, to, c => before[c]);
    }

    // Whoever reaches the winner now reaches everybody whom the loser reaches.
    private static void Join((int Winner, int Loser) defeat, bool[,] reach)
    {
        var n = reach.GetLength(0);
        for (var a = 0; a < n; a++)
        {
            if (a != defeat.Winner && !reach[a, defeat.Winner]) continue;
            for (var b = 0; b < n; b++)
                if (b == defeat.Loser || reach[defeat.Loser, b]) reach[a, b] = true;
        }
    }
}
