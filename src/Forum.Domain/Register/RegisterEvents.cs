using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>Letters with joining codes were printed for the people of a place.</summary>
public sealed record LettersPrinted(PlaceId CommunityId, PlaceId Place, int Codes) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"places/{Place}";

    /// <inheritdoc />
    public string Act => "letters.printed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("place", Place), new("codes", Codes)];
}

/// <summary>Somebody joined as a person of the register.</summary>
public sealed record PersonJoined(PlaceId CommunityId, JoiningId Joining, PersonId Person, AccountId Account, PlaceId Home) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"joinings/{Joining}";

    /// <inheritdoc />
    public string Act => "person.joined";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("person", Person), new("account", Account), new("home", Home)];
}

/// <summary>A joining was disputed, or its dispute settled.</summary>
public sealed record JoiningMoved(PlaceId CommunityId, JoiningId Joining, string Act, string Said) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"joinings/{Joining}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("said", new Seal(Said))];
}

/// <summary>Something about a home changed on the register: who lives there, who owns it, who votes for it.</summary>
public sealed record HomeChanged(PlaceId CommunityId, PlaceId Home, string Act, PersonId? Person, Tenure? Tenure = null) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"homes/{Home}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
    [
        new("home", Home),
        .. Person is { } person ? [new Fact("person", person)] : Array.Empty<Fact>(),
        .. Tenure is { } tenure ? [new Fact("tenure", tenure)] : Array.Empty<Fact>(),
    ];
}

/// <summary>The exclusive area of a home was corrected, in hundredths of a square metre. Electorates of owners count by it, so the ledger has both areas.</summary>
public sealed record AreaCorrected(PlaceId CommunityId, PlaceId Home, long Was, long Area, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"homes/{Home}";

    /// <inheritdoc />
    public string Act => "area.corrected";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("home", Home), new("was", Was), new("area", Area), new("reason", new Seal(Reason))];
}

/// <summary>A person's entry was corrected. The ledger says that it was, never what stood there.</summary>
public sealed record PersonCorrected(PlaceId CommunityId, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"people/{Person}";

    /// <inheritdoc />
    public string Act => "person.corrected";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("person", Person)];
}
