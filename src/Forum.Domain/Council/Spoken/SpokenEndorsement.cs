using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Spoken;

/// <summary>An endorsement that somebody without a telephone gave by word, and somebody else wrote down.</summary>
public sealed class SpokenEndorsement : Aggregate
{
    private SpokenEndorsement() { }

    internal SpokenEndorsement(PlaceId community, ProposalId proposal, Heard from, Byline by, int version, DateTimeOffset at) =>
        (CommunityId, ProposalId, PersonId, Name, Of, By, Version, At) = (community, proposal, from.PersonId, from.Name, from.Of, by, version, at);

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>Who endorses it.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their building.</summary>
    public string Of { get; private set; } = "";

    /// <summary>Who wrote it down.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>The version it was given to.</summary>
    public int Version { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>A proposal was written down for somebody.</summary>
public sealed record ProposalWrittenDown(PlaceId CommunityId, ProposalId Proposal, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.written-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("person", Person)];
}

/// <summary>A comment was written down for somebody.</summary>
public sealed record CommentWrittenDown(PlaceId CommunityId, ProposalId Proposal, CommentId Comment, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "comment.written-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("comment", Comment), new("person", Person)];
}

/// <summary>An endorsement was written down for somebody.</summary>
public sealed record EndorsementWrittenDown(PlaceId CommunityId, ProposalId Proposal, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "endorsement.written-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("person", Person)];
}

/// <summary>An endorsement that was written down by mistake was taken back.</summary>
public sealed record EndorsementTakenBack(PlaceId CommunityId, ProposalId Proposal, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "endorsement.taken-back";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("person", Person)];
}
