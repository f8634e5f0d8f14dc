using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>A project that people vote on: its cost in whole units of the currency.</summary>
public sealed record BudgetProject(string Id, long Cost);

/// <summary>Equal approval ballots: the approved projects by their places in the list, and how many people cast this.</summary>
public sealed record BudgetBallot(IReadOnlyList<int> Approved, long Count);

/// <summary>A participatory budget: projects, what may be spent, approval ballots, and the votes below which a project is not considered.</summary>
public sealed record Budget(IReadOnlyList<BudgetProject> Projects, long Limit, IReadOnlyList<BudgetBallot> Ballots, long LeastVotes = 0)
{
    /// <summary>The people who voted.</summary>
    public long Voters => Ballots.Sum(b => b.Count);

    /// <summary>Everybody's votes, in the projects' order.</summary>
    public long[] Votes()
    {
        var votes = new long[Projects.Count];
        foreach (var ballot in Ballots)
            foreach (var project in ballot.Approved) votes[project] += ballot.Count;
        return votes;
    }

    /// <summary>Whether a project may be chosen at all.</summary>
    public bool MayWin(int project, long votes) => votes >= Math.Max(1, LeastVotes) && Projects[project].Cost <= Limit;
}

/// <summary>The most approved projects first.</summary>
public static class Greedy
{
    /// <summary>
    /// By votes, then lower cost, then lot. A project that does not fit is passed over; where <paramref name="skip"/> is
    /// false it ends the list. Projects whose order no rule settles and of which only some fit are left open.
    /// </summary>
    public static CountResult Count(Budget budget, bool skip = true, Lot? lot = null)
    {
        var (votes, names) = (budget.Votes(), budget.Projects.Select(p => p.Id).ToList());
        var ties = new TieBreak(names, lot);
        var chosen = Choose(budget, votes, [.. Enumerable.Range(0, names.Count).Where(p => budget.MayWin(p, votes[p]))], budget.Limit, skip, lot, ties);
        return new(skip ? "greedy" : "greedy-no-skip", names, budget.Voters, [.. chosen.Select(p => names[p])])
        {
            Totals = Enumerable.Range(0, names.Count).ToDictionary(p => names[p], p => votes[p].ToString(CultureInfo.InvariantCulture)), Ties = ties.Ties, Open = ties.IsOpen,
        };
    }

    internal static List<int> Choose(Budget budget, long[] votes, IReadOnlyList<int> among, long left, bool skip, Lot? lot, TieBreak ties)
    {
        List<int> chosen = [];
        foreach (var place in among.GroupBy(p => (Votes: votes[p], budget.Projects[p].Cost)).OrderByDescending(g => g.Key.Votes).ThenBy(g => g.Key.Cost))
        {
            var (equal, cost) = (place.ToList(), place.Key.Cost);
            if (equal.Count * cost > left && equal.Count > 1 && cost <= left)
            {
                if (lot is null) { ties.Leave(equal); break; }
                ties.Drawn(equal);
                equal = [.. equal.OrderBy(lot.PlaceOf)];
            }
            var fit = (int)Math.Min(equal.Count, cost == 0 ? equal.Count : left / cost);
            chosen.AddRange(equal[..fit]);
            left -= fit * cost;
            if (fit < equal.Count && !skip) break;
        }
        return chosen;
    }
}
