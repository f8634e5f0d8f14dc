using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Discussion;

/// <summary>A passage of one version of a proposal's text, as it stands there.</summary>
public sealed record Quote(int Version, string Words)
{
    /// <summary>The longest passage, in characters as people count them.</summary>
    public const int Longest = 400;

    /// <summary>
    /// Finds the passage in the version's plain text. White space is not compared: a browser copies line breaks and cells
    /// in its own way. What is kept are the version's own words, not those that were sent.
    /// </summary>
    public static Outcome<Quote> Of(int version, string? passage, string plainText)
    {
        if (Kernel.Words.Check("quote", passage, Longest) is { } wrong) return wrong;
        var (bare, places) = Bare(plainText);
        var (sought, _) = Bare(passage!);
        var found = bare.IndexOf(sought, StringComparison.Ordinal);
        if (found < 0) return Refusal.Invalid("quote", "quote.not-there", new Fact("version", version));
        var words = plainText[places[found]..(places[found + sought.Length - 1] + 1)];
        return new Quote(version, string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static (string Bare, List<int> Places) Bare(string text)
    {
        var (bare, places) = (new StringBuilder(text.Length), new List<int>(text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            bare.Append(text[i]);
            places.Add(i);
        }
        return (bare.ToString(), places);
    }
}
