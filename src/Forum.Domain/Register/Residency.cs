using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>Somebody living in a home.</summary>
public sealed class Residency : Aggregate
{
    private Residency() { }

    /// <summary>The home.</summary>
    public PlaceId HomeId { get; private set; }

    /// <summary>Who lives there.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>By what title.</summary>
    public Tenure Tenure { get; private set; }

    /// <summary>The first day.</summary>
    public DateOnly Since { get; private set; }

    /// <summary>The first day after it; none while it lasts.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Somebody moves in.</summary>
    public static Residency Enter(PlaceId home, PlaceId community, PersonId person, Tenure tenure, DateOnly since, DateOnly? until = null) =>
        new() { HomeId = home, CommunityId = community, PersonId = person, Tenure = tenure, Since = since, Until = until };

    /// <summary>
    /// Somebody is entered as living here, for mobile population and tenants with a day on which it runs out. Refused
    /// where they live here already, or where it would end before it begins.
    /// </summary>
    public static Outcome<Residency> MoveIn(PlaceId home, Person person, IReadOnlyCollection<Residency> present, Tenure tenure, DateOnly since, DateOnly? until)
    {
        if (present.Any(r => r.PersonId == person.Id)) return Refusal.Conflict("residency.already");
        if (person.IsCompany) return Refusal.Conflict("person.company");
        if (until <= since) return Refusal.Invalid("until", "register.until");
        var made = Enter(home, person.CommunityId, person.Id, tenure, since, until);
        made.Raise(new HomeChanged(made.CommunityId, home, "resident.entered", person.Id, tenure));
        return made;
    }

    /// <summary>Somebody moves out. Refused where they have, or before they came.</summary>
    public Outcome<Done> End(DateOnly day, DateOnly today)
    {
        if (Until <= today) return Refusal.Conflict("residency.over");
        if (day < Since) return Refusal.Invalid("until", "register.until");
        Until = day;
        Raise(new HomeChanged(CommunityId, HomeId, "resident.left", PersonId, Tenure));
        return Outcome.Done;
    }
}
