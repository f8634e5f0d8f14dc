using Forum.Domain.Kernel;
using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>A ballot that gives points: 1 to each approved candidate, a score to each scored, dots to each; nothing to the rest.</summary>
public sealed record PointBallot(IReadOnlyDictionary<int, long> Points, long Count = 1);

/// <summary>Methods that add up: plurality, approval, score, dots and Borda. Whoever has most wins; equal ones by lot only.</summary>
public static class Totals
{
    /// <summary>One vote each: the only candidate on a first rank. A ballot that names several first is not counted.</summary>
    public static CountResult Plurality(Rankings rankings, int seats = 1, Lot? lot = null) =>
        rankings.Valid == 0 ? CountResult.OfNobody("plurality", rankings.Candidates, 0, seats)
        : Result("plurality", rankings.Candidates, rankings.Valid, Add(rankings.Candidates.Count, rankings.Ballots.Where(b => b.Ranks[0].Count == 1).Select(b => (b.Ranks[0][0], b.Count))), 1, seats, lot);

    /// <summary>A vote for each approved candidate. Refused where a ballot gives anything but one.</summary>
    public static Outcome<CountResult> Approval(IReadOnlyList<string> candidates, IReadOnlyCollection<PointBallot> ballots, int seats = 1, Lot? lot = null) =>
        Points("approval", candidates, ballots, b => b.Points.Values.All(p => p == 1), seats, lot);

    /// <summary>Points from nothing to <paramref name="highest"/>. Refused where a ballot gives more or less.</summary>
    public static Outcome<CountResult> Score(IReadOnlyList<string> candidates, IReadOnlyCollection<PointBallot> ballots, long highest, int seats = 1, Lot? lot = null) =>
        Points("score", candidates, ballots, b => b.Points.Values.All(p => p >= 0 && p <= highest), seats, lot);

    /// <summary>So many dots to spread. Refused where a ballot spreads more.</summary>
    public static Outcome<CountResult> Dots(IReadOnlyList<string> candidates, IReadOnlyCollection<PointBallot> ballots, long dots, int seats = 1, Lot? lot = null) =>
        Points("dots", candidates, ballots, b => b.Points.Values.All(p => p >= 0) && b.Points.Values.Sum() <= dots, seats, lot);

    /// <summary>
    /// Borda: from each ballot a point for everybody whom it ranks lower and half a point for everybody whom it ranks equal
    /// (J.-C. de Borda, 1781, with the mean for equal ranks); unnamed candidates share the last rank.
    /// </summary>
    public static CountResult Borda(Rankings rankings, int seats = 1, Lot? lot = null)
    {
        if (rankings.Valid == 0) return CountResult.OfNobody("borda", rankings.Candidates, 0, seats);
        var (n, halves) = (rankings.Candidates.Count, new long[rankings.Candidates.Count]);
        foreach (var ballot in rankings.Ballots)
        {
            var named = ballot.Ranks.SelectMany(r => r).ToHashSet();
            IEnumerable<IReadOnlyList<int>> ranks = [.. ballot.Ranks, [.. Enumerable.Range(0, n).Where(c => !named.Contains(c))]];
            var below = n;
            foreach (var rank in ranks)
            {
                below -= rank.Count;
                foreach (var candidate in rank) halves[candidate] += ballot.Count * ((2L * below) + rank.Count - 1);
            }
        }
        return Result("borda", rankings.Candidates, rankings.Valid, halves, 2, seats, lot);
    }

    private static Outcome<CountResult> Points(string method, IReadOnlyList<string> candidates, IReadOnlyCollection<PointBallot> ballots, Func<PointBallot, bool> isRight, int seats, Lot? lot)
    {
        if (ballots.FirstOrDefault(b => b.Count < 1 || b.Points.Keys.Any(c => c < 0 || c >= candidates.Count) || !isRight(b)) is not null) return Refusal.Invalid("ballots", "count.points");
        var totals = Add(candidates.Count, ballots.SelectMany(b => b.Points.Select(p => (p.Key, p.Value * b.Count))));
        var count = ballots.Sum(b => b.Count);
        return Array.TrueForAll(totals, t => t == 0) ? CountResult.OfNobody(method, candidates, count, seats) : Result(method, candidates, count, totals, 1, seats, lot);
    }

    private static long[] Add(int n, IEnumerable<(int Candidate, long Points)> given)
    {
        var totals = new long[n];
        foreach (var (candidate, points) in given) totals[candidate] += points;
        return totals;
    }

    private static CountResult Result(string method, IReadOnlyList<string> names, long ballots, long[] totals, int parts, int seats, Lot? lot)
    {
        var order = Enumerable.Range(0, names.Count).GroupBy(c => totals[c]).OrderByDescending(g => g.Key).Select(g => g.ToList()).ToList();
        var ties = new TieBreak(names, lot);
        return new(method, names, ballots, [.. Winners(order, seats, lot, ties).Select(c => names[c])])
        {
            Seats = seats, Totals = Enumerable.Range(0, names.Count).ToDictionary(c => names[c], c => (totals[c] / (decimal)parts).ToString(CultureInfo.InvariantCulture)),
            Ranking = Ranked.Names(order, names), Ties = ties.Ties, Open = ties.IsOpen,
        };
    }

    // A group that fills the last seats exactly is in; one that is too many is drawn, or left open.
    private static List<int> Winners(List<List<int>> order, int seats, Lot? lot, TieBreak ties)
    {
        List<int> winners = [];
        foreach (var group in order)
        {
            if (winners.Count == seats) break;
            if (winners.Count + group.Count <= seats) { winners.AddRange(group); continue; }
            if (lot is null) { ties.Leave(group); break; }
            ties.Drawn(group);
            winners.AddRange(group.OrderBy(lot.PlaceOf).Take(seats - winners.Count));
        }
        return winners;
    }
}
