using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>The most approved projects first.</summary>
public static class Greedy
{
    /// <summary>
    /// By votes, then lower cost, then lot. A project that does not fit is passed over; where <paramref name="skip"/> is
    /// false it ends the list. Projects whose order no rule settles and of which only some fit are left open.
    /// </summary>
    public static CountResult Count(Budget budget, bool skip = true, Lot? lot = null)
    {
        var (votes, ties) = (budget.Votes(), new TieBreak([.. budget.Projects.Select(p => p.Id)], lot));
        Dictionary<int, Passed> passed = [];
        // What costs more than everything there is fits nowhere either, and ends a list that skips nothing.
        var among = Enumerable.Range(0, votes.Length).Where(p => skip ? budget.MayWin(p, votes[p]) : budget.IsAskedFor(votes[p]));
        var chosen = Choose(budget, votes, [.. among], budget.Limit, skip, lot, ties, passed);
        return budget.Result(skip ? "greedy" : "greedy-no-skip", chosen, ties, passed);
    }

    internal static List<int> Choose(Budget budget, long[] votes, IReadOnlyList<int> among, long left, bool skip, Lot? lot, TieBreak ties, Dictionary<int, Passed> passed)
    {
        List<int> chosen = [];
        var ended = false;
        foreach (var place in among.GroupBy(p => (Votes: votes[p], budget.Projects[p].Cost)).OrderByDescending(g => g.Key.Votes).ThenBy(g => g.Key.Cost))
        {
            var (equal, cost) = (place.ToList(), place.Key.Cost);
            if (!ended && (Int128)equal.Count * cost > left && equal.Count > 1 && cost <= left)
            {
                if (lot is null) { ties.Leave(equal); break; }
                ties.Drawn(equal);
                equal = [.. equal.OrderBy(lot.PlaceOf)];
            }
            var fit = ended ? 0 : (int)Math.Min(equal.Count, cost == 0 ? equal.Count : left / cost);
            chosen.AddRange(equal[..fit]);
            left -= fit * cost;
            foreach (var project in equal[fit..]) passed[project] = ended ? new(NotFunded.ListEnded) : new(NotFunded.AboveLeft, left.ToString(CultureInfo.InvariantCulture));
            ended |= fit < equal.Count && !skip;
        }
        return chosen;
    }
}
