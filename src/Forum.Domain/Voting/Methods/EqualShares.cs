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
        RisingShare rising = new(purses, all, completion == Completion.Add1Exhaustive, lot);
        var rise = completion == Completion.None ? null : rising.From(all / One / voters * One);
        var share = rise is null ? all / voters : rising.Last;
        var run = SharesRun.Of(purses, share, share, lot)!;
        if (completion == Completion.Add1Utilitarian && !run.IsOpen) run.Fill();
        return run.Result(share) with { Rise = rise };
    }
}
