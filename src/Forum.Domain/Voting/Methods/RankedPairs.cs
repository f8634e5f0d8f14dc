namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Ranked pairs: defeats are locked from the strongest down, but for those that would close a circle (T. N. Tideman,
/// Independence of clones as a criterion for voting rules, 1987). Equal defeats that would close a circle among
/// themselves are taken in the order of the lot; without one, all of them are left out and the tie stays open.
/// </summary>
public static class RankedPairs
{
    private readonly record struct Defeat(int Winner, int Loser, long Strength, long Against);

    /// <summary>Counts.</summary>
    public static CountResult Count(Rankings rankings, DefeatStrength measure = DefeatStrength.WinningVotes, Lot? lot = null)
    {
        var (n, pairs, names) = (rankings.Candidates.Count, PairwiseTable.Of(rankings), rankings.Candidates);
        var (reach, ties) = (new bool[n, n], new TieBreak(names, lot));
        foreach (var equal in Defeats(n, pairs, measure).GroupBy(d => (d.Strength, d.Against)).OrderByDescending(g => g.Key.Strength).ThenBy(g => g.Key.Against))
            LockAll([.. equal], reach, lot, ties);
        var order = Ranked.By(n, (a, b) => reach[a, b]);
        // An open tie among others leaves the first place as it is.
        var open = ties.Ties.Any(t => t.ResolvedBy == TieResolution.None && t.Among.Contains(names[order[0][0]]));
        var winners = open ? [] : Ranked.Winners(order[0], names, lot, ties);
        return new("ranked-pairs", names, rankings.Valid, winners) { Pairwise = pairs.By(names), Ranking = Ranked.Names(order, names), Ties = ties.Ties, Open = winners.Count == 0 };
    }

    private static IEnumerable<Defeat> Defeats(int n, PairwiseTable pairs, DefeatStrength measure) =>
        from a in Enumerable.Range(0, n)
        from b in Enumerable.Range(0, n)
        where pairs[a, b] > pairs[b, a]
        select measure == DefeatStrength.WinningVotes ? new Defeat(a, b, pairs[a, b], pairs[b, a]) : new Defeat(a, b, pairs[a, b] - pairs[b, a], 0);

    private static void LockAll(List<Defeat> equal, bool[,] reach, Lot? lot, TieBreak ties)
    {
        equal.RemoveAll(d => reach[d.Loser, d.Winner]);
        var together = (bool[,])reach.Clone();
        foreach (var defeat in equal) Lock(defeat, together);
        var circular = equal.Where(d => together[d.Loser, d.Winner]).ToList();
        foreach (var defeat in equal.Except(circular)) Lock(defeat, reach);
        if (circular.Count == 0) return;
        var among = circular.SelectMany(d => new[] { d.Winner, d.Loser }).Distinct();
        if (lot is null) { ties.Leave(among); return; }
        ties.Drawn(among);
        foreach (var defeat in circular.OrderBy(d => lot.PlaceOf(d.Winner)).ThenByDescending(d => lot.PlaceOf(d.Loser)))
            if (!reach[defeat.Loser, defeat.Winner]) Lock(defeat, reach);
    }

    // Whoever reaches the winner now reaches everybody whom the loser reaches.
    private static void Lock(Defeat defeat, bool[,] reach)
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
