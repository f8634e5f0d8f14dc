namespace Forum.Domain.Voting.Methods;

/// <summary>Why a project gets no money.</summary>
public enum NotFunded
{
    /// <summary>Nobody voted for it.</summary>
    NoVotes = 1,
    /// <summary>Fewer votes than the budget asks for.</summary>
    BelowLeastVotes,
    /// <summary>It costs more than the whole budget.</summary>
    AboveBudget,
    /// <summary>It costs more than what was left of the budget when its turn came.</summary>
    AboveLeft,
    /// <summary>Equal shares: its supporters together had less left than it costs.</summary>
    SupportersShort,
    /// <summary>Without skipping: the list had ended before it.</summary>
    ListEnded,
    /// <summary>It hangs on a tie that no declared rule settles.</summary>
    TieOpen,
}

/// <summary>
/// A project of a counted budget: the funded ones in the order chosen, then the others by votes. Amounts are in what the
/// budget counts in, those of shares as exact decimals.
/// </summary>
public sealed record CountProject(string Project, long Cost, long Votes)
{
    /// <summary>Its place among the funded, from 1; none where it is not funded.</summary>
    public int? Place { get; init; }

    /// <summary>Equal shares: what each of its supporters paid at most; none where the remaining money paid it.</summary>
    public string? Payment { get; init; }

    /// <summary>Why it is not funded.</summary>
    public NotFunded? NotFunded { get; init; }

    /// <summary>What was left for it: of the budget when its turn came, or of its supporters' shares at the end.</summary>
    public string? Left { get; init; }
}
