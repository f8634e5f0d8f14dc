using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Discussion;

/// <summary>Somebody commented on a proposal.</summary>
public sealed record CommentAdded(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, CommentId? ReplyTo, Stance Stance, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "comment.added";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("comment", Comment), new("stance", Stance), new("words", new Seal(Body))];
}

/// <summary>Somebody agreed with a comment. No official act.</summary>
public sealed record CommentAgreed(PlaceId CommunityId, ProposalId Proposal, CommentId Comment) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";
}

/// <summary>The author changed the words; the old ones are kept.</summary>
public sealed record CommentEdited(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, int Version, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "comment.edited";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("comment", Comment), new("version", Version), new("words", new Seal(Body))];
}

/// <summary>The words were taken back.</summary>
public sealed record CommentWithdrawn(PlaceId CommunityId, ProposalId Proposal, CommentId Comment) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "comment.withdrawn";

    /// <summary>Why, where it was not whoever spoke or wrote them for themselves.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => Reason is { } reason ? [new("comment", Comment), new("reason", new Seal(reason))] : [new("comment", Comment)];
}
