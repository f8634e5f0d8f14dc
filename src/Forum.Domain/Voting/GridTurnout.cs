using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>How many of a grid's lines took part.</summary>
/// <param name="Grid">The grid; none for those of several that are shown together, and for who votes through no home.</param>
/// <param name="Voted">Lines that took part.</param>
/// <param name="Roll">Lines.</param>
public sealed record GridTurnout(PlaceId? Grid, int Voted, int Roll)
{
    /// <summary>The fewest voters of a grid of whom its turnout says nothing about one.</summary>
    public const int Least = 5;

    /// <summary>
    /// The turnout of each grid in which at least <see cref="Least"/> took part. The others are shown together, with the
    /// smallest of the rest where they are still too few: nobody can take what is shown from the whole. Nothing where
    /// that leaves a single row.
    /// </summary>
    public static IReadOnlyList<GridTurnout> Shown(IEnumerable<GridTurnout> grids)
    {
        var rows = grids.OrderByDescending(g => g.Grid is not null).ThenByDescending(g => g.Voted).ThenBy(g => g.Grid?.Value).ToList();
        var hidden = rows.FindAll(g => g.Voted < Least || g.Grid is null);
        var shown = rows.Except(hidden).ToList();
        while (hidden.Count > 0 && hidden.Sum(g => g.Voted) < Least && shown.Count > 0)
        {
            hidden.Add(shown[^1]);
            shown.RemoveAt(shown.Count - 1);
        }
        if (shown.Count + (hidden.Count > 0 ? 1 : 0) < 2) return [];
        return hidden.Count == 0 ? shown : [.. shown, new(null, hidden.Sum(g => g.Voted), hidden.Sum(g => g.Roll))];
    }
}
