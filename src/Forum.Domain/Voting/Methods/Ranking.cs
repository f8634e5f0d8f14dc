using System.Runtime.InteropServices;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Equal ballots: the candidates by their places in the list, best first, equal ranks side by side, and how many people
/// cast this. Whoever is not named stands, as the poll says, below all who are, or is ignored.
/// </summary>
public sealed record Ranking(IReadOnlyList<IReadOnlyList<int>> Ranks, long Count);

/// <summary>Ballots are equal where their ranks are, whoever cast how many.</summary>
internal sealed class SameRanks : IEqualityComparer<Ranking>
{
    public bool Equals(Ranking? a, Ranking? b)
    {
        if (a!.Ranks.Count != b!.Ranks.Count) return false;
        for (var rank = 0; rank < a.Ranks.Count; rank++)
            if (!a.Ranks[rank].SequenceEqual(b.Ranks[rank])) return false;
        return true;
    }

    // Asked once for each of a million ballots. Two to the sixty-fourth over the golden ratio, whose multiples lie far apart.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    public int GetHashCode(Ranking ballot)
    {
        var hash = Factor;
        for (var rank = 0; rank < ballot.Ranks.Count; rank++)
        {
            var here = ballot.Ranks[rank];
            for (var i = 0; i < here.Count; i++) hash = (hash + (uint)here[i] + 2) * Factor;
            hash = (hash + 1) * Factor;
        }
        return (int)(hash >> 32);
    }
}

/// <summary>How a ranked ballot speaks of whom it does not name.</summary>
public enum Unranked
{
    /// <summary>Below everybody who is ranked.</summary>
    Below = 1,
    /// <summary>Not compared with anybody.</summary>
    Ignored,
}

/// <summary>Ranked ballots of one poll, equal ones counted together, so that counting costs by distinct ballot.</summary>
public sealed class Rankings
{
    private Rankings(IReadOnlyList<string> candidates, IReadOnlyList<Ranking> ballots, Unranked unranked) =>
        (Candidates, Ballots, Unranked, Valid) = (candidates, ballots, unranked, ballots.Sum(b => b.Count));

    /// <summary>The candidates' names.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>The distinct ballots.</summary>
    public IReadOnlyList<Ranking> Ballots { get; }

    /// <summary>How they speak of whom they do not name.</summary>
    public Unranked Unranked { get; }

    /// <summary>How many ballots name somebody.</summary>
    public long Valid { get; }

    /// <summary>
    /// Ballots of a poll. Those that name nobody are not counted. Refused where a ballot names somebody twice or who does
    /// not stand, or is cast less than once, or where candidates' names repeat.
    /// </summary>
    public static Outcome<Rankings> Of(IReadOnlyList<string> candidates, IEnumerable<Ranking> ballots, Unranked unranked = Unranked.Below)
    {
        if (candidates.Count == 0 || candidates.Distinct(StringComparer.Ordinal).Count() != candidates.Count) return Refusal.Invalid("candidates", "count.candidates");
        Dictionary<Ranking, long> distinct = new(new SameRanks());
        var (named, number) = (new int[candidates.Count], 0);
        foreach (var ballot in ballots)
        {
            number++;
            if (ballot.Count < 1 || !NamesEachOnce(ballot, named, number)) return Refusal.Invalid("ballots", "count.ballot", new Fact("ballot", Show(ballot)));
            var tidy = IsTidy(ballot) ? ballot : ballot with { Ranks = [.. ballot.Ranks.Where(r => r.Count > 0).Select(r => (IReadOnlyList<int>)[.. r.Order()])] };
            if (tidy.Ranks.Count == 0) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(distinct, tidy, out _) += tidy.Count;
        }
        return new Rankings(candidates, [.. distinct.Select(d => d.Key with { Count = d.Value })], unranked);
    }

    private static bool NamesEachOnce(Ranking ballot, int[] named, int number)
    {
        for (var rank = 0; rank < ballot.Ranks.Count; rank++)
        {
            var here = ballot.Ranks[rank];
            for (var i = 0; i < here.Count; i++)
            {
                if (here[i] < 0 || here[i] >= named.Length || named[here[i]] == number) return false;
                named[here[i]] = number;
            }
        }
        return true;
    }

    // Equal candidates in the order of the list, and no rank without any.
    private static bool IsTidy(Ranking ballot)
    {
        for (var rank = 0; rank < ballot.Ranks.Count; rank++)
        {
            var here = ballot.Ranks[rank];
            if (here.Count == 0) return false;
            for (var i = 1; i < here.Count; i++)
                if (here[i] < here[i - 1]) return false;
        }
        return true;
    }

    private static string Show(Ranking ballot) => string.Join('>', ballot.Ranks.Select(r => string.Join('=', r.Select(c => c + 1))));
}
