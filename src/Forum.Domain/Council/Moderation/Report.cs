using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>What words may break in a discussion.</summary>
public enum HouseRule
{
    /// <summary>辱骂、攻击</summary>
    Insult = 1,
    /// <summary>泄露别人的隐私</summary>
    PrivateData,
    /// <summary>广告</summary>
    Advertising,
    /// <summary>与此事无关</summary>
    OffTopic,
    /// <summary>不实</summary>
    Untrue,
    /// <summary>其他，要说明</summary>
    Other,
}

/// <summary>What the moderator did about a report, and why.</summary>
public sealed record ReportAnswer(bool Hides, AccountId By, DateTimeOffset At, string Reason);

/// <summary>Somebody says that a comment breaks a rule. Who said so is shown to nobody.</summary>
public sealed class Report : Aggregate
{
    /// <summary>The longest words, in characters as people count them.</summary>
    public const int LongestWords = 400;

    private Report() { }

    /// <summary>The report.</summary>
    public ReportId Id { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>The comment.</summary>
    public CommentId CommentId { get; private set; }

    /// <summary>Whose report.</summary>
    public AccountId By { get; private set; }

    /// <summary>The rule that is broken.</summary>
    public HouseRule Rule { get; private set; }

    /// <summary>What they add.</summary>
    public string? Remark { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What became of it.</summary>
    public ReportAnswer? Answer { get; private set; }

    /// <summary>Somebody reports words of somebody else that are shown; once for each account and comment, which the database holds too.</summary>
    public static Outcome<Report> Make(ReportId id, Comment comment, AccountId by, HouseRule rule, string? remark, bool already, DateTimeOffset now)
    {
        if (!comment.IsShown) return Refusal.NotFound;
        if (by == comment.By.AccountId) return Refusal.Conflict("report.own");
        if (already) return Refusal.Conflict("report.already");
        var bare = string.IsNullOrWhiteSpace(remark);
        if ((!bare || rule == HouseRule.Other) && Words.Check("remark", remark, LongestWords) is { } wrong) return wrong;
        var report = new Report { CommunityId = comment.CommunityId, Id = id, ProposalId = comment.ProposalId, CommentId = comment.Id, By = by, Rule = rule, Remark = bare ? null : remark, At = now };
        report.Raise(new CommentReported(comment.CommunityId, comment.ProposalId, comment.Id));
        return report;
    }

    internal void Settle(bool hides, AccountId by, string reason, DateTimeOffset now) => Answer = new(hides, by, now, reason);
}
