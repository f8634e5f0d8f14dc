using Forum.Domain.Council.Amendments;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>One version of a proposal's text. Added, never changed.</summary>
public sealed class ProposalVersion
{
    private ProposalVersion() { }

    internal ProposalVersion(int number, Markup body, Byline by, DateTimeOffset at, AmendmentId? amendment = null) => (Number, Body, By, At, AmendmentId) = (number, body, by, at, amendment);

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>The text.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Who wrote it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The amendment that it took over, wholly or in part.</summary>
    public AmendmentId? AmendmentId { get; private set; }
}

/// <summary>A station that a proposal reached: when, and until when it was to stay.</summary>
public sealed class ProposalStop
{
    private ProposalStop() { }

    internal ProposalStop(MatterStation station, DateTimeOffset at, DateTimeOffset? until) => (Station, At, Until) = (station, at, until);

    /// <summary>The station.</summary>
    public MatterStation Station { get; private set; }

    /// <summary>When it was reached, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Until when it lasts, if known.</summary>
    public DateTimeOffset? Until { get; private set; }

    internal void Last(DateTimeOffset? until) => Until = until;
}

/// <summary>Somebody's word that a proposal is worth a poll, given to the version of that day.</summary>
public sealed class Endorsement
{
    private Endorsement() { }

    internal Endorsement(ProposalId proposal, Byline by, int version, DateTimeOffset at) =>
        (ProposalId, AccountId, By, Version, At) = (proposal, by.AccountId, by, version, at);

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>As signed.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>The version it was given to.</summary>
    public int Version { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
