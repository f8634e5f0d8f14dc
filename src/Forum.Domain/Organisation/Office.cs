using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>An office that somebody can hold for a term: a role at a place, in a body or a Party unit where it is held in one.</summary>
public sealed record Office
{
    private Office() { }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>The community that it belongs to; the sub-district itself for an office above the communities.</summary>
    public required PlaceId CommunityId { get; init; }

    /// <summary>The place within which its rights hold.</summary>
    public required PlaceId PlaceId { get; init; }

    /// <summary>The committee, property manager, department or social organisation it is held in.</summary>
    public UnitId? UnitId { get; init; }

    /// <summary>The Party unit it is held in.</summary>
    public PartyUnitId? PartyUnitId { get; init; }

    /// <summary>
    /// The office of a role. Refused for residents and owners, who come from the register; where the body or Party unit
    /// serves another place; and where the role is not held there.
    /// </summary>
    public static Outcome<Office> Of(Role role, Place place, Unit? unit = null, PartyUnit? party = null)
    {
        if (role is Role.Resident or Role.Owner) return Refusal.Invalid("role", "appointment.from-register");
        IReadOnlyList<Role> held = (unit, party) switch
        {
            ({ } body, null) when body.PlaceId == place.Id => [Roles.Of(body.Kind)],
            (null, { } body) when body.PlaceId == place.Id => [Roles.HeadOf(body.Level), Role.PartyMember],
            (null, null) => Roles.At(place.Level),
            _ => [],
        };
        if (!held.Contains(role)) return Refusal.Invalid("role", "appointment.not-held-there");
        return new Office { Role = role, CommunityId = place.CommunityId, PlaceId = place.Id, UnitId = unit?.Id, PartyUnitId = party?.Id };
    }
}
