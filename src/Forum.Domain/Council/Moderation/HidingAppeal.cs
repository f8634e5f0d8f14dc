using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>The word on an appeal: by which office, and why.</summary>
public sealed record HidingAnswer(bool ShowsAgain, AccountId By, Role As, string Of, string Reason, DateTimeOffset At);

/// <summary>The author of a hidden comment asks somebody else to look at it; once for each hiding.</summary>
public sealed class HidingAppeal : Aggregate
{
    /// <summary>The longest words and reason, in characters as people count them.</summary>
    public const int LongestWords = 1000;

    private HidingAppeal() { }

    /// <summary>The hiding.</summary>
    public HidingId HidingId { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>The comment.</summary>
    public CommentId CommentId { get; private set; }

    /// <summary>The author.</summary>
    public AccountId By { get; private set; }

    /// <summary>Why it should be shown.</summary>
    public string Plea { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What came of it.</summary>
    public HidingAnswer? Answer { get; private set; }

    /// <summary>The author appeals against the hiding that stands.</summary>
    public static Outcome<HidingAppeal> Make(HidingEntry hiding, Comment comment, AccountId by, string? plea, bool already, DateTimeOffset now)
    {
        if (by != comment.By.AccountId) return Refusal.Barred("hiding.not-yours");
        if (already) return Refusal.Conflict("hiding.appealed");
        if (comment.Hidden is null) return Refusal.Conflict("hiding.over");
        if (Words.Check("plea", plea, LongestWords) is { } wrong) return wrong;
        var appeal = new HidingAppeal { CommunityId = comment.CommunityId, HidingId = hiding.Id, ProposalId = comment.ProposalId, CommentId = comment.Id, By = by, Plea = plea!, At = now };
        appeal.Raise(new HidingAppealed(comment.CommunityId, comment.ProposalId, comment.Id, hiding.Id, plea!));
        return appeal;
    }

    /// <summary>Somebody other than whoever hid it, and than the author, decides.</summary>
    public Outcome<Done> Settle(HidingEntry hiding, Comment comment, bool showsAgain, string? reason, Byline by, DateTimeOffset now)
    {
        if (Answer is not null) return Refusal.Conflict("hiding.answered");
        if (by.AccountId == hiding.By.AccountId || by.AccountId == By) return Refusal.Barred("hiding.own");
        if (Words.Check("reason", reason, LongestWords) is { } wrong) return wrong;
        Answer = new(showsAgain, by.AccountId, by.As, by.Of, reason!, now);
        Raise(new HidingAppealAnswered(CommunityId, ProposalId, CommentId, HidingId, showsAgain, reason!));
        if (showsAgain) comment.ShowAgain();
        return Outcome.Done;
    }
}
