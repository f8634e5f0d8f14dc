using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Council.Discussion;

/// <summary>A comment as everybody reads it; one that was hidden or taken back keeps its place and why, not its words.</summary>
public sealed record CommentView(CommentId Id, int Seq, int Version, CommentId? ReplyTo, Stance Stance, string? Body, string? Html, Byline? By, DateTimeOffset At, int Agreed, string? HiddenBecause, IReadOnlyList<CommentView> Answers)
{
    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; init; }

    /// <summary>Its number among the answers of its thread; nothing for the head of one.</summary>
    public int Nth { get; init; }

    /// <summary>How many answers the thread has; <see cref="Answers"/> are the first of them.</summary>
    public int AnswerCount { get; init; }

    /// <summary>Which version of the words this is.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>How many older versions of the words can be read.</summary>
    public int OlderVersions { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When the words were taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>By which office and why, where it was not whoever wrote or spoke them.</summary>
    public WithdrawnBy? WithdrawnBy { get; init; }

    /// <summary>The passage of the proposal that it speaks of.</summary>
    public Quote? Quote { get; init; }

    /// <summary>Who spoke the words, where <see cref="By"/> only wrote them down.</summary>
    public SpokenBy? From { get; init; }

    public static CommentView Of(Comment c, IReadOnlyList<CommentView>? answers = null)
    {
        answers ??= [];
        var bare = new CommentView(c.Id, c.Seq, c.Version, c.ReplyTo, c.Stance, null, null, null, c.At, 0, c.Hidden?.Reason, answers)
        {
            ProposalId = c.ProposalId, Nth = c.Nth, AnswerCount = c.Answers, WithdrawnAt = c.Withdrawn?.At,
            WithdrawnBy = WithdrawnBy.From(c.Withdrawn),
        };
        return !c.IsShown ? bare : bare with
        {
            Body = c.Body.Source, Html = c.Body.Html, By = c.By, Agreed = c.Agreed, Edition = c.Edits + 1, OlderVersions = c.OlderVersions,
            EditedAt = c.EditedAt, Quote = c.Quote, From = SpokenBy.From(c.From),
        };
    }
}

/// <summary>Whose words were written down: the name and the building.</summary>
public sealed record SpokenBy(string Name, string Of)
{
    public static SpokenBy? From(Heard? from) => from is null ? null : new(from.Name, from.Of);
}

/// <summary>By which office, of which body or place, and why words were taken back that another had written down.</summary>
public sealed record WithdrawnBy(Role As, string Of, string Reason)
{
    public static WithdrawnBy? From(Withdrawing? withdrawn) => withdrawn is { As: { } role, Of: { } of, Reason: { } reason } ? new(role, of, reason) : null;
}

/// <summary>Older words of a comment that can still be read.</summary>
public sealed record OlderWords(int Number, string Body, string Html, DateTimeOffset At, int Agreed);
