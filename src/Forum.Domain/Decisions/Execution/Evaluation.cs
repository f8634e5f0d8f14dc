using Forum.Domain.Kernel;

namespace Forum.Domain.Decisions;

/// <summary>One person's evaluation of a finished decision (评议). Shown only among at least five, and never with a name.</summary>
public sealed class Evaluation
{
    /// <summary>The longest remark, in UTF-16 units.</summary>
    public const int LongestRemark = 500;

    private Evaluation() { }

    internal Evaluation(DecisionId decision, AccountId account, int score, string? remark, DateTimeOffset at) => (DecisionId, AccountId, Score, Remark, At) = (decision, account, score, remark, at);

    /// <summary>The decision.</summary>
    public DecisionId DecisionId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>From 1, not satisfied at all, to 5, very satisfied.</summary>
    public int Score { get; private set; }

    /// <summary>What they add.</summary>
    public string? Remark { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
