using System.Text.Json;

namespace Forum.Foundation.Web;

/// <summary>A word of an enumeration in an address, written as in bodies, such as <c>not-adopted</c>. What is none is answered with 400.</summary>
public readonly record struct Word<TEnum>(TEnum Value) where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Written = Enum.GetValues<TEnum>().Distinct().ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

    // As it is written, or as its member is called, in whichever case; never a number, nor several in one.
    private static readonly Dictionary<string, TEnum> Read = Written.SelectMany(w => new[] { w.Value, w.Key.ToString() }.Distinct(StringComparer.OrdinalIgnoreCase).Select(text => (Text: text, w.Key)))
        .ToDictionary(w => w.Text, w => w.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words there are, as they are written.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Written.Values];

    /// <summary>How a value is written; one that has no word, as its number: what holds it can still be read.</summary>
    public static string Of(TEnum value) => Written.TryGetValue(value, out var word) ? word : value.ToString();

    public static bool TryParse(string? text, out Word<TEnum> word)
    {
        var known = Read.TryGetValue(text ?? "", out var value);
        word = new(value);
        return known;
    }
}
