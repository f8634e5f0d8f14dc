namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Ranked pairs: defeats are locked from the strongest down, but for those that would close a circle (T. N. Tideman,
/// Independence of clones as a criterion for voting rules, 1987). Equal defeats that would close a circle among
/// themselves are taken in the order of the lot; without one, all of them are left out and the tie stays open.
/// </summary>
public static class RankedPairs
{
    /// <summary>Counts.</summary>
    public static CountResult Count(Rankings rankings, DefeatStrength measure = DefeatStrength.WinningVotes, Lot? lot = null)
    {
        if (rankings.Valid == 0) return CountResult.OfNobody("ranked-pairs", rankings.Candidates, 0);
        var (n, pairs, names) = (rankings.Candidates.Count, PairwiseTable.Of(rankings), rankings.Candidates);
        var (locked, ties) = (new LockedPairs(pairs, names), new TieBreak(names, lot));
        foreach (var equal in Defeats(n, pairs, measure)) LockAll(equal, locked, lot, ties);
        var order = Ranked.By(n, locked.Reaches);
        // An open tie among others leaves the first place as it is.
        var open = ties.Ties.Any(t => t.ResolvedBy == TieResolution.None && t.Among.Contains(names[order[0][0]]));
        var winners = open ? [] : Ranked.Winners(order[0], names, lot, ties);
        return new("ranked-pairs", names, rankings.Valid, winners) { Pairwise = pairs.By(names), Defeats = locked.Told, Ranking = Ranked.Names(order, names), Ties = ties.Ties, Open = winners.Count == 0 };
    }

    // From the strongest down, equally strong ones together.
    private static IEnumerable<List<(int Winner, int Loser)>> Defeats(int n, PairwiseTable pairs, DefeatStrength measure) =>
        from a in Enumerable.Range(0, n)
        from b in Enumerable.Range(0, n)
        where pairs[a, b] > pairs[b, a]
        group (a, b) by measure == DefeatStrength.WinningVotes ? (Strength: pairs[a, b], Against: pairs[b, a]) : (Strength: pairs[a, b] - pairs[b, a], Against: 0L) into equal
        orderby equal.Key.Strength descending, equal.Key.Against
        select equal.ToList();

    private static void LockAll(List<(int Winner, int Loser)> equal, LockedPairs locked, Lot? lot, TieBreak ties)
    {
        var late = equal.Where(d => locked.Reaches(d.Loser, d.Winner)).ToList();
        var circular = locked.Circular([.. equal.Except(late)]);
        foreach (var defeat in late.Concat(equal.Except(late).Except(circular))) locked.Take(defeat);
        if (circular.Count == 0) return;
        var among = circular.SelectMany(d => new[] { d.Winner, d.Loser }).Distinct();
        if (lot is null) { ties.Leave(among); locked.Leave(circular); return; }
        ties.Drawn(among);
        foreach (var defeat in circular.OrderBy(d => lot.PlaceOf(d.Winner)).ThenByDescending(d => lot.PlaceOf(d.Loser))) locked.Take(defeat);
    }
}
