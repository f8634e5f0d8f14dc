namespace Forum.Domain.Voting.Methods;

/// <summary>
/// The Schulze method: whoever has a path of defeats to everybody at least as strong as any path back wins (M. Schulze, A
/// new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, 2011).
/// </summary>
public static class Schulze
{
    /// <summary>Counts. Candidates that the paths do not order stand side by side; where they share the first place, only the lot makes one the winner.</summary>
    public static CountResult Count(Rankings rankings, DefeatStrength by = DefeatStrength.WinningVotes, Lot? lot = null)
    {
        if (rankings.Valid == 0) return CountResult.OfNobody("schulze", rankings.Candidates, 0);
        var (n, pairs, names) = (rankings.Candidates.Count, PairwiseTable.Of(rankings), rankings.Candidates);
        StrongestPaths path = new(n, pairs, by);
        var order = Ranked.By(n, (a, b) => path[a, b] > path[b, a]);
        var ties = new TieBreak(names, lot);
        return new("schulze", names, rankings.Valid, Ranked.Winners(order[0], names, lot, ties)) { Pairwise = pairs.By(names), Paths = path.By(names), Ranking = Ranked.Names(order, names), Ties = ties.Ties, Open = ties.IsOpen };
    }
}

/// <summary>Orders made of a relation "beats" that has no cycle.</summary>
internal static class Ranked
{
    /// <summary>Everybody from first to last: in each place all whom nobody left beats.</summary>
    public static List<List<int>> By(int n, Func<int, int, bool> beats)
    {
        List<List<int>> order = [];
        var left = Enumerable.Range(0, n).ToList();
        while (left.Count > 0)
        {
            var place = left.Where(a => !left.Exists(b => beats(b, a))).ToList();
            order.Add(place);
            left.RemoveAll(place.Contains);
        }
        return order;
    }

    /// <summary>Everybody from one to another, both with them, by who stands before whom on the way.</summary>
    public static List<int> Way(int from, int to, Func<int, int> before)
    {
        List<int> way = [to];
        while (way[^1] != from) way.Add(before(way[^1]));
        way.Reverse();
        return way;
    }

    public static IReadOnlyList<IReadOnlyList<string>> Names(IEnumerable<IReadOnlyList<int>> order, IReadOnlyList<string> names) => [.. order.Select(place => (IReadOnlyList<string>)[.. place.Select(c => names[c])])];

    /// <summary>The one on the first place; of several the lot's first, or nobody where there is none.</summary>
    public static IReadOnlyList<string> Winners(IReadOnlyList<int> first, IReadOnlyList<string> names, Lot? lot, TieBreak ties)
    {
        if (first.Count == 1) return [names[first[0]]];
        if (lot is null) { ties.Leave(first); return []; }
        ties.Drawn(first);
        return [names[first.MinBy(lot.PlaceOf)]];
    }
}
