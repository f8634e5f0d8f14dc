using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>What it spends among its options, where the method spends a budget; set before opening.</summary>
    public PollBudget? Budget { get; private set; }

    private Refusal? LacksBudget => Method.SpendsBudget() && Budget is null ? Refusal.Conflict("poll.budget-missing") : null;

    /// <summary>
    /// Gives its options costs and a sum to spend. Refused where the method spends none; for a cost of nothing or above
    /// the sum, a sum beyond <see cref="PollBudget.Most"/>, and a completion that the method does not know.
    /// </summary>
    public Outcome<Done> Spend(PollBudget budget)
    {
        if (BarsPreparing is { } past) return past;
        if (!Method.SpendsBudget()) return Refusal.Invalid("budget", "poll.no-budget");
        List<Refusal> wrong = [];
        if (budget.Sum is < 1 or > PollBudget.Most) wrong.Add(Refusal.Invalid("budget", "poll.budget-sum", new Fact("most", PollBudget.Most / PollBudget.Yuan)));
        if (budget.Costs.Count != Options.Count) wrong.Add(Refusal.Invalid("options", "poll.costs-count", new("costs", budget.Costs.Count), new("options", Options.Count)));
        else if (Options.Where((_, i) => budget.Costs[i] < 1).FirstOrDefault() is { } free) wrong.Add(Refusal.Invalid("options", "poll.cost-nothing", new Fact("option", free)));
        else if (Options.Where((_, i) => budget.Costs[i] > budget.Sum).FirstOrDefault() is { } dear) wrong.Add(Refusal.Invalid("options", "poll.cost-above-budget", new Fact("option", dear)));
        if (Method == VotingMethod.EqualShares ? budget.Completion is not { } completion || !Enum.IsDefined(completion) : budget.Completion is not null) wrong.Add(Refusal.Invalid("completion", "poll.completion"));
        if (budget.LeastVotes is < 0 or > MostLeastVotes) wrong.Add(Refusal.Invalid("leastVotes", "poll.least-votes", new Fact("most", MostLeastVotes)));
        if (wrong.Count > 0) return Outcome<Done>.Refused(wrong);
        Budget = budget;
        Raise(new PollBudgetSet(CommunityId, Id, budget));
        return Outcome.Done;
    }

    /// <summary>The highest number of votes that a project may be asked for.</summary>
    public const int MostLeastVotes = 1_000_000;
}

/// <summary>A poll was given a budget: what it may spend, what each project costs, in fen.</summary>
public sealed record PollBudgetSet(PlaceId CommunityId, PollId Poll, PollBudget Budget) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.budget-set";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("sum", Budget.Sum), new("costs", string.Join(' ', Budget.Costs)), new("leastVotes", Budget.LeastVotes), .. Budget.Completion is { } completion ? [new Fact("completion", completion)] : Array.Empty<Fact>()];
}
