using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>The five levels of where people live, from wide to narrow.</summary>
public enum PlaceLevel
{
    /// <summary>街道</summary>
    SubDistrict = 1,
    /// <summary>社区</summary>
    Community = 2,
    /// <summary>网格</summary>
    Grid = 3,
    /// <summary>楼栋</summary>
    Building = 4,
    /// <summary>房屋</summary>
    Home = 5,
}

/// <summary>
/// A node of the place tree. Its path names every place above it, so that "is this within my scope" is one
/// comparison of prefixes; moving a building rewrites the paths below it and with them everybody's scope.
/// </summary>
public sealed class Place : Aggregate
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 40;

    private Place() { }

    /// <summary>The place.</summary>
    public PlaceId Id { get; private set; }

    /// <summary>The place above; none for a sub-district.</summary>
    public PlaceId? ParentId { get; private set; }

    /// <summary>How wide it is.</summary>
    public PlaceLevel Level { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its short code within the place above, letters and digits.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The codes of all places down to this one, each followed by a slash.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The top of a tree.</summary>
    public static Place Top(PlaceId id, string code, string name) =>
        new() { Id = id, CommunityId = id, Level = PlaceLevel.SubDistrict, Code = code, Name = name, Path = $"{code}/" };

    /// <summary>A place right below this one. Refused where a level would be skipped or a code is no code.</summary>
    public Outcome<Place> Add(PlaceId id, string code, string name)
    {
        if (Level == PlaceLevel.Home) return Refusal.Conflict("place.home-is-lowest");
        if (code.Length is 0 or > 16 || !code.All(char.IsAsciiLetterOrDigit)) return Refusal.Invalid("code", "place.code");
        return new Place
        {
            Id = id, CommunityId = Level == PlaceLevel.SubDistrict ? id : CommunityId, ParentId = Id,
            Level = Level + 1, Code = code, Name = name, Path = $"{Path}{code}/",
        };
    }

    /// <summary>A place right below this one, entered by somebody. Refused as in <see cref="Add"/>, and without a name.</summary>
    public Outcome<Place> Open(PlaceId id, string code, string? name) =>
        Words.Check("name", name, LongestName) is { } wrong ? wrong : Add(id, code, name!.Trim()).Map(place =>
        {
            place.Raise(new PlaceAdded(place.CommunityId, id, Id, place.Level));
            return place;
        });

    /// <summary>Letters with joining codes were printed for the people who live in or own what lies here.</summary>
    public void Printed(int codes) => Raise(new Register.LettersPrinted(CommunityId, Id, codes));

    /// <summary>The community handles something in another way from now on.</summary>
    public void ChangeRules(string name, string rules) => Raise(new RulesChanged(CommunityId, name, rules));

    /// <summary>The community was set up with its register.</summary>
    public void Found(int homes, int people) => Raise(new CommunityFounded(CommunityId, homes, people));

    /// <summary>
    /// Moves this building under another grid of its own community. The caller passes every place below it, whose
    /// paths change in the same transaction.
    /// </summary>
    public Outcome<Done> MoveTo(Place grid, IEnumerable<Place> below)
    {
        if (Level != PlaceLevel.Building || grid.Level != PlaceLevel.Grid) return Refusal.Conflict("place.only-buildings-move");
        if (grid.CommunityId != CommunityId) return Refusal.Conflict("place.other-community");
        var from = Path;
        var previous = ParentId;
        (ParentId, Path) = (grid.Id, $"{grid.Path}{Code}/");
        foreach (var place in below.Where(p => p.Id != Id && p.Path.StartsWith(from, StringComparison.Ordinal)))
            place.Path = Path + place.Path[from.Length..];
        Raise(new PlaceMoved(CommunityId, Id, previous!.Value, grid.Id));
        return Outcome.Done;
    }
}

/// <summary>A place was entered below another.</summary>
public sealed record PlaceAdded(PlaceId CommunityId, PlaceId Place, PlaceId Above, PlaceLevel Level) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"places/{Place}";

    /// <inheritdoc />
    public string Act => "place.added";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("above", Above), new("level", Level)];
}

/// <summary>A building came under another grid.</summary>
public sealed record PlaceMoved(PlaceId CommunityId, PlaceId Place, PlaceId From, PlaceId To) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"places/{Place}";

    /// <inheritdoc />
    public string Act => "place.moved";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("from", From), new("to", To)];
}

/// <summary>A community was set up with so many homes and people on its register.</summary>
public sealed record CommunityFounded(PlaceId CommunityId, int Homes, int People) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"places/{CommunityId}";

    /// <inheritdoc />
    public string Act => "community.founded";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("homes", Homes), new("people", People)];
}

/// <summary>A community changed its thresholds, periods or quorums. They hold numbers and codes only.</summary>
public sealed record RulesChanged(PlaceId CommunityId, string Name, string Rules) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"places/{CommunityId}";

    /// <inheritdoc />
    public string Act => "rules.changed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("name", Name), new("rules", Rules)];
}
