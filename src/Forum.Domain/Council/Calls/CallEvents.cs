using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Calls;

/// <summary>The people of a place are asked.</summary>
public sealed record CallOpened(PlaceId CommunityId, CallId Call, PlaceId Place, DateTimeOffset ClosesAt, string? Matter, string Title, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "call.opened";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("place", Place), new("until", ClosesAt), new("title", new Seal(Title)), new("words", new Seal(Body)), .. Matter is { } matter ? [new Fact("matter", matter)] : Array.Empty<Fact>()];
}

/// <summary>What a call that serves a matter says of itself on the matter's page changed: where it stands, or how much was said to it.</summary>
public sealed record CallOfMatterChanged(PlaceId CommunityId, string Topic) : ITellOnce;

/// <summary>Somebody answered; where somebody else wrote it down, for a person of the register.</summary>
public sealed record ContributionGiven(PlaceId CommunityId, CallId Call, ContributionId Contribution, ContributionChannel Channel, PersonId? Person, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "contribution.given";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("contribution", Contribution), new("channel", Channel), new("words", new Seal(Body)), .. Person is { } person ? [new Fact("person", person)] : Array.Empty<Fact>()];
}

/// <summary>A contribution was taken back.</summary>
public sealed record ContributionWithdrawn(PlaceId CommunityId, CallId Call, ContributionId Contribution) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "contribution.withdrawn";

    /// <summary>Why, where that was whoever wrote it down for another.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => Reason is { } reason ? [new("contribution", Contribution), new("reason", new Seal(reason))] : [new("contribution", Contribution)];
}

/// <summary>It was said what becomes of a contribution; <paramref name="Again"/> where that was said otherwise before.</summary>
public sealed record ContributionSettled(PlaceId CommunityId, CallId Call, ContributionId Contribution, ContributionOutcome Outcome, int? MergedInto, bool Again, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "contribution.settled";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("contribution", Contribution), new("outcome", Outcome), new("again", Again), new("reason", new Seal(Reason)), .. MergedInto is { } into ? [new Fact("into", into)] : Array.Empty<Fact>()];
}

/// <summary>A call ended with a word to everybody.</summary>
public sealed record CallConcluded(PlaceId CommunityId, CallId Call, int Given, string Summary) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "call.concluded";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("given", Given), new("words", new Seal(Summary))];
}

/// <summary>Whoever wrote a contribution changed its words.</summary>
public sealed record ContributionEdited(PlaceId CommunityId, CallId Call, ContributionId Contribution, int Version, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "contribution.edited";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("contribution", Contribution), new("version", Version), new("words", new Seal(Body))];
}

/// <summary>A call has more time.</summary>
public sealed record CallProlonged(PlaceId CommunityId, CallId Call, DateTimeOffset Until, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "call.prolonged";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("until", Until), new("reason", new Seal(Reason))];
}

/// <summary>A call was called off before it was answered.</summary>
public sealed record CallCalledOff(PlaceId CommunityId, CallId Call, int Given, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"calls/{Call}";

    /// <inheritdoc />
    public string Act => "call.called-off";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("given", Given), new("reason", new Seal(Reason))];
}
