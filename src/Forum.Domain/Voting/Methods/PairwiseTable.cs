namespace Forum.Domain.Voting.Methods;

/// <summary>How many ballots rank each candidate above each other one.</summary>
public sealed class PairwiseTable
{
    private readonly long[,] _above;

    private PairwiseTable(long[,] above) => _above = above;

    /// <summary>How many ballots rank <paramref name="a"/> above <paramref name="b"/>.</summary>
    public long this[int a, int b] => _above[a, b];

    /// <summary>The table of some ballots.</summary>
    public static PairwiseTable Of(Rankings rankings)
    {
        var n = rankings.Candidates.Count;
        var above = new long[n, n];
        var place = new int[n];
        foreach (var ballot in rankings.Ballots)
        {
            Array.Fill(place, rankings.Unranked == Unranked.Below ? int.MaxValue : -1);
            for (var rank = 0; rank < ballot.Ranks.Count; rank++)
                foreach (var candidate in ballot.Ranks[rank]) place[candidate] = rank;
            for (var a = 0; a < n; a++)
                for (var b = 0; b < n; b++)
                    if (place[a] >= 0 && place[b] > place[a]) above[a, b] += ballot.Count;
        }
        return new(above);
    }

    /// <summary>The table by names.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> By(IReadOnlyList<string> names) =>
        Enumerable.Range(0, names.Count).ToDictionary(a => names[a], a => (IReadOnlyDictionary<string, long>)Enumerable.Range(0, names.Count).Where(b => b != a).ToDictionary(b => names[b], b => _above[a, b]));
}

/// <summary>What makes one defeat stronger than another.</summary>
public enum DefeatStrength
{
    /// <summary>How many rank the winner above the loser; equal ones by how few do the reverse.</summary>
    WinningVotes = 1,
    /// <summary>How many more rank the winner above the loser than the reverse.</summary>
    Margins,
}
