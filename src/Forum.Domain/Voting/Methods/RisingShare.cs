namespace Forum.Domain.Voting.Methods;

/// <summary>Why the share of equal shares rose no further.</summary>
public enum RiseEnd
{
    /// <summary>One step more would spend more than there is.</summary>
    Overspends = 1,
    /// <summary>No project that is left costs less than what is not spent.</summary>
    NothingFits,
    /// <summary>A tie that no declared rule settles.</summary>
    TieOpen,
    /// <summary>Everybody had the whole budget.</summary>
    WholeBudget,
}

/// <summary>All shares from one to another that fund the same projects: exact decimals, both ends with them, each a unit of currency above the one before; the projects in their list's order, and what they cost together.</summary>
public sealed record CountShares(string From, string To, IReadOnlyList<string> Funded, long Spent);

/// <summary>How the share of equal shares rose: the last of the shares is the one that counts. Beyond is the one that would have spent too much.</summary>
public sealed record CountRise(IReadOnlyList<CountShares> Shares, RiseEnd End)
{
    /// <summary>The first share that spends more than there is, where that ended it.</summary>
    public CountShares? Beyond { get; init; }
}

/// <summary>
/// The share that rises by one unit of currency a step, until a step ends it. Steps that must all end alike are taken
/// together: as many as still leave no choice in doubt, twice as many after each success and half after each failure. One
/// alone is never in doubt.
/// </summary>
internal sealed class RisingShare(Purses purses, Int128 most, bool untilExhausted, Lot? lot)
{
    private readonly List<(Int128 From, Int128 To, SharesRun Run)> _alike = [];

    /// <summary>The last share before the end.</summary>
    public Int128 Last => _alike[^1].To;

    /// <summary>Raises it from a first share.</summary>
    public CountRise From(Int128 share)
    {
        var (run, steps) = (Run(share, share)!, (Int128)1);
        Took(share, share, run);
        while (!Ends(run))
        {
            // Shares above the dearest project buy nothing more.
            if ((steps = Int128.Min(steps, (most - Last) / EqualShares.One)) == 0) return Told(RiseEnd.WholeBudget);
            var (from, to) = (Last + EqualShares.One, Last + (steps * EqualShares.One));
            if (Run(from, to) is not { } next) { steps /= 2; continue; }
            if (next.Spent > purses.Budget.Limit) return Told(RiseEnd.Overspends) with { Beyond = Shares(from, from, next) };
            run = next;
            Took(from, Ends(run) ? from : to, run);
            steps *= 2;
        }
        return Told(run.IsOpen ? RiseEnd.TieOpen : RiseEnd.NothingFits);
    }

    private bool Ends(SharesRun run) => run.IsOpen || (untilExhausted && run.IsExhaustive);

    private SharesRun? Run(Int128 from, Int128 to) => SharesRun.Of(purses, from, to, lot);

    private void Took(Int128 from, Int128 to, SharesRun run)
    {
        if (_alike is [.., var last] && last.Run.Chosen.SequenceEqual(run.Chosen))
        {
            from = last.From;
            _alike.RemoveAt(_alike.Count - 1);
        }
        _alike.Add((from, to, run));
    }

    private CountRise Told(RiseEnd end) => new([.. _alike.Select(a => Shares(a.From, a.To, a.Run))], end);

    private CountShares Shares(Int128 from, Int128 to, SharesRun run) => new(purses.Show(from), purses.Show(to), [.. run.Chosen.Select(p => purses.Budget.Projects[p].Id)], run.Spent);
}
