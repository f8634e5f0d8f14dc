using System.Text.Json;

namespace Forum.Foundation.Web;

/// <summary>A word of an enumeration in an address, written as in bodies, such as <c>not-adopted</c>. What is none is answered with 400.</summary>
public readonly record struct Word<TEnum>(TEnum Value) where TEnum : struct, Enum
{
    public static bool TryParse(string? text, out Word<TEnum> word)
    {
        foreach (var value in Enum.GetValues<TEnum>())
            if (text == JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) || text == value.ToString())
            {
                word = new(value);
                return true;
            }
        word = default;
        return false;
    }
}
