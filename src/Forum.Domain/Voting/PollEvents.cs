using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>How a poll ended.</summary>
public enum PollOutcome
{
    /// <summary>通过</summary>
    Passed = 1,
    /// <summary>没有通过</summary>
    Failed,
    /// <summary>参加的不够</summary>
    NoQuorum,
    /// <summary>平票</summary>
    Tied,
}

/// <summary>A poll was set up.</summary>
public sealed record PollSetUp(PlaceId CommunityId, PollId Poll, string Preset, DateTimeOffset ClosesAt, string Question) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.set-up";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("preset", Preset), new("closesAt", ClosesAt), new("question", new Seal(Question))];
}

/// <summary>A poll about a matter was set up, or called off.</summary>
public sealed record PollOfMatterChanged(PlaceId CommunityId, string Topic) : IEvent;

/// <summary>A poll that is not open yet was given its options, or others. The ledger keeps a seal of them.</summary>
public sealed record PollOptionsSet(PlaceId CommunityId, PollId Poll, IReadOnlyList<string> Options) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.options-set";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("options", new Seal(string.Join('\n', Options)))];
}

/// <summary>A poll opened on a frozen roll.</summary>
/// <param name="CommunityId">Its community.</param>
/// <param name="Poll">The poll.</param>
/// <param name="Matter">The matter's topic, where it decides one.</param>
/// <param name="RollHash">SHA-256 of the roll, lower-case hex.</param>
/// <param name="Persons">Lines on the roll.</param>
/// <param name="Area">Exclusive area on the roll in hundredths of a square metre; 0 where area does not count.</param>
/// <param name="ClosesAt">When it closes.</param>
/// <param name="FrozenHash">What binds it from now on, as <see cref="Poll.FrozenHash"/> takes it.</param>
/// <param name="LotHash">SHA-256 of the lot's seed, among options.</param>
public sealed record PollOpened(PlaceId CommunityId, PollId Poll, string? Matter, string RollHash, int Persons, long Area, DateTimeOffset ClosesAt, string FrozenHash, string? LotHash = null) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.opened";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("roll", RollHash), new("persons", Persons), new("area", Area), new("closesAt", ClosesAt), new("frozen", FrozenHash), .. LotHash is { } lot ? [new Fact("lot", lot)] : Array.Empty<Fact>()];
}

/// <summary>A poll closed and its tally is frozen.</summary>
/// <param name="CommunityId">Its community.</param>
/// <param name="Poll">The poll.</param>
/// <param name="Matter">The matter's topic, where it decides one.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TallyHash">SHA-256 of the tally's canonical JSON, lower-case hex.</param>
/// <param name="ClosedAt">When.</param>
/// <param name="LotSeed">The lot's seed, among options.</param>
/// <param name="Channels">Which way the ballots came.</param>
public sealed record PollClosed(PlaceId CommunityId, PollId Poll, string? Matter, PollOutcome Outcome, string TallyHash, DateTimeOffset ClosedAt, string? LotSeed = null, ChannelTotals? Channels = null) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.closed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("outcome", Outcome), new("tally", TallyHash), .. LotSeed is { } seed ? [new Fact("lot", seed)] : Array.Empty<Fact>(),
        .. Channels is { } c && c.Cast > c.Online ? [new Fact("online", c.Online), new Fact("desk", c.Desk), new Fact("door", c.Door), new Fact("paper", c.Paper)] : Array.Empty<Fact>()];
}

/// <summary>A poll was set up as the new round of a closed one.</summary>
public sealed record PollFollows(PlaceId CommunityId, PollId Poll, PollId Before) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.follows";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("before", Before)];
}

/// <summary>The matter of a poll that is not open, or was called off, was hidden or shown again. No official act of the poll's own.</summary>
/// <param name="CommunityId">Its community.</param>
/// <param name="Poll">The poll.</param>
public sealed record PollMatterTurned(PlaceId CommunityId, PollId Poll) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";
}
