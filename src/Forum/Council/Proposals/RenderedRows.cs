using System.Globalization;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Kit;
using Microsoft.AspNetCore.Components;

namespace Forum.Council.Proposals;

/// <summary>The rows of a list of proposals as everybody reads them, rendered once for each kept answer.</summary>
public sealed class RenderedRows(PieceRenderer pieces, Moment moment)
{
    private static readonly Rendered<Listing<ProposalRow>, string, MarkupString> All = new();

    /// <summary>Their HTML.</summary>
    public ValueTask<MarkupString> OfAsync(Listing<ProposalRow> list) => All.OfAsync(
        list, CultureInfo.CurrentUICulture.Name, Step(list.Items), async () => new(await pieces.RenderAsync<ProposalRows>((nameof(ProposalRows.All), list.Items))));

    // A day of this year is told without the year; once a period is over a row says since when, not until when.
    private long Step(IReadOnlyList<ProposalRow> rows) => moment.Today.DayNumber * 1000L + rows.Count(r => r.Until <= moment.Now);
}
