using System.Net;

namespace Forum.Domain.Kernel;

/// <summary>What somebody wrote, and the safe HTML made from it once, when it was saved.</summary>
public sealed record Markup(string Source, string Html)
{
    /// <summary>Words without any markup: each line a paragraph.</summary>
    public static Markup Plain(string words) =>
        new(words, string.Concat(words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>")));
}
