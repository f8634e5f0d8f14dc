using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>In what somebody has an interest: a proposal with all that becomes of it, a poll that is about none, a concern, or a call for input that serves neither.</summary>
public readonly record struct AtStake(ProposalId? Proposal, PollId? Poll = null, ConcernId? Concern = null, CallId? Call = null)
{
    /// <summary>A proposal.</summary>
    public static implicit operator AtStake(ProposalId id) => new(id);

    /// <summary>A poll without a proposal.</summary>
    public static implicit operator AtStake(PollId id) => new(null, id);

    /// <summary>A concern.</summary>
    public static implicit operator AtStake(ConcernId id) => new(null, null, id);

    /// <summary>A call for input that serves no matter.</summary>
    public static implicit operator AtStake(CallId id) => new(null, null, null, id);

    /// <summary>Its topic.</summary>
    public string Topic => Proposal is { } proposal ? $"proposals/{proposal}" : Poll is { } poll ? $"polls/{poll}" : Call is { } call ? $"calls/{call}" : $"concerns/{Concern}";
}
