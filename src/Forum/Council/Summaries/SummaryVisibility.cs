using Forum.Domain.Council.Summaries;

namespace Forum.Council.Summaries;

/// <summary>A summary is as public as its proposal, but one that was hidden is there for nobody, nor what was disputed in it.</summary>
public static class SummaryVisibility
{
    /// <summary>Those that are not hidden, as <see cref="Summary.IsShown"/> has it.</summary>
    public static IQueryable<Summary> Shown(this IQueryable<Summary> summaries) => summaries.Where(s => s.Hidden == null);
}
