using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>
/// An office kept for somebody who has no account yet: a property manager's clerk, a handler of a department. The
/// single-use link makes the account and the appointment in one act. Only a hash of its code is kept.
/// </summary>
public sealed class Invitation : Aggregate
{
    /// <summary>How long the link opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private Invitation() { }

    /// <summary>The invitation.</summary>
    public InvitationId Id { get; private set; }

    /// <summary>SHA-256 of its code, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The role.</summary>
    public Role Role { get; private set; }

    /// <summary>The place within which its rights will hold.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The body it is held in.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>The Party unit it is held in.</summary>
    public PartyUnitId? PartyUnitId { get; private set; }

    /// <summary>The first instant after the term.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>The first instant at which the link opens nothing.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Who took it up; none while it is open.</summary>
    public AccountId? TakenBy { get; private set; }

    /// <summary>An invitation to an office for a term. Refused for what comes from the register, and where the term ends before it begins.</summary>
    public static Outcome<Invitation> Make(InvitationId id, string hash, Role role, Place place, UnitId? unit, PartyUnitId? partyUnit, DateTimeOffset until, DateTimeOffset now)
    {
        if (until <= now) return Refusal.Invalid("until", "appointment.term");
        if (role is Role.Resident or Role.Owner) return Refusal.Invalid("role", "appointment.from-register");
        var made = new Invitation
        {
            Id = id, CommunityId = place.CommunityId, Hash = hash, Role = role, PlaceId = place.Id, UnitId = unit, PartyUnitId = partyUnit, Until = until, ExpiresAt = now + Lifetime,
        };
        made.Raise(new InvitationMoved(place.CommunityId, id, "invitation.made", role, place.Id));
        return made;
    }

    /// <summary>Whether its link still opens.</summary>
    public bool IsOpen(DateTimeOffset now) => TakenBy is null && now < ExpiresAt && now < Until;

    /// <summary>Somebody takes it up: the appointment begins now. Refused once it is taken up or has run out.</summary>
    public Outcome<Appointment> Take(AppointmentId id, AccountId account, Place place, DateTimeOffset now)
    {
        if (!IsOpen(now)) return Refusal.Invalid("code", "invitation.no");
        TakenBy = account;
        Raise(new InvitationMoved(CommunityId, Id, "invitation.taken", Role, PlaceId));
        return Appointment.Make(id, account, Role, place, UnitId, PartyUnitId, now, Until);
    }
}

/// <summary>An invitation was made or taken up.</summary>
public sealed record InvitationMoved(PlaceId CommunityId, InvitationId Invitation, string Act, Role Role, PlaceId Place) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"invitations/{Invitation}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("invitation", Invitation), new("role", Role), new("place", Place)];
}
