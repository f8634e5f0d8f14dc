using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

/// <summary>
/// What a poll spends among its projects, all in whole fen. Shares grow by whole yuan, not fen: the cities whose counts are
/// public raise them by one unit of their currency, so that the same votes on the same sums have the same winners there
/// and here; a fen would be a hundred times the steps for no difference that anybody could feel.
/// </summary>
/// <param name="Sum">What may be spent.</param>
/// <param name="Costs">What each option costs, in the options' order.</param>
/// <param name="Completion">What happens with the rest, where the method is equal shares.</param>
/// <param name="LeastVotes">The votes below which a project gets nothing; 0 asks for none.</param>
public sealed record PollBudget(long Sum, IReadOnlyList<long> Costs, Completion? Completion, long LeastVotes)
{
    /// <summary>The most that can be spent, 100 million yuan: beyond it prices would no longer be exact in 128 bits.</summary>
    public const long Most = 10_000_000_000;

    /// <summary>Fen in a yuan.</summary>
    public const long Yuan = 100;

    /// <summary>Whether a poll with so many options could have it.</summary>
    public bool Fits(int options) => Sum is > 0 and <= Most && Costs.Count == options && Costs.All(c => c > 0 && c <= Sum) && LeastVotes >= 0;

    /// <inheritdoc />
    public bool Equals(PollBudget? other) => other is not null && (Sum, Completion, LeastVotes) == (other.Sum, other.Completion, other.LeastVotes) && Costs.SequenceEqual(other.Costs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Sum, Completion, LeastVotes, Costs.Count);

    /// <summary>The budget with its ballots. Who abstains has no share.</summary>
    public Budget With(IReadOnlyList<string> projects, IEnumerable<(string Answer, long Count)> answers) =>
        new([.. projects.Select((p, i) => new BudgetProject(p, Costs[i]))], Sum, [.. answers.Select(a => new BudgetBallot([.. Answer.RanksOf(a.Answer, 1).Ranks.SelectMany(r => r)], a.Count))], LeastVotes, Yuan);

    /// <summary>Counts kept answers.</summary>
    public CountResult Count(VotingMethod method, IReadOnlyList<string> projects, IEnumerable<(string Answer, long Count)> answers, Lot? lot) => method switch
    {
        VotingMethod.EqualShares => EqualShares.Count(With(projects, answers), Completion ?? Methods.Completion.None, lot),
        _ => Greedy.Count(With(projects, answers), method == VotingMethod.Greedy, lot),
    };
}
