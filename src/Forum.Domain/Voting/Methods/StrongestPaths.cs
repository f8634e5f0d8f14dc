namespace Forum.Domain.Voting.Methods;

/// <summary>A strongest path of defeats from one candidate to another: as strong as its weakest defeat, with everybody on the way. Of several as strong, one; 0 and nobody where there is none.</summary>
public sealed record CountPath(long Strength, IReadOnlyList<string> By);

/// <summary>The strongest path between each two candidates, by widening the shortest way (Floyd and Warshall), as M. Schulze's paper of 2011 gives it in section 2.3.</summary>
public sealed class StrongestPaths
{
    private readonly long[,] _strength;
    private readonly int[,] _before;

    /// <summary>The paths over a table's defeats.</summary>
    public StrongestPaths(int n, PairwiseTable pairs, DefeatStrength by)
    {
        (_strength, _before) = (new long[n, n], new int[n, n]);
        for (var a = 0; a < n; a++)
            for (var b = 0; b < n; b++)
            {
                _before[a, b] = a;
                if (pairs[a, b] > pairs[b, a]) _strength[a, b] = by == DefeatStrength.WinningVotes ? pairs[a, b] : pairs[a, b] - pairs[b, a];
            }
        for (var via = 0; via < n; via++)
            for (var a = 0; a < n; a++)
            {
                if (a == via || _strength[a, via] == 0) continue;
                for (var b = 0; b < n; b++)
                    if (b != a && Math.Min(_strength[a, via], _strength[via, b]) is var width && width > _strength[a, b]) (_strength[a, b], _before[a, b]) = (width, _before[via, b]);
            }
    }

    /// <summary>How strong the strongest path from <paramref name="a"/> to <paramref name="b"/> is; 0 where there is none.</summary>
    public long this[int a, int b] => _strength[a, b];

    /// <summary>Everybody on it, both ends with them; nobody where there is none.</summary>
    public IReadOnlyList<int> Way(int a, int b) => _strength[a, b] == 0 ? [] : Ranked.Way(a, b, c => _before[a, c]);

    /// <summary>All of them by names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, CountPath>> By(IReadOnlyList<string> names) =>
        Enumerable.Range(0, names.Count).ToDictionary(a => names[a], a => (IReadOnlyDictionary<string, CountPath>)Enumerable.Range(0, names.Count).Where(b => b != a)
            .ToDictionary(b => names[b], b => new CountPath(_strength[a, b], [.. Way(a, b).Select(c => names[c])])));
}
