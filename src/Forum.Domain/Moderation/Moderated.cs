using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Moderation;

/// <summary>A text was hidden: who, when and why. The reason is public, the words are not.</summary>
public sealed record Hiding(AccountId By, DateTimeOffset At, string Reason);

/// <summary>A text that can be reported, hidden and shown again, whatever its kind. How that goes is written here, once.</summary>
public interface IModerated
{
    /// <summary>The longest reason for hiding or keeping, in characters as people count them.</summary>
    const int LongestReason = 400;

    /// <summary>Which text.</summary>
    TextRef Text { get; }

    /// <summary>The community.</summary>
    PlaceId CommunityId { get; }

    /// <summary>The topic of the page that it stands on.</summary>
    string Topic { get; }

    /// <summary>Whether the words are shown.</summary>
    bool IsShown => Hidden is null;

    /// <summary>Set where a moderator hid it.</summary>
    Hiding? Hidden { get; }

    /// <summary>What whoever still has the words before them is told where they are shown no more.</summary>
    sealed Refusal? Gone => IsShown ? null : Refusal.Conflict(Hidden is null ? "text.withdrawn" : "text.hidden");

    /// <summary>How often the words were changed; nought where they never are.</summary>
    int Edits => 0;

    /// <summary>The words as they are now.</summary>
    Markup Words { get; }

    /// <summary>Who signs it; nothing where it is shown without a name.</summary>
    Byline? Signed { get; }

    /// <summary>When it was said, UTC; nothing where that would tell whose it is.</summary>
    DateTimeOffset? SaidAt { get; }

    /// <summary>Whose account it came from. Told to nobody else where it is shown without a name.</summary>
    AccountId Writer => Signed!.AccountId;

    /// <summary>Why it cannot be hidden any more; nothing where it can.</summary>
    Refusal? BarsHiding => null;

    /// <summary>Whether these are somebody's words: of whoever signs, writes along, or spoke what another wrote down.</summary>
    bool IsOf(AccountId account, PersonId? person) => account == Writer;

    /// <summary>It is shown no more. Asked for by <see cref="HidingEntry.Hide"/>.</summary>
    internal sealed void Hide(Hiding hiding, HouseRule rule) => Turn(hiding, new TextHidden(CommunityId, Topic, Text, rule, hiding.Reason));

    /// <summary>It is shown again; what was done stays in the log. Asked for by <see cref="HidingAppeal.Settle"/>.</summary>
    internal sealed void ShowAgain(DateTimeOffset now)
    {
        var lost = now - Hidden!.At;
        Turn(null, new TextShownAgain(CommunityId, Topic, Text));
        GiveBack(lost);
    }

    /// <summary>Keeps whether it is hidden now, and remembers the act.</summary>
    internal void Turn(Hiding? hidden, IEvent act);

    /// <summary>Its periods stood still so long.</summary>
    internal void GiveBack(TimeSpan lost) { }
}
