using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// What differs between instant runoffs: candidates excluded before anybody else, such as undeclared write-ins; and whether
/// all are excluded together who could not win even with each other's votes (Minneapolis Code of Ordinances, 167.20).
/// </summary>
public sealed record InstantRunoffRules(IReadOnlyList<int>? FirstOut = null, bool Batch = false)
{
    /// <summary>One at a time, nobody first.</summary>
    public static readonly InstantRunoffRules Usual = new();
}

/// <summary>
/// Instant runoff: the last is excluded and their ballots go on, until somebody holds more than half of the ballots that
/// still speak. Ties by the latest earlier round, then by lot.
/// </summary>
public static class InstantRunoff
{
    /// <summary>Counts. A rank that several share stops a ballot there, as an overvote does.</summary>
    public static CountResult Count(Rankings rankings, Lot? lot = null, InstantRunoffRules? rules = null) =>
        rankings.Valid == 0 ? CountResult.OfNobody("irv", rankings.Candidates, 0) : new Run(rankings, lot, rules ?? InstantRunoffRules.Usual).Count();

    private sealed class Run(Rankings rankings, Lot? lot, InstantRunoffRules rules)
    {
        private readonly HashSet<int> _continuing = [.. Enumerable.Range(0, rankings.Candidates.Count)];
        private readonly List<long[]> _history = [];
        private readonly List<CountRound> _rounds = [];
        private readonly List<IReadOnlyList<string>> _ranking = [];
        private readonly TieBreak _ties = new(rankings.Candidates, lot);

        public CountResult Count()
        {
            int? winner = null;
            while (winner is null)
            {
                var votes = Votes();
                var speaking = votes.Sum();
                var first = _continuing.MaxBy(c => votes[c]);
                if (votes[first] * 2 > speaking || _continuing.Count == 1) winner = first;
                IReadOnlyList<int> excluded = winner is null ? Excluded(votes) : [];
                Close(votes, winner, excluded);
                if (winner is null && excluded.Count == 0) break;
                _continuing.ExceptWith(excluded);
            }
            if (winner is { } found) _ranking.Insert(0, [Name(found)]);
            return new("irv", rankings.Candidates, rankings.Valid, winner is { } won ? [Name(won)] : []) { Rounds = _rounds, Ranking = Ranking(winner), Ties = _ties.Ties, Open = winner is null };
        }

        // The rest behind the winner, as far as the rounds order them: by their votes in the last round.
        private IReadOnlyList<IReadOnlyList<string>>? Ranking(int? winner)
        {
            if (winner is not { } first) return null;
            var rest = _continuing.Where(c => c != first).GroupBy(c => _history[^1][c]).OrderByDescending(g => g.Key).Select(g => (IReadOnlyList<string>)[.. g.Select(Name)]);
            return [_ranking[0], .. rest, .. _ranking[1..]];
        }

        private IReadOnlyList<int> Excluded(long[] votes)
        {
            var first = (rules.FirstOut ?? []).Where(_continuing.Contains).ToList();
            if (first.Count > 0) return first;
            if (rules.Batch && Hopeless(votes) is { Count: > 0 } batch) return batch;
            var least = _continuing.Min(c => votes[c]);
            List<int> tied = [.. _continuing.Where(c => votes[c] == least).Order()];
            // Where the tied together hold less than anybody else, all of them go, in whatever order.
            if (tied.Count > 1 && _continuing.Except(tied).ToList() is { Count: > 0 } others && least * tied.Count < others.Min(c => votes[c])) return tied;
            return _ties.Choose(tied, false, _history, _history.Count + 1) is { } last ? [last] : [];
        }

        // The most who together hold less than the next above them.
        private List<int> Hopeless(long[] votes)
        {
            var (order, sum, last) = (_continuing.OrderBy(c => votes[c]).ToList(), 0L, 0);
            for (var i = 0; i < order.Count - 1; i++)
                if ((sum += votes[order[i]]) < votes[order[i + 1]]) last = i + 1;
            return last > 1 ? order[..last] : [];
        }

        private long[] Votes()
        {
            var votes = new long[rankings.Candidates.Count];
            foreach (var ballot in rankings.Ballots)
                foreach (var rank in ballot.Ranks)
                {
                    if (rank.Count == 1 && !_continuing.Contains(rank[0])) continue;
                    if (rank.Count == 1) votes[rank[0]] += ballot.Count;
                    break;
                }
            return votes;
        }

        private void Close(long[] votes, int? winner, IReadOnlyList<int> excluded)
        {
            _history.Add(votes);
            _rounds.Add(new(_continuing.Order().ToDictionary(Name, c => Text(votes[c])), winner is { } w ? [Name(w)] : [], [.. excluded.Select(Name)], Text(rankings.Valid - votes.Sum())));
            if (excluded.Count > 0) _ranking.InsertRange(0, excluded.GroupBy(c => votes[c]).OrderByDescending(g => g.Key).Select(g => (IReadOnlyList<string>)[.. g.Select(Name)]));
        }

        private string Name(int candidate) => rankings.Candidates[candidate];

        private static string Text(long votes) => votes.ToString(CultureInfo.InvariantCulture);
    }
}
