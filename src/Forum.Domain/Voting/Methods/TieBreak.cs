namespace Forum.Domain.Voting.Methods;

/// <summary>Settles ties by the rule that was declared before opening: an earlier round, then the lot. Keeps every tie that there was, step by step.</summary>
internal sealed class TieBreak(IReadOnlyList<string> candidates, Lot? lot)
{
    private readonly List<CountTie> _ties = [];

    public IReadOnlyList<CountTie> Ties => _ties;

    /// <summary>Whether an open tie was met, so that nothing after it is certain.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Of tied candidates the one to come first: with most votes, or with fewest, in the latest earlier round in which they differ; then by lot.</summary>
    public int? Choose(IReadOnlyList<int> tied, bool most, IReadOnlyList<long[]> history, int? round)
    {
        if (tied.Count == 1) return tied[0];
        IReadOnlyList<int> left = tied;
        for (var at = history.Count - 1; at >= 0 && left.Count > 1; at--)
        {
            var best = most ? left.Max(c => history[at][c]) : left.Min(c => history[at][c]);
            List<int> now = [.. left.Where(c => history[at][c] == best)];
            // A step of its own: whom an earlier round took out, the lot does not know.
            if (now.Count < left.Count) Settled(left, 0, TieResolution.EarlierRound, round);
            left = now;
        }
        if (left.Count == 1) return left[0];
        if (lot is not null) return Settled(left, most ? left.MinBy(lot.PlaceOf) : left.MaxBy(lot.PlaceOf), TieResolution.Lot, round);
        Settled(left, 0, TieResolution.None, round);
        IsOpen = true;
        return null;
    }

    /// <summary>A tie that no rule of the method speaks of.</summary>
    public void Leave(IEnumerable<int> tied, int? round = null)
    {
        Settled([.. tied], 0, TieResolution.None, round);
        IsOpen = true;
    }

    /// <summary>A tie that the lot settled.</summary>
    public void Drawn(IEnumerable<int> tied) => Settled([.. tied], 0, TieResolution.Lot, null);

    private int Settled(IReadOnlyList<int> tied, int chosen, TieResolution by, int? round)
    {
        _ties.Add(new(round, [.. tied.Order().Select(c => candidates[c])], by));
        return chosen;
    }
}
