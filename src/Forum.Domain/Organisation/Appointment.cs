using Forum.Domain.Kernel;

namespace Forum.Domain.Organisation;

/// <summary>The end of an appointment before its term: who ended it, when and why.</summary>
public sealed record AppointmentEnding(AccountId By, DateTimeOffset At, string Reason);

/// <summary>
/// Somebody's role at a place for a term, in a unit where the role is held in one. Outside its term it gives nothing;
/// what has been is kept.
/// </summary>
public sealed class Appointment : Aggregate
{
    private Appointment() { }

    /// <summary>The appointment.</summary>
    public AppointmentId Id { get; private set; }

    /// <summary>Who holds the role.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The role.</summary>
    public Role Role { get; private set; }

    /// <summary>The place within which its rights hold.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The committee, property manager, department or social organisation it is held in.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>The Party unit it is held in.</summary>
    public PartyUnitId? PartyUnitId { get; private set; }

    /// <summary>The first instant of the term.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first instant after the term; an early end moves it.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Its early end, if it had one.</summary>
    public AppointmentEnding? Ending { get; private set; }

    /// <summary>An appointment for a term. Refused where the term ends before it begins.</summary>
    public static Outcome<Appointment> Make(AppointmentId id, AccountId account, Office office, DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from) return Refusal.Invalid("until", "appointment.term");
        var made = new Appointment
        {
            Id = id, CommunityId = office.CommunityId, AccountId = account, Role = office.Role, PlaceId = office.PlaceId,
            UnitId = office.UnitId, PartyUnitId = office.PartyUnitId, From = from, Until = until,
        };
        made.Raise(new AppointmentMade(office.CommunityId, id, account, office.Role, office.PlaceId, from, until));
        return made;
    }

    /// <summary>Ends it now. Refused where it is over already.</summary>
    public Outcome<Done> End(AccountId by, string reason, DateTimeOffset now)
    {
        if (now >= Until) return Refusal.Conflict("appointment.over");
        (Ending, Until) = (new(by, now, reason), now);
        Raise(new AppointmentEnded(CommunityId, Id, AccountId, now));
        return Outcome.Done;
    }
}

/// <summary>Somebody was given a role for a term.</summary>
public sealed record AppointmentMade(
    PlaceId CommunityId, AppointmentId Appointment, AccountId Account, Role Role, PlaceId Place, DateTimeOffset From, DateTimeOffset Until) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"accounts/{Account}";

    /// <inheritdoc />
    public string Act => "appointment.made";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("appointment", Appointment), new("role", Role), new("place", Place), new("from", From), new("until", Until)];
}

/// <summary>A role ended before its term.</summary>
public sealed record AppointmentEnded(PlaceId CommunityId, AppointmentId Appointment, AccountId Account, DateTimeOffset At) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"accounts/{Account}";

    /// <inheritdoc />
    public string Act => "appointment.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("appointment", Appointment)];
}
