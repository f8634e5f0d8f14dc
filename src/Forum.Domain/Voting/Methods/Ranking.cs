using System.Runtime.InteropServices;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Equal ballots: the candidates by their places in the list, best first, equal ranks side by side, and how many people
/// cast this. Whoever is not named stands, as the poll says, below all who are, or is ignored.
/// </summary>
public sealed record Ranking(IReadOnlyList<IReadOnlyList<int>> Ranks, long Count);

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
        var counts = new Dictionary<int[], long>(new SameSpelling());
        var spelled = counts.GetAlternateLookup<ReadOnlySpan<int>>();
        var (named, word, number) = (new int[candidates.Count], new int[candidates.Count], 0);
        foreach (var ballot in ballots)
        {
            if (ballot.Count < 1 || Spell(ballot, word, named, ++number) is not { } length) return Refusal.Invalid("ballots", "count.ballot", new Fact("ballot", Show(ballot)));
            if (length > 0) CollectionsMarshal.GetValueRefOrAddDefault(spelled, word.AsSpan(0, length), out _) += ballot.Count;
        }
        var alone = candidates.Select((_, place) => (IReadOnlyList<int>)[place]).ToArray();
        return new Rankings(candidates, [.. counts.Select(d => new Ranking(RanksOf(d.Key, alone), d.Value))], unranked);
    }

    // A ballot as a row of numbers, so that a million are compared fast: candidates by rank, and within one in the order of
    // the list, where each after the first is written as its complement. Nothing where somebody is named twice or does not stand.
    private static int? Spell(Ranking ballot, int[] word, int[] named, int number)
    {
        var length = 0;
        for (var rank = 0; rank < ballot.Ranks.Count; rank++)
        {
            var (here, start) = (ballot.Ranks[rank], length);
            for (var i = 0; i < here.Count; i++)
            {
                var place = here[i];
                if ((uint)place >= (uint)named.Length || named[place] == number) return null;
                (named[place], word[length++]) = (number, place);
            }
            if (length - start < 2) continue;
            Array.Sort(word, start, length - start);
            for (var i = start + 1; i < length; i++) word[i] = ~word[i];
        }
        return length;
    }

    private static IReadOnlyList<int>[] RanksOf(int[] word, IReadOnlyList<int>[] alone)
    {
        var (ranks, start) = (new IReadOnlyList<int>[word.Count(place => place >= 0)], 0);
        for (var rank = 0; rank < ranks.Length; rank++)
        {
            var end = start + 1;
            while (end < word.Length && word[end] < 0) end++;
            ranks[rank] = end == start + 1 ? alone[word[start]] : [word[start], .. word[(start + 1)..end].Select(place => ~place)];
            start = end;
        }
        return ranks;
    }

    private static string Show(Ranking ballot) => string.Join('>', ballot.Ranks.Select(r => string.Join('=', r.Select(c => c + 1))));
}

/// <summary>Spelled ballots are equal where their numbers are.</summary>
file sealed class SameSpelling : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    // Two to the sixty-fourth over the golden ratio, whose multiples lie far apart.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    public bool Equals(int[]? word, int[]? other) => word.AsSpan().SequenceEqual(other);

    public bool Equals(ReadOnlySpan<int> word, int[] other) => word.SequenceEqual(other);

    public int[] Create(ReadOnlySpan<int> word) => word.ToArray();

    public int GetHashCode(int[] word) => GetHashCode(word.AsSpan());

    public int GetHashCode(ReadOnlySpan<int> word)
    {
        var hash = Factor;
        foreach (var place in word) hash = (hash + (uint)place + 1) * Factor;
        return (int)(hash >> 32);
    }
}
