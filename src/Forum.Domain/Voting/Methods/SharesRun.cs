namespace Forum.Domain.Voting.Methods;

/// <summary>
/// One run of equal shares, for every share between two at once. Each voter's purse is kept as the least and the most it
/// can hold, exactly: richer supporters never make a project dearer, and a dearer one never leaves more. So where the
/// least and the most lead to the same choice, all between them do; where they may not, there is no run.
/// </summary>
internal sealed class SharesRun
{
    private readonly Purses _purses;
    private readonly Lot? _lot;
    private readonly TieBreak _ties;
    private readonly Int128[] _least, _most;
    private readonly List<int> _chosen = [];
    private readonly Dictionary<int, string> _payments = [];
    private readonly Dictionary<int, Passed> _passed = [];

    private SharesRun(Purses purses, Int128 least, Int128 most, Lot? lot)
    {
        (_purses, _lot, _ties) = (purses, lot, new([.. purses.Budget.Projects.Select(p => p.Id)], lot));
        _most = Full(most);
        _least = least == most ? _most : Full(least);
        Int128[] Full(Int128 share)
        {
            var shares = new Int128[purses.Count];
            Array.Fill(shares, share);
            return shares;
        }
    }

    private Budget Budget => _purses.Budget;

    public bool IsOpen => _ties.IsOpen;

    /// <summary>Whom it funds, in the list's order.</summary>
    public IEnumerable<int> Chosen => _chosen.Order();

    public long Spent => _chosen.Sum(p => Budget.Projects[p].Cost);

    public bool IsExhaustive => Left().All(p => Budget.Projects[p].Cost > Budget.Limit - Spent);

    /// <summary>The run for all shares from the least to the most; nothing where they may choose differently. Never nothing for one share alone.</summary>
    public static SharesRun? Of(Purses purses, Int128 least, Int128 most, Lot? lot)
    {
        var run = new SharesRun(purses, least, most, lot);
        return run.Choose() ? run : null;
    }

    private IEnumerable<int> Left() => Enumerable.Range(0, Budget.Projects.Count).Where(p => Budget.MayWin(p, _purses.Votes[p]) && !_chosen.Contains(p));

    private bool Choose()
    {
        // A price only rises while shares shrink: whoever was dearer before than the best now need not be asked again.
        var before = Left().ToDictionary(p => p, _purses.Lowest);
        while (before.Count > 0)
        {
            List<(int Project, Price Low, Price? High)> asked = [];
            Price? best = null;
            foreach (var project in before.Keys.OrderBy(p => before[p]).ToList())
            {
                if (best is { } bar && before[project].CompareTo(bar) > 0) break;
                if (_purses.Ask(project, _most, before[project]) is not { } low) { _passed[project] = new(NotFunded.SupportersShort); before.Remove(project); continue; }
                before[project] = low;
                var high = ReferenceEquals(_least, _most) ? low : _purses.Ask(project, _least, low);
                asked.Add((project, low, high));
                if (high is { } price && (best is null || price.CompareTo(best.Value) < 0)) best = price;
            }
            if (asked.Count == 0) return true;
            if (best is not { } cheapest) return false;
            var equal = asked.Where(a => a.Low.CompareTo(cheapest) <= 0).ToList();
            if (equal.Count > 1 && equal.Exists(a => a.High is not { } high || a.Low.CompareTo(high) != 0)) return false;
            if (First([.. equal.Select(a => a.Project)]) is not { } next) return true;
            Pay(equal.Single(a => a.Project == next));
            before.Remove(next);
        }
        return true;
    }

    private int? First(List<int> equal)
    {
        equal = [.. equal.GroupBy(p => (Budget.Projects[p].Cost, -_purses.Votes[p])).OrderBy(g => g.Key).First()];
        if (equal.Count == 1) return equal[0];
        if (_lot is null) { _ties.Leave(equal); return null; }
        _ties.Drawn(equal);
        return equal.MinBy(_lot.PlaceOf);
    }

    private void Pay((int Project, Price Low, Price? High) chosen)
    {
        _chosen.Add(chosen.Project);
        _payments[chosen.Project] = _purses.Show(chosen.Low.RoundedUp);
        _purses.Pay(chosen.Project, _most, chosen.Low.RoundedUp);
        if (!ReferenceEquals(_least, _most)) _purses.Pay(chosen.Project, _least, chosen.High!.Value.RoundedUp);
    }

    

    /// <summary>The most approved that still fit.</summary>
    public void Fill()
    {
        _passed.Clear();
        _chosen.AddRange(Greedy.Choose(Budget, _purses.Votes, [.. Left()], Budget.Limit - Spent, true, _lot, _ties, _passed));
    }

    /// <summary>The result of a run with one share.</summary>
    public CountResult Result(Int128 share)
    {
        foreach (var project in _passed.Where(p => p.Value.Why == NotFunded.SupportersShort).Select(p => p.Key).ToList())
            _passed[project] = new(NotFunded.SupportersShort, _purses.Show(_purses.Together(project, _most)));
        return Budget.Result("equal-shares", _chosen, _ties, _passed, _payments) with { Share = _purses.Show(share) };
    }
}
