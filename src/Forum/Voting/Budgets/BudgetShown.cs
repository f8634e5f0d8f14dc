using System.Text.Json.Serialization;
using Forum.Domain.Voting;

namespace Forum.Voting.Budgets;

/// <summary>A poll or result as JSON shows its budget: by the names with which it is set up.</summary>
public abstract record BudgetShown([property: JsonIgnore] PollBudget? Spending)
{
    public IReadOnlyList<long>? Costs => Spending?.Costs;
    public long? Budget => Spending?.Sum;
    public string? Completion => Spending?.Completion is { } completion ? CompletionNames.NameOf(completion) : null;
    public long? LeastVotes => Spending?.LeastVotes;
}
