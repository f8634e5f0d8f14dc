using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Drafts;

/// <summary>A draft.</summary>
public readonly record struct DraftId(Guid Value) : IId<DraftId>
{
    /// <inheritdoc />
    public static DraftId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>What a draft says: anything may still be missing. Longer than a proposal may be, or unreadable, is refused.</summary>
public sealed record DraftText(string Title, string Body, PlaceId? PlaceId = null, UnitId? OnBehalfOf = null, string? Category = null)
{
    /// <summary>One of <see cref="ProposalCategories.Usual"/>; nothing where none is chosen yet.</summary>
    public string? Category { get; } = string.IsNullOrEmpty(Category) ? null : Category;

    /// <summary>Why this can be no draft; nothing where it can.</summary>
    public IEnumerable<Refusal> Wrong()
    {
        if (Bars("title", Title, Proposal.LongestTitle) is { } title) yield return title;
        if (Bars("body", Body, Proposal.LongestBody) is { } body) yield return body;
        if (Category is not null && !ProposalCategories.Usual.Contains(Category)) yield return Refusal.Invalid("category", "category.missing");
    }

    // A field may be left empty; blanks alone are no words, however many.
    private static Refusal? Bars(string field, string text, int most) => Words.IsBlank(text) && text.Length <= most ? null : Words.Check(field, text, most);
}

/// <summary>
/// A proposal that is still being written, for its author and co-authors alone. Every saved text is kept beside it; a text
/// that was begun from an older one than the newest is kept aside, and its writer decides what becomes of it.
/// </summary>
public sealed class ProposalDraft : WrittenTogether
{
    /// <summary>How many saved texts are kept.</summary>
    public const int MostTexts = 200;

    /// <summary>The most drafts that one author may have.</summary>
    public const int MostDrafts = 50;

    // What is saved by itself while somebody writes on replaces what was so saved a moment before.
    private static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(5);

    private ProposalDraft() { }

    /// <summary>The draft.</summary>
    public DraftId Id { get; private set; }

    /// <summary>Whose it is.</summary>
    public AccountId AuthorId { get; private set; }

    /// <summary>The concern it grows out of.</summary>
    public ConcernId? FromConcernId { get; private set; }

    /// <summary>The title so far.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The number of the newest text that counts.</summary>
    public int Current { get; private set; }

    /// <summary>The highest number given out, texts kept aside included.</summary>
    public int Last { get; private set; }

    /// <summary>When it was last saved, UTC.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <inheritdoc />
    protected override AccountId Lead => AuthorId;

    /// <inheritdoc />
    protected override Refusal? Settled => null;

    /// <summary>Somebody begins one.</summary>
    public static Outcome<(ProposalDraft Draft, SavedText Text)> Begin(DraftId id, PlaceId community, AccountId by, int drafts, DraftText text, ConcernId? from, DateTimeOffset now)
    {
        if (drafts >= MostDrafts) return Refusal.Conflict("draft.too-many", new Fact("most", MostDrafts));
        var draft = new ProposalDraft { Id = id, CommunityId = community, AuthorId = by, FromConcernId = from };
        return draft.Save(by, null, 0, text, false, now).Map(saved => (draft, saved.Text));
    }

    /// <summary>
    /// A text is saved that was begun from the text of number <paramref name="from"/>. Where another has come in between it
    /// is kept aside. Returns the text, and the one that it replaces where both were saved by themselves in one sitting.
    /// </summary>
    /// <param name="by">Who writes.</param>
    /// <param name="newest">The text that counts.</param>
    /// <param name="from">The number of the text that it was begun from; 0 for none.</param>
    /// <param name="text">What it says.</param>
    /// <param name="byItself">Whether it is saved while they write, by itself.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="beside">What the same page kept aside last, begun from the same text.</param>
    public Outcome<(SavedText Text, SavedText? Replaces)> Save(AccountId by, SavedText? newest, int from, DraftText text, bool byItself, DateTimeOffset now, SavedText? beside = null)
    {
        if (!IsWrittenBy(by)) return Refusal.NotFound;
        Refusal[] wrong = [.. text.Wrong()];
        if (wrong.Length > 0) return Outcome<(SavedText, SavedText?)>.Refused(wrong);
        if (from < 0 || from > Last) return Refusal.Invalid("baseRevision", "draft.no-such-text");
        // The same words again are no new text, wherever they come from.
        if (newest is not null && newest.Text == text) return (newest, (SavedText?)null);
        var aside = from != Current;
        var last = aside ? beside : newest;
        if (last is not null && aside && last.Text == text) return (last, (SavedText?)null);
        var sitting = byItself && last is { ByItself: true } before && before.By == by && now - before.BegunAt < OneSitting ? before : null;
        var saved = new SavedText(Id, ++Last, from, text, by, byItself, aside, sitting?.BegunAt ?? now, now);
        if (!aside) (Current, Title, SavedAt) = (Last, text.Title, now);
        return (saved, sitting);
    }

    /// <summary>Why somebody cannot publish or throw away this draft, as it stood at that number; nothing where they can.</summary>
    public Refusal? BarsEnd(AccountId by, int? at)
    {
        if (!IsWrittenBy(by)) return Refusal.NotFound;
        if (by != AuthorId) return Refusal.Barred("draft.author-publishes");
        return at is { } number && number != Current ? Refusal.Conflict("draft.moved-on") : null;
    }

    /// <inheritdoc />
    protected override IEvent Changed(AccountId who, CoAuthorChange change) => new DraftCoAuthored(CommunityId, Id, who, change);
}

/// <summary>The co-authors of a draft changed. No official act, and no page's topic: nobody hears of it but them.</summary>
public sealed record DraftCoAuthored(PlaceId CommunityId, DraftId Draft, AccountId Who, CoAuthorChange Change) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"drafts/{Draft}";
}
