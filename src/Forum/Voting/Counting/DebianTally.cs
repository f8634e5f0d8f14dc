using System.Text.RegularExpressions;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>Debian's tally sheets: "V: 21-3 hash", a column for each option with its rank, a dash where it has none.</summary>
internal static partial class DebianTally
{
    private const string Signs = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static BallotFile Read(string[] lines)
    {
        var names = lines.Select(l => Option().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value.Trim()).ToList();
        var votes = lines.Where(l => l.StartsWith("V: ", StringComparison.Ordinal)).Select(l => l[3..].Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries)[0]).ToList();
        return new(names, [.. votes.Select(v => Ballot(v, names.Count))]);
    }

    private static Ranking Ballot(string vote, int n)
    {
        if (vote.Length != n) throw new FormatException($"{vote} does not rank {n} options");
        return new([.. vote.Select((sign, option) => (Rank: Signs.IndexOf(sign, StringComparison.Ordinal), option)).Where(x => x.Rank >= 0).GroupBy(x => x.Rank).OrderBy(g => g.Key).Select(g => (IReadOnlyList<int>)[.. g.Select(x => x.option)])], 1);
    }

    [GeneratedRegex(@"Option \S+?-*>: (.*)$")]
    private static partial Regex Option();
}
