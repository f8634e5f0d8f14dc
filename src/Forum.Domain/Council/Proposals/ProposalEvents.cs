using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>A proposal was published.</summary>
public sealed record ProposalPublished(PlaceId CommunityId, ProposalId Proposal, string Number, PlaceId Place, ConcernId? From, string Title, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.published";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
        [new("number", Number), new("place", Place), new("words", new Seal($"{Title}\n{Body}")), .. From is { } from ? [new Fact("concern", from)] : Array.Empty<Fact>()];
}

/// <summary>A proposal grew out of a concern: whoever looks at the concern sees it there.</summary>
public sealed record ConcernGrew(PlaceId CommunityId, ConcernId Concern, ProposalId Proposal) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"concerns/{Concern}";
}

/// <summary>A new version stands beside the old.</summary>
public sealed record ProposalRevised(PlaceId CommunityId, ProposalId Proposal, int Version, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.revised";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("version", Version), new("words", new Seal(Body))];
}

/// <summary>The number of endorsements changed.</summary>
public sealed record ProposalEndorsed(PlaceId CommunityId, ProposalId Proposal, int Endorsed, bool Ready) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.endorsed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("endorsed", Endorsed)];
}

/// <summary>A proposal reached a station.</summary>
public sealed record ProposalReached(PlaceId CommunityId, ProposalId Proposal, MatterStation Station) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.reached";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("station", Station)];
}
