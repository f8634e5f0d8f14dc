using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Forum.Foundation.Web;

/// <summary>A number that a body must give and does not is missing, and not nought: else a misspelt one would switch a limit off.</summary>
public static partial class NeededNumbers
{
    private static readonly HashSet<Type> Numbers = [typeof(int), typeof(long), typeof(decimal), typeof(double)];

    /// <summary>Makes the reader ask for every number for which its type names no default.</summary>
    public static void Ask(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property is { Set: not null, AssociatedParameter.HasDefaultValue: false } && Numbers.Contains(property.PropertyType)) property.IsRequired = true;
    }

    /// <summary>What was missing from a body, by name; nothing where it could not be read for another reason.</summary>
    public static IReadOnlyList<string> Missing(JsonException? unread)
    {
        if (unread?.Message.IndexOf(": '", StringComparison.Ordinal) is not (> 0 and var start) || !unread.Message.Contains("required properties", StringComparison.Ordinal)) return [];
        return [.. Quoted().Matches(unread.Message[start..]).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("'([A-Za-z]+)'")]
    private static partial Regex Quoted();
}
