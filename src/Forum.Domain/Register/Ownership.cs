using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>
/// Somebody's title to a home, whole or shared. Co-owners name one of them to vote for the home; where nobody is
/// named, the home's first owner on the register is taken as named.
/// </summary>
public sealed class Ownership : Aggregate
{
    private Ownership() { }

    /// <summary>The home.</summary>
    public PlaceId HomeId { get; private set; }

    /// <summary>The owner.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>The order on the title, from 1.</summary>
    public int Rank { get; private set; }

    /// <summary>Whether the co-owners named this one to vote for the home.</summary>
    public bool Votes { get; private set; }

    /// <summary>The first day of the title.</summary>
    public DateOnly Since { get; private set; }

    /// <summary>The first day after it; none while it lasts.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>A title to a home.</summary>
    public static Ownership Enter(PlaceId home, PlaceId community, PersonId person, int rank, bool votes, DateOnly since) =>
        new() { HomeId = home, CommunityId = community, PersonId = person, Rank = rank, Votes = votes, Since = since };

    /// <summary>Somebody acquires a title, after the owners that are there. Refused to one who holds it already.</summary>
    public static Outcome<Ownership> Acquire(PlaceId home, Person person, IReadOnlyCollection<Ownership> title, DateOnly since)
    {
        if (title.Any(t => t.PersonId == person.Id)) return Refusal.Conflict("ownership.already");
        var made = Enter(home, person.CommunityId, person.Id, title.Select(t => t.Rank).DefaultIfEmpty(0).Max() + 1, title.Count == 0, since);
        made.Raise(new HomeChanged(made.CommunityId, home, "owner.entered", person.Id));
        return made;
    }

    /// <summary>Ends the title. Refused where it has ended, or before it began.</summary>
    public Outcome<Done> End(DateOnly day)
    {
        if (Until is not null) return Refusal.Conflict("ownership.over");
        if (day < Since) return Refusal.Invalid("until", "register.until");
        (Until, Votes) = (day, false);
        Raise(new HomeChanged(CommunityId, HomeId, "owner.left", PersonId));
        return Outcome.Done;
    }

    /// <summary>Who of a home's present owners votes for it: the one named, else the first on the title; a company votes too.</summary>
    public static Ownership VoterOf(IReadOnlyCollection<Ownership> title) => title.OrderByDescending(t => t.Votes).ThenBy(t => t.Rank).First();

    /// <summary>
    /// The co-owners name another of them to vote for the home, in polls opened from now on. Whoever votes now may pass
    /// it on; the keeper of the register may enter what the owners agreed. Anybody else is refused.
    /// </summary>
    public static Outcome<Done> Name(IReadOnlyCollection<Ownership> title, PersonId voter, PersonId? by)
    {
        if (title.FirstOrDefault(t => t.PersonId == voter) is not { } named) return Refusal.Invalid("personId", "ownership.not-owner");
        if (by is { } owner && VoterOf(title).PersonId != owner) return Refusal.Barred("ownership.not-the-voter");
        foreach (var other in title) other.Votes = other == named;
        named.Raise(new HomeChanged(named.CommunityId, named.HomeId, "voter.named", voter));
        return Outcome.Done;
    }
}
