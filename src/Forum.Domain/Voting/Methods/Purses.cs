namespace Forum.Domain.Voting.Methods;

/// <summary>What a project of a cost asks of each of its payers at most: a fraction, exact.</summary>
internal readonly record struct Price(Int128 Sum, long Payers, long Cost) : IComparable<Price>
{
    /// <summary>By payment per unit of cost.</summary>
    public int CompareTo(Price other) => (Sum * other.Payers * other.Cost).CompareTo(other.Sum * Payers * Cost);

    public Int128 RoundedUp => (Sum + Payers - 1) / Payers;
}

/// <summary>Who supports which project of a budget, laid out once for all runs of equal shares.</summary>
internal sealed class Purses
{
    private readonly long[] _counts;
    private readonly int[][] _supporters;

    public Purses(Budget budget)
    {
        (Budget, Votes, Scale) = (budget, budget.Votes(), EqualShares.One / budget.Unit);
        _counts = [.. budget.Ballots.Select(b => b.Count)];
        var supporters = budget.Projects.Select(_ => new List<int>()).ToArray();
        for (var ballot = 0; ballot < _counts.Length; ballot++)
            foreach (var project in budget.Ballots[ballot].Approved) supporters[project].Add(ballot);
        _supporters = [.. supporters.Select(s => s.ToArray())];
    }

    public Budget Budget { get; }

    public long[] Votes { get; }

    /// <summary>The parts of a share in the least amount that the budget counts in.</summary>
    public long Scale { get; }

    public int Count => _counts.Length;

    /// <summary>The price that nobody is too poor for: no lower one comes.</summary>
    public Price Lowest(int project) => new((Int128)Budget.Projects[project].Cost * Scale, Votes[project], Budget.Projects[project].Cost);

    /// <summary>Whoever has less than the price pays all they have, the rest share what remains. Sought upwards from a price that is not above it; nothing where all together have too little.</summary>
    public Price? Ask(int project, Int128[] shares, Price from)
    {
        var (cost, votes, supporters, counts, bar) = ((Int128)Budget.Projects[project].Cost * Scale, Votes[project], _supporters[project], _counts, from.RoundedUp);
        while (true)
        {
            var (poor, paid) = (0L, (Int128)0);
            foreach (var supporter in supporters)
                if (shares[supporter] < bar)
                {
                    poor += counts[supporter];
                    paid += shares[supporter] * counts[supporter];
                }
            if (poor == votes) return null;
            var price = new Price(cost - paid, votes - poor, from.Cost);
            if (price.RoundedUp == bar) return price;
            bar = price.RoundedUp;
        }
    }

    /// <summary>Its supporters pay, each at most so much.</summary>
    public void Pay(int project, Int128[] shares, Int128 most)
    {
        foreach (var supporter in _supporters[project]) shares[supporter] -= Int128.Min(shares[supporter], most);
    }

    /// <summary>What its supporters have together.</summary>
    public Int128 Together(int project, Int128[] shares)
    {
        Int128 sum = 0;
        foreach (var supporter in _supporters[project]) sum += shares[supporter] * _counts[supporter];
        return sum;
    }

    /// <summary>A part of a share in what the budget counts in, as an exact decimal.</summary>
    public string Show(Int128 part)
    {
        var (whole, rest) = Int128.DivRem(part, Scale);
        return rest == 0 ? $"{whole}" : $"{whole}.{$"{Scale + (long)rest}"[1..].TrimEnd('0')}";
    }
}
