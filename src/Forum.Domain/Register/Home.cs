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
    /// <summary>The longest reason of a correction, in UTF-16 units.</summary>
    public const int LongestReason = 500;

    private Home() { }

    /// <summary>The home's place.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Exclusive area in hundredths of a square metre.</summary>
    public long Area { get; private set; }

    /// <summary>Why the area was last corrected; none where it stands as entered. Shown to those who keep the register only.</summary>
    public string? AreaReason { get; private set; }

    /// <summary>A home. An area of nothing or past 10,000 m² is refused.</summary>
    public static Outcome<Home> Enter(PlaceId place, PlaceId community, long area) =>
        WrongArea(area) is { } wrong ? wrong : new Home { PlaceId = place, CommunityId = community, Area = area };

    /// <summary>
    /// Corrects the exclusive area. Refused without a reason, for an area that <see cref="Enter"/> refuses, and where
    /// nothing would change. Rolls that are frozen keep what they were frozen with.
    /// </summary>
    public Outcome<Done> CorrectArea(long area, string? reason)
    {
        Refusal[] wrong = [.. new[] { WrongArea(area), Words.Check("reason", reason, LongestReason) }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Done>.Refused(wrong);
        if (area == Area) return Refusal.Invalid("area", "home.same-area");
        var was = Area;
        (Area, AreaReason) = (area, reason!.Trim());
        Raise(new AreaCorrected(CommunityId, PlaceId, was, area, AreaReason));
        return Outcome.Done;
    }

    private static Refusal? WrongArea(long area) => area is <= 0 or > 1_000_000 ? Refusal.Invalid("area", "home.area") : null;
}
