using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>In what somebody has an interest: a proposal with all that becomes of it, or a poll that is about none.</summary>
public readonly record struct AtStake(ProposalId? Proposal, PollId? Poll)
{
    /// <summary>A proposal.</summary>
    public static implicit operator AtStake(ProposalId id) => new(id, null);

    /// <summary>A poll without a proposal.</summary>
    public static implicit operator AtStake(PollId id) => new(null, id);

    /// <summary>Its topic.</summary>
    public string Topic => Proposal is { } proposal ? $"proposals/{proposal}" : $"polls/{Poll}";
}
