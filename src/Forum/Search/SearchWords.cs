using System.Globalization;

namespace Forum.Search;

/// <summary>How what is looked for is written in an address.</summary>
public static class SearchWords
{
    public static string Of(SearchKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Nothing where it is no kind.</summary>
    public static SearchKind? Kind(string? word) => Enum.GetValues<SearchKind>().Cast<SearchKind?>().FirstOrDefault(k => Of(k!.Value) == word);

    /// <summary>Nothing where it is no day.</summary>
    public static DateOnly? Day(string? word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
