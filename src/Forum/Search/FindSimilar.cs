using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Foundation.Finding;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>Which concerns and proposals are like a text that somebody is about to send: the five likest, or fewer.</summary>
[Anyone("narrowed by the visibility of each kind; private concerns only to whoever raised them")]
public sealed record FindSimilar(string? Title, string? Body) : IQuery<SimilarView>;

public sealed record SimilarView(IReadOnlyList<SimilarItem> Items);

/// <param name="Likeness">Between 0 and 1: the words that both have, by the words that the shorter has.</param>
public sealed record SimilarItem(SearchKind Kind, string Id, string Href, string Number, string Title, string? Stage, DateTimeOffset At, double Likeness);

public sealed class FindSimilarHandler(ForumDb db, Desk desk, ISearchIndex index, TimeProvider time) : IRequestHandler<FindSimilar, Outcome<SimilarView>>
{
    private const int Most = 5, Looked = 40, MostWords = 60, LongestTitle = 200, LongestBody = 2000, ShortTitle = 3;
    private const double Least = 0.3;

    // Pairs with these say how something is said, not what about.
    private const string Empty = "的了是在我你他她它们有和就不也都很这那吗呢吧啊把被给让请说要会能可以对到从上下着过还又再么什怎为与及或等个一";
    private static readonly HashSet<string> EmptyWords = ["the", "and", "for", "are", "was", "not", "with", "that", "this", "have", "has", "from", "but", "our", "you", "they", "will", "can", "please", "there"];

    public async Task<Outcome<SimilarView>> Handle(FindSimilar request, CancellationToken stop)
    {
        var (title, body) = (WordsOf(Cut(request.Title, LongestTitle)), WordsOf(Cut(request.Body, LongestBody)));
        HashSet<string> draft = [.. title, .. body];
        if (draft.Count == 0) return new SimilarView([]);
        var any = new Sought([new Term([.. title.Concat(body).Distinct().Take(MostWords).Select(w => new Phrase([w]))])], []);
        var me = desk.Caller.AccountId;
        var documents = db.SearchDocuments.AsNoTracking().VisibleTo(desk.Caller, db)
            .Where(d => d.Kind == SearchKind.Proposal || (d.Kind == SearchKind.Concern && db.Concerns.IgnoreAutoIncludes().Any(c => c.Id == d.ConcernId && (c.Visibility == Visibility.Public || c.RaisedBy.AccountId == me))));
        var candidates = await index.Find(db, any, time.GetUtcNow()).Join(documents, h => h.Id, d => d.Id, (h, d) => new { h.Rank, Document = d }).OrderBy(f => f.Rank).Take(Looked).Select(f => f.Document).ToListAsync(stop);
        return new SimilarView([.. candidates.Select(d => (Document: d, Like: Likeness(title, draft, d))).Where(c => c.Like >= Least).OrderByDescending(c => c.Like).ThenByDescending(c => c.Document.At).Take(Most).Select(c => Show(c.Document, c.Like))]);
    }

    // Titles that share their words, or a title whose words stand in the other's text.
    private static double Likeness(HashSet<string> title, HashSet<string> draft, SearchDocument other)
    {
        var (theirTitle, theirs) = (WordsOf(other.Title), WordsOf(other.Title + "\n" + other.Body));
        return Math.Max(Share(title, theirTitle), 0.8 * Math.Max(Share(title, theirs, title.Count), Share(theirTitle, draft, theirTitle.Count)));
    }

    private static double Share(HashSet<string> one, HashSet<string> other, int? of = null)
    {
        var both = one.Count(other.Contains);
        // One word is chance, unless two titles hardly have more.
        return both < (of is null && Math.Max(one.Count, other.Count) <= ShortTitle ? 1 : 2) ? 0 : both / (double)(of ?? Math.Max(one.Count, other.Count));
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. Tokeniser.Read(text).Where(t => !t.Closing && (t.Dense ? !t.Word.Any(Empty.Contains) : t.Word.Length > 2 && !EmptyWords.Contains(t.Word))).Select(t => t.Word)];

    private static string Cut(string? text, int most) => text is { } all && all.Length > most ? all[..most] : text ?? "";

    private static SimilarItem Show(SearchDocument d, double like) =>
        new(d.Kind, d.SubjectId.ToString(), FoundItems.Href(d), d.Number!, d.Title, d.Stage is null ? null : Stages.Word(d.Stage), d.At, Math.Round(like, 2));
}
