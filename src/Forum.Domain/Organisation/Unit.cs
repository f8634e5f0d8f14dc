using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>The kinds of body besides the Party organisation.</summary>
public enum UnitKind
{
    /// <summary>居委会: publishes decisions, convenes the council hall.</summary>
    Committee = 1,
    /// <summary>居务监督委员会</summary>
    SupervisionCommittee,
    /// <summary>业委会: convenes owners' votes.</summary>
    OwnersCommittee,
    /// <summary>物业: answers concerns about the estate.</summary>
    PropertyManager,
    /// <summary>社会组织: offers services.</summary>
    SocialOrganisation,
    /// <summary>部门 / 辖区单位: handles or co-handles a concern.</summary>
    Department,
}

/// <summary>
/// A committee, property manager, department or social organisation. Its people act in its name by an
/// <see cref="Appointment"/>, and stop the moment that ends.
/// </summary>
public sealed class Unit : Aggregate
{
    private Unit() { }

    /// <summary>The unit.</summary>
    public UnitId Id { get; private set; }

    /// <summary>What sort of body it is.</summary>
    public UnitKind Kind { get; private set; }

    /// <summary>The place it works for.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether concerns may be assigned to it.</summary>
    public bool Handles => Kind is UnitKind.Committee or UnitKind.PropertyManager or UnitKind.Department or UnitKind.SocialOrganisation;

    /// <summary>A body entered by somebody. Refused without a name.</summary>
    public static Outcome<Unit> Establish(UnitId id, UnitKind kind, Place place, string? name)
    {
        if (Words.Check("name", name, Place.LongestName) is { } wrong) return wrong;
        var unit = Found(id, kind, place, name!.Trim());
        unit.Raise(new UnitFounded(place.CommunityId, id, kind));
        return unit;
    }

    /// <summary>A body that works for a place.</summary>
    public static Unit Found(UnitId id, UnitKind kind, Place place, string name) =>
        new() { Id = id, Kind = kind, CommunityId = place.CommunityId, PlaceId = place.Id, Name = name };
}

/// <summary>A body was entered.</summary>
public sealed record UnitFounded(PlaceId CommunityId, UnitId Unit, UnitKind Kind) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"units/{Unit}";

    /// <inheritdoc />
    public string Act => "unit.founded";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("unit", Unit), new("kind", Kind)];
}
