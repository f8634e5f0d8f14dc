namespace Forum.Domain.Voting.Methods;

/// <summary>How a tie was settled.</summary>
public enum TieResolution
{
    /// <summary>No declared rule settles it: the outcome that hangs on it stays open.</summary>
    None = 1,
    /// <summary>By the latest earlier round in which they differed; or as far as it could.</summary>
    EarlierRound,
    /// <summary>By the lot whose seed was committed to before closing.</summary>
    Lot,
}

/// <summary>
/// Candidates with the same number where one must come first; the round from 1, none in methods without rounds. Where an earlier
/// round leaves several of them equal, these are the next tie, of the same round: what decides it decides among them alone.
/// </summary>
public sealed record CountTie(int? Round, IReadOnlyList<string> Among, TieResolution ResolvedBy);

/// <summary>
/// One round of a count: what everybody holds at its end, and who was elected or excluded in it. Non-transferable are the
/// votes that no continuing candidate holds, with what rounding lost: held and non-transferable together are always all ballots.
/// </summary>
public sealed record CountRound(IReadOnlyDictionary<string, string> Votes, IReadOnlyList<string> Elected, IReadOnlyList<string> Excluded, string NonTransferable);

/// <summary>
/// A counted poll with every step for people to follow; what a method does not have is left out. Winners stand in the order
/// elected, and only those on whom no open tie bears; where no ballot names anybody there are none, and no ties either.
/// </summary>
public sealed record CountResult(string Method, IReadOnlyList<string> Candidates, long Ballots, IReadOnlyList<string> Winners)
{
    /// <summary>The count where no ballot names anybody: nobody wins, and where nobody was chosen nobody is tied.</summary>
    internal static CountResult OfNobody(string method, IReadOnlyList<string> candidates, long ballots, int? seats = null) => new(method, candidates, ballots, []) { Seats = seats };

    /// <summary>The places to fill.</summary>
    public int? Seats { get; init; }

    /// <summary>The votes that elect, as a decimal.</summary>
    public string? Quota { get; init; }

    /// <summary>The rounds.</summary>
    public IReadOnlyList<CountRound>? Rounds { get; init; }

    /// <summary>Everybody's total, as decimals.</summary>
    public IReadOnlyDictionary<string, string>? Totals { get; init; }

    /// <summary>Everybody from first to last, equal ones side by side.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Ranking { get; init; }

    /// <summary>How many ballots rank the one above the other.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? Pairwise { get; init; }

    /// <summary>Schulze: the strongest path from the one to the other.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, CountPath>>? Paths { get; init; }

    /// <summary>Ranked pairs: every defeat from the strongest down, and whether it holds.</summary>
    public IReadOnlyList<CountDefeat>? Defeats { get; init; }

    /// <summary>Of a budget: what became of each project, and why.</summary>
    public IReadOnlyList<CountProject>? Projects { get; init; }

    /// <summary>Of a budget: what the funded projects cost together.</summary>
    public long? Spent { get; init; }

    /// <summary>Of a budget: what is not spent.</summary>
    public long? Left { get; init; }

    /// <summary>Of equal shares: everybody's share at the last step, an exact decimal.</summary>
    public string? Share { get; init; }

    /// <summary>Of equal shares that rise: each step until the last.</summary>
    public CountRise? Rise { get; init; }

    /// <summary>Every tie that had to be settled, or could not be.</summary>
    public IReadOnlyList<CountTie> Ties { get; init; } = [];

    /// <summary>Whether a tie that no declared rule settles leaves some winner open.</summary>
    public bool Open { get; init; }
}
