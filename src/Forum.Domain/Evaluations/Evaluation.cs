using Forum.Domain.Kernel;

namespace Forum.Domain.Evaluations;

/// <summary>One person's evaluation of what is finished (评议). Shown only among at least five, and never with a name.</summary>
public sealed class Evaluation
{
    /// <summary>The longest remark, in UTF-16 units.</summary>
    public const int LongestRemark = 500;

    private Evaluation() { }

    internal Evaluation(string topic, AccountId account, int score, string? remark, DateTimeOffset at) => (Topic, AccountId, Score, Remark, At) = (topic, account, score, remark, at);

    /// <summary>The topic of what is evaluated.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>From 1, not satisfied at all, to 5, very satisfied.</summary>
    public int Score { get; private set; }

    /// <summary>What they add.</summary>
    public string? Remark { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
