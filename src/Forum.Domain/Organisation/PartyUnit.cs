using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>The levels of the Party organisation. The sub-district committee stands above the four.</summary>
public enum PartyLevel
{
    /// <summary>街道党工委</summary>
    SubDistrict = 1,
    /// <summary>社区党组织</summary>
    Community = 2,
    /// <summary>网格党支部</summary>
    Grid = 3,
    /// <summary>楼栋党小组</summary>
    Building = 4,
    /// <summary>党员中心户</summary>
    Household = 5,
}

/// <summary>A unit of the Party organisation, tied to the place of its level. Results are sent on to it.</summary>
public sealed class PartyUnit : Aggregate
{
    private PartyUnit() { }

    /// <summary>The unit.</summary>
    public PartyUnitId Id { get; private set; }

    /// <summary>The unit it passes matters up to; none for the sub-district committee.</summary>
    public PartyUnitId? ParentId { get; private set; }

    /// <summary>Its level.</summary>
    public PartyLevel Level { get; private set; }

    /// <summary>The place it stands for; a Party-member household's is its own home.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A unit entered by somebody below another. Refused as in <see cref="Found"/>, and without a name.</summary>
    public static Outcome<PartyUnit> Establish(PartyUnitId id, PartyUnit above, Place place, string? name) =>
        Words.Check("name", name, Place.LongestName) is { } wrong ? wrong : Found(id, above, place, name!.Trim()).Map(unit =>
        {
            unit.Raise(new PartyUnitFounded(place.CommunityId, id, unit.Level, place.Id));
            return unit;
        });

    /// <summary>A unit. Refused where a level would be skipped, or the place is not of the unit's level.</summary>
    public static Outcome<PartyUnit> Found(PartyUnitId id, PartyUnit? above, Place place, string name)
    {
        var level = above is null ? PartyLevel.SubDistrict : above.Level + 1;
        if (above?.Level == PartyLevel.Household) return Refusal.Conflict("party-unit.household-is-lowest");
        if ((int)place.Level != (int)level) return Refusal.Conflict("party-unit.level-mismatch");
        return new PartyUnit { Id = id, CommunityId = place.CommunityId, ParentId = above?.Id, Level = level, PlaceId = place.Id, Name = name };
    }
}

/// <summary>A unit of the Party organisation was entered.</summary>
public sealed record PartyUnitFounded(PlaceId CommunityId, PartyUnitId Unit, PartyLevel Level, PlaceId Place) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"party-units/{Unit}";

    /// <inheritdoc />
    public string Act => "party-unit.founded";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("unit", Unit), new("level", Level), new("place", Place)];
}
