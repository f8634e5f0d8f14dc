using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Moderation;

/// <summary>A line of the public log: which rule hid a text, why, by which office. Added, never changed; it holds no word of the text.</summary>
public sealed class HidingEntry
{
    private HidingEntry() { }

    /// <summary>The line.</summary>
    public HidingId Id { get; private set; }

    /// <summary>Its number, such as 2026-000012.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The community.</summary>
    public PlaceId CommunityId { get; private set; }

    /// <summary>What was hidden.</summary>
    public TextKind Kind { get; private set; }

    /// <summary>Its id, of that kind.</summary>
    public Guid TextId { get; private set; }

    /// <summary>The place of its matter.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The proposal whose declared interests count, if there is one.</summary>
    public ProposalId? ProposalId { get; private set; }

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
    /// A moderator hides a text; whoever reported it has an answer with that. Words that were shown again upon an
    /// appeal (<paramref name="cleared"/>) are not hidden a second time as long as they stay the same.
    /// </summary>
    public static Outcome<HidingEntry> Hide(HidingId id, string number, IModerated text, PlaceId place, ProposalId? matter, HouseRule rule, string? reason, Byline by, IReadOnlyList<Report> open, HidingEntry? cleared, DateTimeOffset now)
    {
        if (cleared?.Edits == text.Edits) return Refusal.Conflict("hiding.settled");
        if (text.Hidden is not null) return Refusal.Conflict("hiding.before");
        if (!text.IsShown) return Refusal.Conflict("hiding.withdrawn");
        if (text.BarsHiding is { } barred) return barred;
        if (text.IsOf(by.AccountId, null)) return Refusal.Barred("hiding.own-text");
        if (Words.Check("reason", reason, IModerated.LongestReason) is { } wrong) return wrong;
        text.Hide(new(by.AccountId, now, reason!), rule);
        foreach (var report in open) report.Settle(true, by.AccountId, reason!, now);
        return new HidingEntry
        {
            Id = id, Number = number, CommunityId = text.CommunityId, Kind = text.Text.Kind, TextId = text.Text.Id, PlaceId = place, ProposalId = matter, Edits = text.Edits, Rule = rule, Reason = reason!, By = by, At = now,
        };
    }
}
