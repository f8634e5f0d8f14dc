using System.Globalization;
using System.Text;
using Forum.Domain.Kernel;

namespace Forum.Voting;

/// <summary>A file that the command line was given.</summary>
public static class VerbFile
{
    /// <summary>Why it cannot be read; nothing where it can.</summary>
    public static Refusal? Bars(string path)
    {
        try
        {
            File.OpenRead(path).Dispose();
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refusal.Invalid("file", "verb.no-file", new Fact("file", path));
        }
    }

    /// <summary>A line to print of what a file says: whoever made it moves no cursor and begins no line of their own.</summary>
    public static string Plain(string line) => string.Concat(line.EnumerateRunes().Select(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? "·" : r.ToString()));
}
