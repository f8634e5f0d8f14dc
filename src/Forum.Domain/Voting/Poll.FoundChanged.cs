using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>The portal looked at an open poll: what is not as it was saved, or that all is well again. Of a poll that is not open nothing is said.</summary>
    public void Found(IReadOnlyList<string> faults)
    {
        if (State != PollState.Open) return;
        Raise(faults.Count > 0 ? new PollFoundChanged(CommunityId, Id, string.Join("; ", faults)) : new PollFoundRestored(CommunityId, Id));
    }
}

/// <summary>The portal found that an open poll was changed past it. The ledger keeps what, of no row whose it is.</summary>
public sealed record PollFoundChanged(PlaceId CommunityId, PollId Poll, string Found) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "poll.found-changed";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("found", Found)];
}

/// <summary>The portal found that an open poll is as it was saved again.</summary>
public sealed record PollFoundRestored(PlaceId CommunityId, PollId Poll) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "poll.found-restored";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}
