using Forum.Domain.Kernel;
using Forum.Foundation.Finding;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>One thing found, with the pieces of its text: what is shown of it is text, the pieces that were sought are told apart.</summary>
/// <param name="Stage">Where it stands, in the words of its own kind.</param>
public sealed record FoundItem(SearchKind Kind, string Id, string Href, string? Number, IReadOnlyList<Piece> Title, IReadOnlyList<Piece> Text, string Place, string? Stage, DateTimeOffset At);

/// <summary>Makes of documents what is shown. Whoever asks has narrowed them to what the caller may read.</summary>
public sealed class FoundItems(ForumDb db)
{
    private const int Shown = 130;

    public async Task<IReadOnlyList<FoundItem>> OfAsync(IReadOnlyList<SearchDocument> documents, Sought sought, CancellationToken stop)
    {
        var ids = documents.Select(d => d.PlaceId).Distinct().ToList();
        var places = await db.Places.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        var titles = await TitlesAsync(documents, stop);
        return [.. documents.Select(d => new FoundItem(d.Kind, d.SubjectId.ToString(), Href(d), d.Number,
            d.Kind is SearchKind.Comment or SearchKind.Contribution ? [new(titles[d.SubjectId], false)] : Marks.Whole(d.Title, sought), Marks.Part(d.Body, sought, Shown),
            places.GetValueOrDefault(d.PlaceId, ""), d.Stage is null ? null : Stages.Word(d.Stage), d.At))];
    }

    // What was said is headed by what it was said of.
    private async Task<Dictionary<Guid, string>> TitlesAsync(IReadOnlyList<SearchDocument> documents, CancellationToken stop)
    {
        var (comments, calls) = (documents.Where(d => d.Kind == SearchKind.Comment).Select(d => d.CommentId!.Value).ToList(), documents.Where(d => d.Kind == SearchKind.Contribution).Select(d => d.CallId!.Value).Distinct().ToList());
        var titles = comments.Count == 0 ? [] : await db.Comments.AsNoTracking().Where(c => comments.Contains(c.Id)).Join(db.Proposals.IgnoreAutoIncludes(), c => c.ProposalId, p => p.Id, (c, p) => new { c.Id, p.Title }).ToDictionaryAsync(r => r.Id.Value, r => r.Title, stop);
        var asked = calls.Count == 0 ? [] : await db.Calls.AsNoTracking().IgnoreAutoIncludes().Where(c => calls.Contains(c.Id)).Select(c => new { c.Id, c.Title }).ToDictionaryAsync(c => c.Id, c => c.Title, stop);
        foreach (var said in documents.Where(d => d.Kind == SearchKind.Contribution)) titles[said.SubjectId] = asked[said.CallId!.Value];
        return titles;
    }

    internal static string Href(SearchDocument d) => d.Kind switch
    {
        SearchKind.Concern => $"/concerns/{d.SubjectId}",
        SearchKind.Proposal => $"/proposals/{d.SubjectId}",
        SearchKind.Comment => $"/proposals/{d.ProposalId}/comments/{d.SubjectId}#c-{d.SubjectId}",
        SearchKind.Poll => $"/polls/{d.SubjectId}",
        SearchKind.Notice => $"/polls/{d.SubjectId}/notice",
        SearchKind.Decision => $"/decisions/{d.SubjectId}",
        SearchKind.Call => $"/calls/{d.SubjectId}",
        SearchKind.Contribution => $"/calls/{d.CallId}?cursor={d.ContributionNumber + 1}#n-{d.ContributionNumber}",
        _ => $"/offers/{d.SubjectId}",
    };
}
