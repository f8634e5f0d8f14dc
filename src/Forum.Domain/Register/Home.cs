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
