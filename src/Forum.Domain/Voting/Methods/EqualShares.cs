using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>What happens to the money that the Method of Equal Shares leaves. Named, since it changes the winners.</summary>
public enum Completion
{
    /// <summary>Nothing: it is not spent.</summary>
    None = 1,
    /// <summary>Everybody's share grows by one until one more step would overspend.</summary>
    Add1,
    /// <summary>As <see cref="Add1"/>, then the most approved that still fit.</summary>
    Add1Utilitarian,
    /// <summary>As <see cref="Add1"/>, but it ends as soon as no other project would fit.</summary>
    Add1Exhaustive,
}

/// <summary>
/// The Method of Equal Shares for approval ballots, a project being worth its cost (D. Peters, G. Pierczyński, P. Skowron,
/// Proportional participatory budgeting with additive utilities, 2021). Everybody has the same share; a project is paid by
/// its supporters as evenly as their shares allow, and the one with the least payment per unit of cost is next. Shares are
/// decimals of twelve places, payments rounded up in the last. Ties: lower cost, then more votes, then lot.
/// </summary>
public static class EqualShares
{
    private const long One = 1_000_000_000_000;

    /// <summary>Counts.</summary>
    public static CountResult Count(Budget budget, Completion completion, Lot? lot = null)
    {
        var voters = Math.Max(1, budget.Voters);
        var share = (Int128)(budget.Limit / voters) * One;
        if (completion == Completion.None) share = (Int128)budget.Limit * One / voters;
        var run = Run.Once(budget, share, lot);
        if (completion != Completion.None)
            for (var next = Run.Once(budget, share += One, lot); next.Spent <= budget.Limit && !run.Ties.IsOpen; next = Run.Once(budget, share += One, lot))
            {
                if (completion == Completion.Add1Exhaustive && run.IsExhaustive) break;
                // Shares above the dearest project buy nothing more.
                if (share > (Int128)budget.Limit * One) break;
                run = next;
            }
        if (completion == Completion.Add1Utilitarian) run.Fill();
        return run.Result();
    }

    // What a project of a cost asks of each of its payers at most: a fraction, exact.
    private readonly record struct Price(Int128 Sum, Int128 Payers, long Cost) : IComparable<Price>
    {
        /// <summary>By payment per unit of cost.</summary>
        public int CompareTo(Price other) => (Sum * other.Payers * other.Cost).CompareTo(other.Sum * Payers * Cost);

        public Int128 RoundedUp => (Sum + Payers - 1) / Payers;
    }

    private sealed class Run(Budget budget, Lot? lot)
    {
        private readonly long[] _votes = budget.Votes();
        private readonly List<int> _chosen = [];
        private readonly IReadOnlyList<string> _names = [.. budget.Projects.Select(p => p.Id)];
        private Int128[] _shares = [];

        public TieBreak Ties { get; } = new([.. budget.Projects.Select(p => p.Id)], lot);

        public long Spent => _chosen.Sum(p => budget.Projects[p].Cost);

        public bool IsExhaustive => Left().All(p => budget.Projects[p].Cost > budget.Limit - Spent);

        public static Run Once(Budget budget, Int128 share, Lot? lot)
        {
            var run = new Run(budget, lot) { _shares = [.. budget.Ballots.Select(_ => share)] };
            run.Choose();
            return run;
        }

        private IEnumerable<int> Left() => Enumerable.Range(0, budget.Projects.Count).Where(p => budget.MayWin(p, _votes[p]) && !_chosen.Contains(p));

        private void Choose()
        {
            var supporters = budget.Projects.Select((_, p) => budget.Ballots.Select((b, i) => (b, i)).Where(x => x.b.Approved.Contains(p)).Select(x => x.i).ToArray()).ToArray();
            // A price only rises while shares shrink: whoever was dearer before than the best now need not be asked again.
            var before = Left().ToDictionary(p => p, p => new Price(0, 1, budget.Projects[p].Cost));
            while (true)
            {
                List<int> best = [];
                foreach (var project in before.Keys.OrderBy(p => before[p]).ToList())
                {
                    if (best.Count > 0 && before[project].CompareTo(before[best[0]]) > 0) break;
                    if (Ask(supporters[project], budget.Projects[project].Cost) is not { } price) { before.Remove(project); continue; }
                    before[project] = price;
                    var compared = best.Count == 0 ? -1 : price.CompareTo(before[best[0]]);
                    if (compared < 0) best = [project];
                    else if (compared == 0) best.Add(project);
                }
                if (best.Count == 0 || First(best) is not { } next) return;
                Pay(supporters[next], before[next].RoundedUp);
                _chosen.Add(next);
                before.Remove(next);
            }
        }

        private int? First(List<int> equal)
        {
            equal = [.. equal.GroupBy(p => (budget.Projects[p].Cost, -_votes[p])).OrderBy(g => g.Key).First()];
            if (equal.Count == 1) return equal[0];
            if (lot is null) { Ties.Leave(equal); return null; }
            Ties.Drawn(equal);
            return equal.MinBy(lot.PlaceOf);
        }

        // Whoever has less than the price pays all they have; the rest share what remains.
        private Price? Ask(int[] supporters, long cost)
        {
            var (left, payers) = ((Int128)cost * One, (Int128)supporters.Sum(s => budget.Ballots[s].Count));
            foreach (var supporter in supporters.OrderBy(s => _shares[s]))
            {
                if (_shares[supporter] * payers >= left) return new(left, payers, cost);
                var count = budget.Ballots[supporter].Count;
                (left, payers) = (left - (_shares[supporter] * count), payers - count);
            }
            return null;
        }

        private void Pay(int[] supporters, Int128 most)
        {
            foreach (var supporter in supporters) _shares[supporter] -= Int128.Min(_shares[supporter], most);
        }

        /// <summary>The most approved that still fit.</summary>
        public void Fill() => _chosen.AddRange(Greedy.Choose(budget, _votes, [.. Left()], budget.Limit - Spent, true, lot, Ties));

        public CountResult Result() => new("equal-shares", _names, budget.Voters, [.. _chosen.Select(p => _names[p])])
        {
            Totals = Enumerable.Range(0, _names.Count).ToDictionary(p => _names[p], p => _votes[p].ToString(CultureInfo.InvariantCulture)), Ties = Ties.Ties, Open = Ties.IsOpen,
        };
    }
}
