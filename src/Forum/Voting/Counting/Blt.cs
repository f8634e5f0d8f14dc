using System.Globalization;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Counting;

/// <summary>The BLT form of STV elections: candidates and seats, weighted ballots each ended by 0, a line of 0, the names in quotes. Right below the head a minus before a number says that the candidate withdrew; "=" joins equal ranks.</summary>
internal static class Blt
{
    public static BallotFile Read(string[] lines)
    {
        var rows = lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).ToList();
        var head = Numbers(rows[0]);
        var (n, seats, at) = (head[0], head[1], 1);
        HashSet<int> withdrawn = [];
        List<Ranking> ballots = [];
        if (n < 1) throw new FormatException($"no number of candidates: {rows[0]}");
        for (; Array.TrueForAll(Words(rows[at]), w => w.StartsWith('-')); at++) withdrawn.UnionWith(Numbers(rows[at]).Select(c => Candidate(-c, n, rows[at])));
        for (; rows[at] != "0"; at++)
        {
            var words = Words(rows[at]);
            if (words[0].StartsWith('(')) words = words[1..];
            if (Number(words[0]) < 1) throw new FormatException($"not a number of ballots: {rows[at]}");
            if (words[^1] != "0") throw new FormatException($"line without its 0: {rows[at]}");
            ballots.Add(new([.. words[1..^1].Select(w => (IReadOnlyList<int>)[.. w.Split('=').Select(c => Candidate(Number(c), n, rows[at]))])], Number(words[0])));
        }
        var names = rows[(at + 1)..].Select(r => r.Trim('"')).Take(n).ToList();
        var standing = Enumerable.Range(0, n).Where(c => !withdrawn.Contains(c)).ToList();
        return new([.. standing.Select(c => names[c])], [.. ballots.Select(b => b with { Ranks = [.. b.Ranks.Select(r => (IReadOnlyList<int>)[.. r.Where(c => !withdrawn.Contains(c)).Select(c => standing.IndexOf(c))]).Where(r => r.Count > 0)] })]) { Seats = seats };
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static List<int> Numbers(string line) => [.. Words(line).Select(Number)];

    private static int Candidate(int number, int n, string row) => number >= 1 && number <= n ? number - 1 : throw new FormatException($"nobody of the number {number}: {row}");

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
