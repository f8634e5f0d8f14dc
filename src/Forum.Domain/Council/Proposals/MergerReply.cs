using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>What a supporter of the proposal that went says of the other. Once for each account.</summary>
public sealed class MergerReply
{
    private MergerReply() { }

    internal MergerReply(ProposalMergerId merger, AccountId account, bool supports, DateTimeOffset at) => (MergerId, AccountId, Supports, At) = (merger, account, supports, at);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Whether they support the other too.</summary>
    public bool Supports { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>What a supporter without an account says of the other, and who wrote it down. Once for each person.</summary>
public sealed class SpokenMergerReply
{
    private SpokenMergerReply() { }

    internal SpokenMergerReply(ProposalMergerId merger, Heard from, Byline by, bool supports, DateTimeOffset at) => (MergerId, PersonId, Name, Of, By, Supports, At) = (merger, from.PersonId, from.Name, from.Of, by, supports, at);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Who answers.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their building.</summary>
    public string Of { get; private set; } = "";

    /// <summary>Who wrote it down.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Whether they support the other too.</summary>
    public bool Supports { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
