using System.Text.RegularExpressions;

namespace Forum.Domain.Kernel;

/// <summary>A picture as it is kept: drawn anew, so that it holds nothing but what is seen.</summary>
/// <param name="Hash">SHA-256 of its file, lower-case hex; also the file's name.</param>
/// <param name="SmallHash">That of its small version.</param>
/// <param name="Width">In pixels, as it is shown.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Alt">What is to be seen on it, for whoever does not see it.</param>
public sealed partial record Picture(string Hash, string SmallHash, int Width, int Height, string Alt)
{
    /// <summary>The most beside one text.</summary>
    public const int Most = 6;

    /// <summary>The longest description, in UTF-16 units.</summary>
    public const int LongestAlt = 200;

    /// <summary>What is wrong with so many pictures described so: more than six, or one without a description of its own. Fields are <c>alt-1</c> and so on.</summary>
    public static IEnumerable<Refusal> Wrong(IReadOnlyList<string?> alts)
    {
        if (alts.Count > Most) yield return Refusal.Invalid($"picture-{Most + 1}", "picture.many", new Fact("most", Most));
        for (var i = 0; i < alts.Count; i++)
        {
            if (Words.Check("alt", alts[i], LongestAlt) is { } wrong) yield return wrong with { Field = $"alt-{i + 1}" };
            else if (FileName().IsMatch(alts[i]!.Trim())) yield return Refusal.Invalid($"alt-{i + 1}", "alt.file-name");
        }
    }

    [GeneratedRegex(@"^\S*\.(jpe?g|png|webp|heic|gif)$", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
