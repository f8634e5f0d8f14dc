using System.Globalization;

namespace Forum.Voting.Roll;

/// <summary>Finds homes by a part of their names. A number is whole: 3号楼 is not in 13号楼, 三号楼 not in 十三号楼.</summary>
public static class HomeNames
{
    /// <summary>By what numbers say: 2号楼 before 10号楼.</summary>
    public static readonly StringComparer Order = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>How many are found at once; whoever looks for others writes more of the name.</summary>
    public const int Most = 20;

    /// <summary>The first of what was found: names that begin with the words before others, then by what numbers say.</summary>
    public static IEnumerable<T> First<T>(IEnumerable<T> found, Func<T, string> name, string words) =>
        found.OrderByDescending(f => name(f).StartsWith(words, StringComparison.Ordinal)).ThenBy(name, Order).Take(Most);

    private const string Numerals = "〇零一二三四五六七八九十百两";

    /// <summary>Whether a name holds the words, and not from the middle of a number on.</summary>
    public static bool Holds(string name, string words)
    {
        for (var at = name.IndexOf(words, StringComparison.Ordinal); at >= 0; at = at + 1 < name.Length ? name.IndexOf(words, at + 1, StringComparison.Ordinal) : -1)
            if (at == 0 || !SameNumber(name[at - 1], words[0])) return true;
        return false;
    }

    /// <summary>Whether a name begins with the words; a number alone, such as a building's, is the whole of it.</summary>
    public static bool Begins(string name, string words) =>
        name.StartsWith(words, StringComparison.Ordinal) && (name.Length == words.Length || !words.All(IsNumber) || !SameNumber(words[^1], name[words.Length]));

    private static bool IsNumber(char sign) => char.IsDigit(sign) || Numerals.Contains(sign);

    private static bool SameNumber(char one, char next) => (char.IsDigit(one) && char.IsDigit(next)) || (Numerals.Contains(one) && Numerals.Contains(next));
}
