using Forum.Domain.Kernel;

namespace Forum.Domain.Evaluations;

/// <summary>One person's evaluation of what is finished (评议). Shown only among at least five, and never with a name.</summary>
public sealed partial class Evaluation : Aggregate
{
    /// <summary>The longest remark, in UTF-16 units.</summary>
    public const int LongestRemark = 500;

    private Evaluation() { }

    internal Evaluation(Survey survey, AccountId account, int score, RemarkId id, string? remark, DateTimeOffset at)
    {
        (CommunityId, Topic, AccountId, Score, At) = (survey.CommunityId, survey.Topic, account, score, at);
        if (!Words.IsBlank(remark)) (RemarkId, Remark) = (id, remark.Trim());
    }

    /// <summary>The topic of what is evaluated.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>From 1, not satisfied at all, to 5, very satisfied.</summary>
    public int Score { get; private set; }

    /// <summary>By what their words are named, by chance alone; nothing where they added none.</summary>
    public RemarkId? RemarkId { get; private set; }

    /// <summary>What they add.</summary>
    public string? Remark { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
