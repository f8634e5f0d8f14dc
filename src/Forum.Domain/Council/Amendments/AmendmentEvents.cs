using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Amendments;

/// <summary>Somebody proposed a change of a proposal's text.</summary>
public sealed record AmendmentPut(PlaceId CommunityId, ProposalId Proposal, AmendmentId Amendment, int BaseVersion, string Words) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "amendment.proposed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("amendment", Amendment), new("version", BaseVersion), new("words", new Seal(Words))];
}

/// <summary>An amendment was accepted, declined or withdrawn, or the text froze over it.</summary>
public sealed record AmendmentSettled(PlaceId CommunityId, ProposalId Proposal, AmendmentId Amendment, AmendmentEnd End, int? Version, string? Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "amendment.settled";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
        [new("amendment", Amendment), new("end", End), .. Version is { } v ? [new Fact("version", v)] : Array.Empty<Fact>(), .. Reason is { } r ? [new Fact("reason", new Seal(r))] : Array.Empty<Fact>()];
}
