using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// Meek's single transferable vote: every elected candidate keeps just as much of each vote as the quota needs, found by
/// repeated counting (B. L. Meek, A new approach to the single transferable vote, 1969). Nine decimals, products rounded
/// up, repeated until the surpluses together are below a millionth: the Reference Meek Rule of the Proportional
/// Representation Foundation. A quota that falls with the votes is the rule's, not a slip.
/// </summary>
public static class MeekStv
{
    private const long One = 1_000_000_000, Enough = 1_000;

    /// <summary>Counts. A rank that several share stops a ballot there.</summary>
    public static CountResult Count(Rankings rankings, int seats, Lot? lot = null) =>
        rankings.Valid == 0 ? CountResult.OfNobody("meek-stv", rankings.Candidates, 0, seats) : new Run(rankings, seats, lot).Count();

    /// <summary>The quota of a counted round, in votes: all that somebody holds by one more than the seats, cut to nine decimals, and a billionth.</summary>
    public static string QuotaOf(CountRound round, int seats) => Text(QuotaOf(round.Votes.Values.Sum(v => (long)(decimal.Parse(v, CultureInfo.InvariantCulture) * One)), seats));

    private static long QuotaOf(long votes, int seats) => (votes / (seats + 1)) + 1;

    private static string Text(long units) => (units / (decimal)One).ToString("F9", CultureInfo.InvariantCulture);

    private sealed class Run(Rankings rankings, int seats, Lot? lot)
    {
        private readonly int _n = rankings.Candidates.Count;
        private readonly int[][] _orders = [.. rankings.Ballots.Select(b => b.Ranks.TakeWhile(r => r.Count == 1).Select(r => r[0]).ToArray())];
        private readonly long[] _keeps = [.. rankings.Candidates.Select(_ => One)];
        private readonly bool[] _elected = new bool[rankings.Candidates.Count];
        private readonly List<int> _winners = [], _hopeful = [.. Enumerable.Range(0, rankings.Candidates.Count)];
        private readonly List<CountRound> _rounds = [];
        private readonly List<long[]> _history = [];
        private readonly TieBreak _ties = new(rankings.Candidates, lot);
        private long[] _votes = [];
        private long _quota, _surplus;

        public CountResult Count()
        {
            string? quota = null;
            while (_winners.Count < seats && _winners.Count + _hopeful.Count > seats)
            {
                var elected = Iterate();
                quota ??= Text(_quota);
                int? excluded = elected.Count > 0 ? null : Last();
                Close(elected, excluded);
                if (elected.Count == 0 && excluded is null) break;
                if (excluded is not { } last) continue;
                _hopeful.Remove(last);
                _keeps[last] = 0;
            }
            if (!_ties.IsOpen && _winners.Count < seats) FillTheRest();
            return new("meek-stv", rankings.Candidates, rankings.Valid, [.. _winners.Take(seats).Select(Name)]) { Seats = seats, Quota = quota, Rounds = _rounds, Ties = _ties.Ties, Open = _ties.IsOpen };
        }

        private List<int> Iterate()
        {
            for (var before = long.MaxValue; ; before = _surplus)
            {
                Distribute();
                List<int> now = [.. _hopeful.Where(c => _votes[c] >= _quota).OrderByDescending(c => _votes[c])];
                foreach (var candidate in now) _elected[candidate] = _hopeful.Remove(candidate);
                _winners.AddRange(now);
                _surplus = Enumerable.Range(0, _n).Where(c => _elected[c]).Sum(c => Math.Max(0, _votes[c] - _quota));
                if (now.Count > 0 || _surplus < Enough || _surplus >= before) return now;
                for (var c = 0; c < _n; c++)
                    if (_elected[c]) _keeps[c] = Up(Up((Int128)_keeps[c] * _quota, One) * (Int128)One, _votes[c]);
            }
        }

        private void Distribute()
        {
            _votes = new long[_n];
            for (var b = 0; b < _orders.Length; b++)
            {
                var (left, count) = (One, rankings.Ballots[b].Count);
                foreach (var candidate in _orders[b])
                {
                    var kept = Up((Int128)left * _keeps[candidate], One);
                    _votes[candidate] += kept * count;
                    if ((left -= kept) <= 0) break;
                }
            }
            _quota = QuotaOf(_votes.Sum(), seats);
        }

        // Whoever is within the surplus that still moves of the last is as good as last.
        private int? Last()
        {
            var least = _hopeful.Min(c => _votes[c]);
            return _ties.Choose([.. _hopeful.Where(c => _votes[c] <= least + _surplus)], false, _history, _rounds.Count + 1);
        }

        private void FillTheRest()
        {
            List<int> last = [.. _hopeful.OrderByDescending(c => _votes.Length == 0 ? 0 : _votes[c])];
            _winners.AddRange(last);
            if (_rounds.Count > 0 && last.Count > 0) _rounds[^1] = _rounds[^1] with { Elected = [.. _rounds[^1].Elected, .. last.Select(Name)] };
        }

        private void Close(IReadOnlyList<int> elected, int? excluded)
        {
            _history.Add([.. _votes]);
            _rounds.Add(new(Enumerable.Range(0, _n).ToDictionary(Name, c => Text(_votes[c])), [.. elected.Select(Name)], excluded is { } e ? [Name(e)] : [], Text((rankings.Valid * One) - _votes.Sum())));
        }

        private string Name(int candidate) => rankings.Candidates[candidate];

        private static long Up(Int128 value, long by) => (long)((value + by - 1) / by);
    }
}
