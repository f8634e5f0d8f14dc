using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Discussion;

/// <summary>What a moderator, and whoever hears the appeal, may do to a comment besides hiding it.</summary>
public sealed partial class Comment
{
    /// <summary>The longest reason for hiding or keeping, in characters as people count them.</summary>
    public const int LongestReason = 400;

    /// <summary>A moderator keeps what was reported, with a reason that those who reported it read.</summary>
    public Outcome<Done> Keep(IReadOnlyList<Report> open, string? reason, Byline by, DateTimeOffset now)
    {
        if (!IsShown) return Refusal.NotFound;
        if (by.AccountId == By.AccountId) return Refusal.Barred("report.judge-own");
        if (open.Count == 0) return Refusal.Conflict("report.none");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        foreach (var report in open) report.Settle(false, by.AccountId, reason!, now);
        Raise(new CommentKept(CommunityId, ProposalId, Id, open.Count, reason!, now));
        return Outcome.Done;
    }

    /// <summary>An appeal was right. What was done stays in the log.</summary>
    internal void ShowAgain()
    {
        Hidden = null;
        Raise(new CommentShownAgain(CommunityId, ProposalId, Id));
    }
}
