using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Discussion;

/// <summary>The author took the words back: they are shown no more, place and fact stay.</summary>
public sealed record Withdrawing(DateTimeOffset At);

/// <summary>Whose words they are where somebody without a telephone spoke them and <see cref="Comment.By"/> wrote them down.</summary>
public sealed record Heard(PersonId PersonId, string Name, string Of);

/// <summary>What becomes of a comment afterwards: its thread, its versions, its end.</summary>
public sealed partial class Comment
{
    /// <summary>As long as this, a change of the words leaves a note only; later the old words stay readable beside the new.</summary>
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

    private int NextAnswer() => ++Answers;

    /// <summary>The author changes the words; the old ones are kept.</summary>
    public Outcome<CommentVersion> Edit(AccountId by, Markup body, DateTimeOffset now)
    {
        if (!IsShown) return Refusal.NotFound;
        if (by != By.AccountId) return Refusal.Barred("comment.not-yours");
        if (Words.Check("body", body.Source, LongestBody) is { } wrong) return wrong;
        if (body.Source == Body.Source) return Refusal.Conflict("comment.same");
        var old = new CommentVersion(Id, ++Edits, Body, EditedAt ?? At, Agreed, now - At >= Grace);
        if (old.Readable) OlderVersions++;
        (Body, EditedAt) = (body, now);
        Raise(new CommentEdited(CommunityId, ProposalId, Id, Edits + 1, body.Source));
        return old;
    }

    /// <summary>The author takes the words back; those that were written down for somebody, whoever serves: spoke them, or may write down there.</summary>
    public Outcome<Done> Withdraw(AccountId by, bool serves, DateTimeOffset now)
    {
        if (!IsShown) return Refusal.NotFound;
        if (by != By.AccountId && !(serves && From is not null)) return Refusal.Barred("comment.not-yours");
        Withdrawn = new(now);
        Raise(new CommentWithdrawn(CommunityId, ProposalId, Id));
        return Outcome.Done;
    }
}
