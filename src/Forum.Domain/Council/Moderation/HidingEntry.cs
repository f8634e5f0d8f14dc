using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>A line of the public log: which rule hid a comment, why, by which office. Added, never changed; it holds no word of the comment.</summary>
public sealed class HidingEntry
{
    private HidingEntry() { }

    /// <summary>The line.</summary>
    public HidingId Id { get; private set; }

    /// <summary>Its number, such as 2026-000012.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The community.</summary>
    public PlaceId CommunityId { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>The comment.</summary>
    public CommentId CommentId { get; private set; }

    /// <summary>How often its words had been changed by then.</summary>
    public int Edits { get; private set; }

    /// <summary>The rule that was broken.</summary>
    public HouseRule Rule { get; private set; }

    /// <summary>Why, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who hid it; the log names the office only.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>
    /// A moderator hides a comment; whoever reported it has an answer with that. Words that were shown again upon an
    /// appeal (<paramref name="cleared"/>) are not hidden a second time as long as they stay the same.
    /// </summary>
    public static Outcome<HidingEntry> Hide(HidingId id, string number, Comment comment, HouseRule rule, string? reason, Byline by, IReadOnlyList<Report> open, HidingEntry? cleared, DateTimeOffset now)
    {
        if (cleared?.Edits == comment.Edits) return Refusal.Conflict("hiding.settled");
        return comment.Hide(by.AccountId, reason ?? "", now, rule).Map(_ =>
        {
            foreach (var report in open) report.Settle(true, by.AccountId, reason!, now);
            return new HidingEntry
            {
                Id = id, Number = number, CommunityId = comment.CommunityId, ProposalId = comment.ProposalId, CommentId = comment.Id, Edits = comment.Edits, Rule = rule, Reason = reason!, By = by, At = now,
            };
        });
    }
}
