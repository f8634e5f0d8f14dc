using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

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

/// <summary>An interest in a matter was declared.</summary>
public sealed record InterestDeclared(PlaceId CommunityId, string Topic, InterestId Interest, AccountId? Account, UnitId? Unit, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => "interest.declared";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), .. Account is { } account ? [new Fact("account", account)] : Array.Empty<Fact>(), .. Unit is { } unit ? [new Fact("unit", unit)] : Array.Empty<Fact>(), new("reason", new Seal(Reason))];
}

/// <summary>Somebody says that their declared interest is over; another has to confirm it.</summary>
public sealed record InterestEndAsked(PlaceId CommunityId, string Topic, InterestId Interest, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => "interest.end-asked";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), new("reason", new Seal(Reason))];
}

/// <summary>A declared interest is over, as somebody else confirmed.</summary>
public sealed record InterestEnded(PlaceId CommunityId, string Topic, InterestId Interest, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => "interest.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), new("reason", new Seal(Reason))];
}

/// <summary>What somebody asked for, that a declared interest is over, was not confirmed; it stands.</summary>
public sealed record InterestEndRefused(PlaceId CommunityId, string Topic, InterestId Interest, AccountId AskedBy, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Act => "interest.end-refused";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("interest", Interest), new("reason", new Seal(Reason))];
}
