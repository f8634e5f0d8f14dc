using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>An author offers to join their proposal to another.</summary>
public sealed record MergerOffered(PlaceId CommunityId, ProposalMergerId Merger, ProposalId From, ProposalId Into, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.offered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("from", From), new("words", new Seal(Reason))];
}

/// <summary>The other author answered.</summary>
public sealed record MergerAnswered(PlaceId CommunityId, ProposalMergerId Merger, ProposalId From, ProposalId Into, bool Agrees) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("from", From), new("agrees", Agrees)];
}

/// <summary>A supporter answered. No official act: an endorsement that comes of it is one.</summary>
public sealed record MergerReplied(PlaceId CommunityId, ProposalMergerId Merger, ProposalId Into) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";
}

/// <summary>A supporter's answer was written down. How it reads is no part of it: an endorsement that comes of it is an act of its own.</summary>
public sealed record MergerReplyWrittenDown(PlaceId CommunityId, ProposalMergerId Merger, ProposalId Into, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.reply-written-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("person", Person)];
}

/// <summary>An offer ended without an answer.</summary>
public sealed record MergerEnded(PlaceId CommunityId, ProposalMergerId Merger, ProposalId From, ProposalId Into, MergerEnd Kind) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("from", From), new("kind", Kind)];
}

/// <summary>An offer of this proposal was made, answered or ended: whoever looks at it sees it there.</summary>
public sealed record MergerTurned(PlaceId CommunityId, ProposalId Proposal) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";
}
