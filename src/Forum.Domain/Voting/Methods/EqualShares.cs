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
/// decimals of twelve places of a unit of currency, payments rounded up in the last. Ties: lower cost, then more votes, then lot.
/// </summary>
public static class EqualShares
{
    /// <summary>One unit of currency, in the smallest part of a share.</summary>
    internal const long One = 1_000_000_000_000;

    /// <summary>Counts.</summary>
    public static CountResult Count(Budget budget, Completion completion, Lot? lot = null)
    {
        var (purses, voters, all) = (new Purses(budget), Math.Max(1, budget.Voters), (Int128)budget.Limit * (One / budget.Unit));
        var share = completion == Completion.None ? all / voters : Raise(purses, all / One / voters * One, all, completion == Completion.Add1Exhaustive, lot);
        var run = SharesRun.Of(purses, share, share, lot)!;
        if (completion == Completion.Add1Utilitarian && !run.IsOpen) run.Fill();
        return run.Result(share);
    }

    // The last share before one more step overspends. Steps that must all end alike are taken together: as many as still
    // leave no choice in doubt, twice as many after each success and half after each failure. One alone is never in doubt.
    private static Int128 Raise(Purses purses, Int128 share, Int128 most, bool untilExhausted, Lot? lot)
    {
        bool Ends(SharesRun run) => run.IsOpen || (untilExhausted && run.IsExhaustive);
        Int128 steps = 1;
        if (Ends(SharesRun.Of(purses, share, share, lot)!)) return share;
        // Shares above the dearest project buy nothing more.
        while ((steps = Int128.Min(steps, (most - share) / One)) > 0)
        {
            if (SharesRun.Of(purses, share + One, share + (steps * One), lot) is not { } next) { steps /= 2; continue; }
            if (next.Spent > purses.Budget.Limit) break;
            if (Ends(next)) return share + One;
            (share, steps) = (share + (steps * One), steps * 2);
        }
        return share;
    }
}
