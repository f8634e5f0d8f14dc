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

    /// <summary>What an unknown, used or expired code is answered alike.</summary>
    public static readonly Refusal No = Refusal.Invalid("code", "invitation.no");

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

    /// <summary>Who made it, and so cannot take it up.</summary>
    public AccountId MadeBy { get; private set; }

    /// <summary>Who took it up; none while it is open.</summary>
    public AccountId? TakenBy { get; private set; }

    /// <summary>An invitation to an office. Refused where the term ends before it begins.</summary>
    public static Outcome<Invitation> Make(InvitationId id, string hash, Office office, DateTimeOffset until, AccountId by, DateTimeOffset now)
    {
        if (until <= now) return Refusal.Invalid("until", "appointment.term");
        var made = new Invitation
        {
            Id = id, CommunityId = office.CommunityId, Hash = hash, Role = office.Role, PlaceId = office.PlaceId,
            UnitId = office.UnitId, PartyUnitId = office.PartyUnitId, Until = until, ExpiresAt = now + Lifetime, MadeBy = by,
        };
        made.Raise(new InvitationMoved(office.CommunityId, id, "invitation.made", office.Role, office.PlaceId));
        return made;
    }

    /// <summary>Whether its link still opens.</summary>
    public bool IsOpen(DateTimeOffset now) => TakenBy is null && now < ExpiresAt && now < Until;

    /// <summary>Somebody takes it up: the appointment begins now. Refused once it is taken up or has run out, and to whoever made it.</summary>
    public Outcome<Appointment> Take(AppointmentId id, AccountId account, Office office, DateTimeOffset now)
    {
        if (!IsOpen(now)) return No;
        if (account == MadeBy) return Refusal.Barred("appointment.oneself");
        TakenBy = account;
        Raise(new InvitationMoved(CommunityId, Id, "invitation.taken", Role, PlaceId));
        return Appointment.Make(id, account, office, now, Until);
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
