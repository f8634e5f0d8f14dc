using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>By what title somebody lives in a home.</summary>
public enum Tenure
{
    /// <summary>业主自住</summary>
    Owner = 1,
    /// <summary>家庭成员</summary>
    Family,
    /// <summary>租户</summary>
    Tenant,
    /// <summary>流动人口</summary>
    Mobile,
}

/// <summary>A home on the register: a place of the lowest level with its exclusive area.</summary>
public sealed class Home : Aggregate
{
    private Home() { }

    /// <summary>The home's place.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Exclusive area in hundredths of a square metre.</summary>
    public long Area { get; private set; }

    /// <summary>A home. An area of nothing or past 10,000 m² is refused.</summary>
    public static Outcome<Home> Enter(PlaceId place, PlaceId community, long area) =>
        area is <= 0 or > 1_000_000 ? Refusal.Invalid("area", "home.area") : new Home { PlaceId = place, CommunityId = community, Area = area };
}

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

    /// <summary>Ends the title.</summary>
    public void End(DateOnly day) => Until = day;
}

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

    /// <summary>Somebody moves out.</summary>
    public void End(DateOnly day) => Until = day;
}
