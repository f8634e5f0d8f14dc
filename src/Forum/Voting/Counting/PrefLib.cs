using System.Globalization;
using System.Text.RegularExpressions;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>PrefLib's orders: names in the head, then "count: 1,2,{3,4}", braces joining equal ranks.</summary>
internal static partial class PrefLib
{
    public static BallotFile Read(string[] lines)
    {
        var names = lines.Select(l => Name().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value.Trim()).ToList();
        return new(names, [.. lines.Where(l => l.Length > 0 && l[0] != '#').Select(Ballot)]);
    }

    private static Ranking Ballot(string line)
    {
        var parts = line.Split(':', 2);
        return new([.. Rank().Matches(parts[1]).Select(m => (IReadOnlyList<int>)[.. m.Value.Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture) - 1)]).Where(r => r.Count > 0)], long.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^# ALTERNATIVE NAME \d+: (.*)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{[^}]*\}|\d+")]
    private static partial Regex Rank();
}
