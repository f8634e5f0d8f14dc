using System.Globalization;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>The Condorcet Election Format: "A > B = C * 3", with the candidates and seats in the head.</summary>
public static class CondorcetVotes
{
    public static BallotFile Read(string[] lines)
    {
        var head = lines.Where(l => l.StartsWith("#/", StringComparison.Ordinal)).Select(l => l[2..].Split(':', 2)).ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var votes = lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).ToList();
        var names = head.TryGetValue("Candidates", out var given) ? [.. given.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : votes.SelectMany(v => Ranks(Body(v))).SelectMany(r => r).Distinct().ToList();
        return new(names, [.. votes.Select(v => Ballot(v, names))]) { Seats = head.TryGetValue("Number of Seats", out var seats) ? int.Parse(seats, CultureInfo.InvariantCulture) : null };
    }

    /// <summary>One line of votes.</summary>
    public static Ranking Ballot(string line, IReadOnlyList<string> names)
    {
        var star = line.Split('*');
        IReadOnlyList<int> Places(string[] rank) => [.. rank.Select(name => names.ToList().IndexOf(name) is >= 0 and var at ? at : throw new FormatException($"nobody of the name {name}"))];
        return new([.. Ranks(Body(line)).Select(Places)], star.Length > 1 ? long.Parse(star[1].Trim(), CultureInfo.InvariantCulture) : 1);
    }

    private static string Body(string line) => line.Split('*')[0].Split('^')[0].Split("||")[^1] is var body && body.Trim() == "/EMPTY_RANKING/" ? "" : body;

    private static IEnumerable<string[]> Ranks(string body) =>
        body.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(rank => rank.Split('=', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
