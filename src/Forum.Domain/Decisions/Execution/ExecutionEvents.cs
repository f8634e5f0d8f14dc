using Forum.Domain.Kernel;

namespace Forum.Domain.Decisions;

/// <summary>A part of what was decided was given to a body.</summary>
public sealed record MilestonePlanned(PlaceId CommunityId, DecisionId Decision, MilestoneId Milestone, UnitId Owner, DateOnly DueOn, string Title) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => "milestone.planned";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("milestone", Milestone), new("unit", Owner), new("due", DueOn), new("words", new Seal(Title))];
}

/// <summary>Somebody reported how far it is; <paramref name="Pictures"/> are the hashes of the pictures that came with it, with gaps between.</summary>
public sealed record MilestoneReported(PlaceId CommunityId, DecisionId Decision, MilestoneId Milestone, int Percent, DateOnly DueOn, bool Delayed, bool Finished, string? Note, string Pictures = "") : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => "milestone.reported";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
    [
        new("milestone", Milestone), new("percent", Percent), new("due", DueOn),
        .. Note is { } note ? [new Fact("words", new Seal(note))] : Array.Empty<Fact>(),
        .. Pictures.Length > 0 ? [new Fact("pictures", new Seal(Pictures))] : Array.Empty<Fact>(),
    ];
}

/// <summary>A promised day is over and the milestone is not done.</summary>
public sealed record MilestoneLate(PlaceId CommunityId, DecisionId Decision, MilestoneId Milestone, UnitId Owner, DateOnly DueOn) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => "milestone.late";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("milestone", Milestone), new("due", DueOn)];
}

/// <summary>A picture was taken down; its files go.</summary>
public sealed record PictureTakenDown(PlaceId CommunityId, DecisionId Decision, MilestoneId Milestone, string Hash, string SmallHash, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => "picture.taken-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("milestone", Milestone), new("picture", new Seal(Hash)), new("reason", new Seal(Reason))];
}

/// <summary>All of it is done.</summary>
public sealed record ExecutionCompleted(PlaceId CommunityId, DecisionId Decision, DateTimeOffset EvaluatedUntil, string Summary) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => "execution.completed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("until", EvaluatedUntil), new("words", new Seal(Summary))];
}
