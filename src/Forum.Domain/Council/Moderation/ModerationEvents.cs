using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>Somebody reported a comment. No official act; what the moderator does about it is one.</summary>
public sealed record CommentReported(PlaceId CommunityId, ProposalId Proposal, CommentId Comment) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"comments/{Comment}";
}

/// <summary>A moderator keeps a comment that was reported.</summary>
public sealed record CommentKept(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, int Reports, string Reason, DateTimeOffset At) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"comments/{Comment}";

    /// <inheritdoc />
    public string Act => "comment.kept";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("proposal", Proposal), new("reports", Reports), new("reason", new Seal(Reason))];
}

/// <summary>The author of a hidden comment appeals.</summary>
public sealed record HidingAppealed(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, HidingId Hiding, string Plea) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"comments/{Comment}";

    /// <inheritdoc />
    public string Act => "hiding.appealed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("hiding", Hiding), new("words", new Seal(Plea))];
}

/// <summary>Somebody else decided on the appeal.</summary>
public sealed record HidingAppealAnswered(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, HidingId Hiding, bool ShowsAgain, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"comments/{Comment}";

    /// <inheritdoc />
    public string Act => "hiding.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("hiding", Hiding), new("showsAgain", ShowsAgain), new("reason", new Seal(Reason))];
}

/// <summary>A hidden comment is shown again.</summary>
public sealed record CommentShownAgain(PlaceId CommunityId, ProposalId Proposal, CommentId Comment) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "comment.shown-again";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("comment", Comment)];
}

/// <summary>A moderator slowed a discussion down.</summary>
public sealed record SlowModeSet(PlaceId CommunityId, ProposalId Proposal, int Minutes, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "slow-mode.set";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("minutes", Minutes), new("reason", new Seal(Reason))];
}

/// <summary>A moderator lets a discussion go at its own pace again.</summary>
public sealed record SlowModeLifted(PlaceId CommunityId, ProposalId Proposal) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "slow-mode.lifted";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}

/// <summary>An interest in a proposal was declared.</summary>
public sealed record InterestDeclared(PlaceId CommunityId, ProposalId Proposal, InterestId Interest, AccountId? Account, UnitId? Unit, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "interest.declared";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), .. Account is { } account ? [new Fact("account", account)] : Array.Empty<Fact>(), .. Unit is { } unit ? [new Fact("unit", unit)] : Array.Empty<Fact>(), new("reason", new Seal(Reason))];
}

/// <summary>A declared interest is over.</summary>
public sealed record InterestEnded(PlaceId CommunityId, ProposalId Proposal, InterestId Interest, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "interest.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), new("reason", new Seal(Reason))];
}
