using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>A role that a caller holds at this instant.</summary>
/// <param name="Role">The role.</param>
/// <param name="PlaceId">The place it is held through: an officer's place, a resident's or owner's home.</param>
/// <param name="PlacePath">The path within which its rights hold; for residents and owners their community's.</param>
/// <param name="Of">What a byline names beside the role: the building, the place or the body.</param>
/// <param name="UnitId">The body it is held in.</param>
/// <param name="PartyUnitId">The Party unit it is held in.</param>
public sealed record Holding(Role Role, PlaceId PlaceId, string PlacePath, string Of, UnitId? UnitId = null, PartyUnitId? PartyUnitId = null);

/// <summary>
/// Who asks: a signed-in person with the roles of this instant, a visitor, or the portal itself doing what falls due.
/// Read anew for every request, so that a role that ended gives nothing.
/// </summary>
public sealed record Caller(AccountId? AccountId, PersonId? PersonId, string Name, PlaceId CommunityId, IReadOnlyList<Holding> Holdings, bool IsSystem = false)
{
    /// <summary>Somebody who is not signed in, looking at a community's public side.</summary>
    public static Caller Visitor(PlaceId community) => new(null, null, "", community, []);

    /// <summary>The portal doing what falls due in a community.</summary>
    public static Caller System(PlaceId community) => new(null, null, "system", community, [], true);

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsSignedIn => AccountId is not null;

    /// <summary>How the ledger names this caller.</summary>
    public string Actor => IsSystem ? "system" : AccountId?.ToString() ?? "visitor";

    /// <summary>Whether the right is held anywhere.</summary>
    public bool Has(Right right) => IsSystem || Holdings.Any(h => Rights.Carries(h.Role, right));

    /// <summary>Whether the right is held at a place.</summary>
    public bool May(Right right, string placePath) => IsSystem || At(right, placePath).Any();

    /// <summary>The holdings that carry a right at a place.</summary>
    public IEnumerable<Holding> At(Right right, string placePath) =>
        Holdings.Where(h => Rights.Carries(h.Role, right) && placePath.StartsWith(h.PlacePath, StringComparison.Ordinal));

    /// <summary>
    /// How the caller signs a step at a place: by the role that carries the right there, for the body where one is
    /// named. Nothing where no such role is held.
    /// </summary>
    public Byline? Sign(Right right, string placePath, UnitId? forUnit = null) =>
        IsSystem ? Byline.Portal : At(right, placePath).FirstOrDefault(h => forUnit is null || h.UnitId == forUnit) is { } held
            ? new(AccountId!.Value, Name, held.Role, held.Of, forUnit) : null;

    /// <summary>The paths within which a right is held.</summary>
    public string[] Scopes(Right right) => [.. Holdings.Where(h => Rights.Carries(h.Role, right)).Select(h => h.PlacePath).Distinct()];

    /// <summary>The homes that the caller lives in or owns.</summary>
    public PlaceId[] Homes => [.. Holdings.Where(h => h.Role is Role.Resident or Role.Owner).Select(h => h.PlaceId).Distinct()];

    /// <summary>The communities whose public side they read: their own, and those that lie within a role's scope, as a sub-district officer's do.</summary>
    public IReadOnlyList<PlaceId> Reach { get => field ?? [CommunityId]; init; }

    /// <summary>Since when they have their account.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether the caller is 18 or over today, by the register.</summary>
    public bool IsAdult { get; init; }

    /// <summary>Every line of a roll that the caller may answer for: their own, that of a home they live in, those of the bodies they act for.</summary>
    public IReadOnlyList<VoterId> VoterIds => field ??=
    [
        .. PersonId is { } person ? [VoterId.Of(person)] : Array.Empty<VoterId>(), .. AccountId is { } account ? [VoterId.Of(account)] : Array.Empty<VoterId>(),
        .. Units.Select(VoterId.Of), .. IsAdult ? Holdings.Where(h => h.Role == Role.Resident).Select(h => VoterId.Of(h.PlaceId)).Distinct() : [],
    ];

    /// <summary>The units in whose name the caller may act.</summary>
    public UnitId[] Units => [.. Holdings.Where(h => h.UnitId is not null).Select(h => h.UnitId!.Value).Distinct()];

    /// <summary>The Party units that the caller acts for.</summary>
    public PartyUnitId[] PartyUnits => [.. Holdings.Where(h => h.PartyUnitId is not null && Rights.Carries(h.Role, Right.PassUp)).Select(h => h.PartyUnitId!.Value).Distinct()];
}
