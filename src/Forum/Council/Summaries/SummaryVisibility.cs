using Forum.Domain.Council.Summaries;

namespace Forum.Council.Summaries;

/// <summary>A summary is as public as its proposal, but one that was hidden is there for nobody, nor what was disputed in it.</summary>
public static class SummaryVisibility
{
    /// <summary>Those that are not hidden, as <see cref="Summary.IsShown"/> has it.</summary>
    public static IQueryable<Summary> Shown(this IQueryable<Summary> summaries) => summaries.Where(s => s.Hidden == null);

    /// <summary>Disputes that are not hidden, of summaries that are not, as <see cref="SummaryDispute.IsShown"/> has it.</summary>
    public static IQueryable<SummaryDispute> Shown(this IQueryable<SummaryDispute> disputes, IQueryable<Summary> summaries) =>
        disputes.Where(d => d.Hidden == null && summaries.Any(s => s.ProposalId == d.ProposalId && s.Number == d.SummaryNumber && s.Hidden == null));
}
