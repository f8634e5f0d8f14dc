using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>What can be reported and hidden.</summary>
public enum TextKind
{
    /// <summary>意见</summary>
    Comment = 1,
    /// <summary>提案</summary>
    Proposal,
    /// <summary>征集意见</summary>
    Contribution,
}

/// <summary>One text that can be reported and hidden.</summary>
public readonly record struct TextRef(TextKind Kind, Guid Id)
{
    /// <summary>A comment.</summary>
    public static implicit operator TextRef(CommentId id) => new(TextKind.Comment, id.Value);

    /// <summary>A proposal.</summary>
    public static implicit operator TextRef(ProposalId id) => new(TextKind.Proposal, id.Value);

    /// <summary>A contribution to a call.</summary>
    public static implicit operator TextRef(ContributionId id) => new(TextKind.Contribution, id.Value);

    /// <summary>Its kind as a word, such as <c>comment</c>.</summary>
    public string Word => Kind switch { TextKind.Comment => "comment", TextKind.Proposal => "proposal", _ => "contribution" };

    /// <summary>Its address without the version, such as <c>comments/{id}</c>.</summary>
    public override string ToString() => $"{Word}s/{Id}";

    internal Fact Fact => new(Word, Kind switch { TextKind.Comment => new CommentId(Id), TextKind.Proposal => new ProposalId(Id), _ => new ContributionId(Id) });
}

/// <summary>A text was hidden: who, when and why. The reason is public, the words are not.</summary>
public sealed record Hiding(AccountId By, DateTimeOffset At, string Reason);

/// <summary>A text that can be reported, hidden and shown again, whatever its kind.</summary>
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
    bool IsShown { get; }

    /// <summary>Set where a moderator hid it.</summary>
    Hiding? Hidden { get; }

    /// <summary>How often the words were changed.</summary>
    int Edits { get; }

    /// <summary>The words as they are now.</summary>
    Markup Words { get; }

    /// <summary>Who signs it.</summary>
    Byline Signed { get; }

    /// <summary>When it was said, UTC.</summary>
    DateTimeOffset SaidAt { get; }

    /// <summary>Why it cannot be hidden any more; nothing where it can.</summary>
    Refusal? BarsHiding => null;

    /// <summary>Whether these are somebody's words: of whoever signs, writes along, or spoke what another wrote down.</summary>
    bool IsOf(AccountId account, PersonId? person);

    /// <summary>It is shown no more. Asked for by <see cref="HidingEntry.Hide"/>.</summary>
    internal void Hide(Hiding hiding, HouseRule rule);

    /// <summary>It is shown again. Asked for by <see cref="HidingAppeal.Settle"/>.</summary>
    internal void ShowAgain(DateTimeOffset now);
}
