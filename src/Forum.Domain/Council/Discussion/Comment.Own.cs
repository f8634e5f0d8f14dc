using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Discussion;

/// <summary>The words were taken back: they are shown no more, place and fact stay.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="As">By which office, where it was not whoever wrote or spoke them.</param>
/// <param name="Of">Of which body or place that office is.</param>
/// <param name="Reason">Why then, for everybody.</param>
public sealed record Withdrawing(DateTimeOffset At, Role? As = null, string? Of = null, string? Reason = null);

/// <summary>Whose words they are where somebody without a telephone spoke them and <see cref="Comment.By"/> wrote them down.</summary>
public sealed record Heard(PersonId PersonId, string Name, string Of);

/// <summary>What becomes of a comment afterwards: its thread, its versions, its end.</summary>
public sealed partial class Comment
{
    /// <summary>As long as this, a change of one's own words that nobody agreed with or answered leaves a note only; else, and of words written down for another always, the old words stay readable beside the new.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Its number among the answers of its thread, from 1; nothing for the head of one.</summary>
    public int Nth { get; private set; }

    /// <summary>How many answers its thread has, for the head of one.</summary>
    public int Answers { get; private set; }

    /// <summary>How often the words were changed.</summary>
    public int Edits { get; private set; }

    /// <summary>How many of its older versions stay readable.</summary>
    public int OlderVersions { get; private set; }

    /// <summary>When the words were last changed.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>The passage of the proposal that it speaks of.</summary>
    public Quote? Quote { get; private set; }

    /// <summary>Who spoke the words, where that was somebody else than who wrote them down.</summary>
    public Heard? From { get; private set; }

    /// <summary>Set where the author took the words back.</summary>
    public Withdrawing? Withdrawn { get; private set; }

    /// <summary>Whether the words are shown.</summary>
    public bool IsShown => Hidden is null && Withdrawn is null;

    private Refusal? Gone => ((IModerated)this).Gone;

    private int NextAnswer() => ++Answers;

    /// <summary>Whether a change now would leave a note, and not the old words beside the new.</summary>
    public bool LeavesOnlyANote(DateTimeOffset now) => From is null && now - At < Grace && Agreed == 0 && Answers == 0;

    /// <summary>The author changes the words; the old ones are kept.</summary>
    public Outcome<CommentVersion> Edit(AccountId by, Markup body, DateTimeOffset now)
    {
        if (Gone is { } gone) return gone;
        if (by != By.AccountId) return Refusal.Barred("comment.not-yours");
        if (Words.Check("body", body.Source, LongestBody) is { } wrong) return wrong;
        if (body.Source == Body.Source) return Refusal.Conflict("comment.same");
        var old = new CommentVersion(Id, ++Edits, Body, EditedAt ?? At, Agreed, !LeavesOnlyANote(now));
        if (old.Readable) OlderVersions++;
        (Body, EditedAt) = (body, now);
        Raise(new CommentEdited(CommunityId, ProposalId, Id, Edits + 1, body.Source));
        return old;
    }

    /// <summary>Whether somebody wrote the words, or spoke them.</summary>
    public bool IsOf(AccountId? account, PersonId? person) => account == By.AccountId || (person is not null && person == From?.PersonId);

    /// <summary>Whether somebody wrote the words down for another.</summary>
    public bool IsPen(AccountId? account, PersonId? person) => From is { } from && account == By.AccountId && person != from.PersonId;

    /// <summary>Whoever wrote or spoke the words takes them back; whoever wrote them down for another, with a reason that everybody reads.</summary>
    public Outcome<Done> Withdraw(AccountId by, PersonId? person, DateTimeOffset now, string? reason = null) =>
        Gone is { } gone ? gone : IsPen(by, person) ? WithdrawFor(By, reason, now) : IsOf(by, person) ? Withdraw(new Withdrawing(now)) : Refusal.Barred("comment.not-yours");

    /// <summary>Whoever may write down at that place takes back words that another wrote down for somebody, with a reason that everybody reads.</summary>
    public Outcome<Done> WithdrawFor(Byline by, string? reason, DateTimeOffset now)
    {
        if (Gone is { } gone) return gone;
        if (From is null) return Refusal.Barred("comment.not-yours");
        return Words.Check("reason", reason, IModerated.LongestReason) is { } wrong ? wrong : Withdraw(new Withdrawing(now, by.As, by.Of, reason));
    }

    private Outcome<Done> Withdraw(Withdrawing how)
    {
        Withdrawn = how;
        Raise(new CommentWithdrawn(CommunityId, ProposalId, Id) { Reason = how.Reason });
        return Outcome.Done;
    }
}
