using Forum.Domain.Kernel;

namespace Forum.Domain.Reception;

/// <summary>A concern was raised. The ledger keeps its words as salted hashes.</summary>
public sealed record ConcernRaised(
    PlaceId CommunityId, ConcernId Concern, string Number, PlaceId Place, string Category, Visibility Visibility, UnitId? Unit, string Title, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"concerns/{Concern}";

    /// <inheritdoc />
    public string Act => "concern.raised";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
        [new("number", Number), new("place", Place), new("category", Category), new("words", new Seal($"{Title}\n{Body}"))];
}

/// <summary>A concern took a step on its road.</summary>
public sealed record ConcernMoved(PlaceId CommunityId, ConcernId Concern, string Act, ConcernStatus Status, UnitId? Unit = null, string? Said = null) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"concerns/{Concern}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
    [
        new("status", Status),
        .. Unit is { } unit ? [new Fact("unit", unit)] : Array.Empty<Fact>(),
        .. Said is { } said ? [new Fact("said", new Seal(said))] : Array.Empty<Fact>(),
    ];
}
