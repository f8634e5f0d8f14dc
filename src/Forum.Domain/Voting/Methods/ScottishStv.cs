using System.Globalization;

namespace Forum.Domain.Voting.Methods;

/// <summary>
/// The single transferable vote as Scottish councils are elected: weighted inclusive Gregory transfers, five decimals,
/// the rest cut off, ties by the latest earlier stage, then by lot (The Scottish Local Government Elections Order 2007,
/// SSI 2007/42, schedule 1, rules 46 to 52).
/// </summary>
public static class ScottishStv
{
    private const long One = 100_000;

    /// <summary>Counts. A rank that several share stops a ballot there, as an unmarked one would.</summary>
    public static CountResult Count(Rankings rankings, int seats, Lot? lot = null) =>
        rankings.Valid == 0 ? CountResult.OfNobody("scottish-stv", rankings.Candidates, 0, seats) : new Run(rankings, seats, lot).Count();

    // Papers of one sequence that came to a candidate together, each at the same value.
    private readonly record struct Parcel(int Ballot, int At, long Value);

    private sealed class Run(Rankings rankings, int seats, Lot? lot)
    {
        private readonly int _n = rankings.Candidates.Count;
        private readonly int[][] _orders = [.. rankings.Ballots.Select(b => b.Ranks.TakeWhile(r => r.Count == 1).Select(r => r[0]).ToArray())];
        private readonly List<Parcel>[] _held = [.. rankings.Candidates.Select(_ => new List<Parcel>())];
        private readonly long[] _votes = new long[rankings.Candidates.Count];
        private readonly bool[] _out = new bool[rankings.Candidates.Count], _elected = new bool[rankings.Candidates.Count];
        private readonly List<int> _winners = [], _surpluses = [];
        private readonly List<long[]> _history = [];
        private readonly List<CountRound> _rounds = [];
        private readonly TieBreak _ties = new(rankings.Candidates, lot);
        private long _quota, _nameless;

        public CountResult Count()
        {
            for (var ballot = 0; ballot < _orders.Length; ballot++) Give(new(ballot, -1, One));
            _quota = (((rankings.Valid - _nameless) / (seats + 1)) + 1) * One;
            Close(Elect(), []);
            while (_winners.Count < seats && !FillTheRest() && Next()) { }
            return new("scottish-stv", rankings.Candidates, rankings.Valid, [.. _winners.Take(seats).Select(Name)])
            {
                Seats = seats, Quota = Text(_quota), Rounds = _rounds, Ties = _ties.Ties, Open = _ties.IsOpen,
            };
        }

        // A surplus goes before an exclusion; the largest first.
        private bool Next()
        {
            var most = _surpluses.Count == 0 ? 0 : _surpluses.Max(c => _votes[c]);
            if (most > _quota)
            {
                if (_ties.Choose([.. _surpluses.Where(c => _votes[c] == most)], true, _history, _rounds.Count) is not { } from) return false;
                _surpluses.Remove(from);
                TransferSurplus(from);
                Close(Elect(), []);
                return true;
            }
            var continuing = Continuing();
            var least = continuing.Min(c => _votes[c]);
            if (_ties.Choose([.. continuing.Where(c => _votes[c] == least)], false, _history, _rounds.Count) is not { } last) return false;
            Exclude(last);
            Close(Elect(), [last]);
            return true;
        }

        // No more continue than places are left: they are elected without more ado (rule 52).
        private bool FillTheRest()
        {
            var continuing = Continuing();
            if (_winners.Count + continuing.Count > seats) return false;
            List<int> last = [.. continuing.OrderByDescending(c => _votes[c])];
            foreach (var candidate in last) _elected[candidate] = true;
            _winners.AddRange(last);
            if (_rounds.Count > 0 && last.Count > 0) _rounds[^1] = _rounds[^1] with { Elected = [.. _rounds[^1].Elected, .. last.Select(Name)] };
            return true;
        }

        private List<int> Continuing() => [.. Enumerable.Range(0, _n).Where(c => !_out[c] && !_elected[c])];

        private List<int> Elect()
        {
            List<int> now = [.. Continuing().Where(c => _votes[c] >= _quota).OrderByDescending(c => _votes[c])];
            foreach (var candidate in now) _elected[candidate] = true;
            _winners.AddRange(now);
            _surpluses.AddRange(now.Where(c => _votes[c] > _quota));
            return now;
        }

        // Each paper goes on at the surplus times its value, divided by the votes; what is below five decimals is lost.
        private void TransferSurplus(int from)
        {
            var (surplus, votes, papers) = (_votes[from] - _quota, _votes[from], _held[from]);
            _held[from] = [];
            _votes[from] = _quota;
            foreach (var paper in papers) Give(paper with { Value = (long)((Int128)surplus * paper.Value / votes) });
        }

        private void Exclude(int candidate)
        {
            var papers = _held[candidate];
            (_held[candidate], _votes[candidate], _out[candidate]) = ([], 0, true);
            foreach (var paper in papers) Give(paper);
        }

        private void Give(Parcel paper)
        {
            var order = _orders[paper.Ballot];
            var count = rankings.Ballots[paper.Ballot].Count;
            for (var at = paper.At + 1; at < order.Length; at++)
            {
                if (_out[order[at]] || _elected[order[at]]) continue;
                _held[order[at]].Add(paper with { At = at });
                _votes[order[at]] += count * paper.Value;
                return;
            }
            if (paper.At < 0) _nameless += count;
        }

        private void Close(IReadOnlyList<int> elected, IReadOnlyList<int> excluded)
        {
            _history.Add([.. _votes]);
            _rounds.Add(new(Enumerable.Range(0, _n).ToDictionary(Name, c => Text(_votes[c])), [.. elected.Select(Name)], [.. excluded.Select(Name)], Text((rankings.Valid * One) - _votes.Sum())));
        }

        private string Name(int candidate) => rankings.Candidates[candidate];

        private static string Text(long units) => (units / (decimal)One).ToString("F5", CultureInfo.InvariantCulture);
    }
}
