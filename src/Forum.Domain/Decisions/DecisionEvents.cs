using Forum.Domain.Kernel;

namespace Forum.Domain.Decisions;

/// <summary>A notice period began.</summary>
public sealed record NoticePeriodBegan(PlaceId CommunityId, PollId Poll, DateTimeOffset Until) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "notice.began";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("until", Until)];
}

/// <summary>Somebody objected.</summary>
public sealed record ObjectionRaised(PlaceId CommunityId, PollId Poll, ObjectionId Objection, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "objection.raised";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("objection", Objection), new("words", new Seal(Body))];
}

/// <summary>An objection was answered.</summary>
public sealed record ObjectionAnswered(PlaceId CommunityId, PollId Poll, ObjectionId Objection, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "objection.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("objection", Objection), new("words", new Seal(Body))];
}

/// <summary>A decision was published, or why there is none.</summary>
public sealed record DecisionPublished(PlaceId CommunityId, DecisionId Decision, string Number, PollId? Poll, string? Matter, bool Decides, string Title, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"decisions/{Decision}";

    /// <inheritdoc />
    public string Act => Decides ? "decision.published" : "decision.declined";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("number", Number), .. Poll is { } poll ? [new Fact("poll", poll)] : Matter is { } matter ? [new Fact("matter", matter)] : Array.Empty<Fact>(), new("words", new Seal($"{Title}\n{Body}"))];
}
