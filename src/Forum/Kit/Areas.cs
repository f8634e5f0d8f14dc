using System.Globalization;

namespace Forum.Kit;

/// <summary>Areas as people read and type them, in square metres; kept as whole hundredths.</summary>
public static class Areas
{
    public static string Show(long hundredths) => (hundredths / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>What was typed, such as "89.5"; nothing where it is no area.</summary>
    public static long? Read(string? typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var area) && area is > 0 and <= 10_000 && decimal.Round(area, 2) == area
            ? (long)(area * 100) : null;
}
