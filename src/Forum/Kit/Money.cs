using System.Globalization;
using Forum.Foundation.Texts;

namespace Forum.Kit;

/// <summary>Money: kept in whole fen, shown and typed in yuan.</summary>
public static class Money
{
    private const NumberStyles Typed = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;

    /// <summary>An amount with its sign, whole yuan without decimals.</summary>
    public static string Yuan(this TextBook texts, long fen) => texts["money.yuan", ("amount", Show(fen))];

    public static string Show(long fen) => (fen / 100m).ToString(fen % 100 == 0 ? "N0" : "N2", CultureInfo.InvariantCulture);

    /// <summary>What was typed, such as "12000.50", "12,000 元" or "1.2万"; nothing where it is no amount in whole fen.</summary>
    public static long? Read(string? typed)
    {
        var text = (typed ?? "").Trim().TrimStart('¥', '￥').TrimEnd('元').Trim();
        var times = text.EndsWith('万') ? 1_000_000m : 100m;
        if (!decimal.TryParse(text.TrimEnd('万').Trim(), Typed, CultureInfo.InvariantCulture, out var amount) || amount is < 0 or > 1_000_000_000_000) return null;
        return amount * times == decimal.Truncate(amount * times) ? (long)(amount * times) : null;
    }
}
