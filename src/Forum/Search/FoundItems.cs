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
            d.Kind == SearchKind.Comment ? [new(titles[d.CommentId!.Value], false)] : Marks.Whole(d.Title, sought), Marks.Part(d.Body, sought, Shown),
            places.GetValueOrDefault(d.PlaceId, ""), d.Stage is null ? null : Stages.Word(d.Stage), d.At))];
    }

    // A comment is headed by what it was said of.
    private async Task<Dictionary<CommentId, string>> TitlesAsync(IReadOnlyList<SearchDocument> documents, CancellationToken stop)
    {
        var ids = documents.Where(d => d.Kind == SearchKind.Comment).Select(d => d.CommentId!.Value).ToList();
        if (ids.Count == 0) return [];
        return await db.Comments.AsNoTracking().Where(c => ids.Contains(c.Id)).Join(db.Proposals.IgnoreAutoIncludes(), c => c.ProposalId, p => p.Id, (c, p) => new { c.Id, p.Title }).ToDictionaryAsync(r => r.Id, r => r.Title, stop);
    }

    internal static string Href(SearchDocument d) => d.Kind switch
    {
        SearchKind.Concern => $"/concerns/{d.SubjectId}",
        SearchKind.Proposal => $"/proposals/{d.SubjectId}",
        SearchKind.Comment => $"/proposals/{d.ProposalId}/comments/{d.SubjectId}#c-{d.SubjectId}",
        SearchKind.Poll => $"/polls/{d.SubjectId}",
        SearchKind.Notice => $"/polls/{d.SubjectId}/notice",
        SearchKind.Decision => $"/decisions/{d.SubjectId}",
        _ => $"/offers/{d.SubjectId}",
    };
}
