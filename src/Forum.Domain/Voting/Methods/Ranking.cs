using Forum.Domain.Kernel;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Equal ballots: the candidates by their places in the list, best first, equal ranks side by side, and how many people
/// cast this. Whoever is not named stands, as the poll says, below all who are, or is ignored.
/// </summary>
public sealed record Ranking(IReadOnlyList<IReadOnlyList<int>> Ranks, long Count)
{
    /// <summary>Equal where the ranks are.</summary>
    internal string Key => string.Join('>', Ranks.Select(r => string.Join('=', r)));
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
        Dictionary<string, Ranking> distinct = [];
        foreach (var ballot in ballots)
        {
            var named = ballot.Ranks.SelectMany(r => r).ToList();
            if (ballot.Count < 1 || named.Distinct().Count() != named.Count || named.Exists(c => c < 0 || c >= candidates.Count)) return Refusal.Invalid("ballots", "count.ballot", new Fact("ballot", ballot.Key));
            if (named.Count == 0) continue;
            var tidy = ballot with { Ranks = [.. ballot.Ranks.Where(r => r.Count > 0).Select(r => (IReadOnlyList<int>)[.. r.Order()])] };
            distinct[tidy.Key] = distinct.TryGetValue(tidy.Key, out var known) ? known with { Count = known.Count + tidy.Count } : tidy;
        }
        return new Rankings(candidates, [.. distinct.Values], unranked);
    }
}
