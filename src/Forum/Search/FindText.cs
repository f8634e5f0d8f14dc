using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Forum.Council.Calls;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Finding;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

/// <summary>What holds the words that somebody looks for, the best first; without words, what the filters leave, the newest first.</summary>
/// <param name="Text">Words, "words that stand together", -words that must not be there; or a number that people write down.</param>
/// <param name="Place">Only of this place and what lies in it.</param>
/// <param name="From">Only from this day on, in the community's zone.</param>
/// <param name="To">Only up to and with this day.</param>
[Anyone("narrowed by the visibility of each kind")]
public sealed record FindText(string? Text, SearchKind? Kind = null, PlaceId? Place = null, string? Stage = null, DateOnly? From = null, DateOnly? To = null, string? Cursor = null, int Take = 20) : IQuery<FoundView>, IShaped
{
    public bool IsFiltered => Place is not null || Stage is not null || From is not null || To is not null;

    public IEnumerable<Refusal> Wrong() => From > To ? [Refusal.Invalid("to", "search.to")] : [];
}

/// <param name="Counts">How many of each kind, whichever kind was asked for.</param>
/// <param name="Shorter">Words of the question that would find something, where it found nothing.</param>
/// <param name="IsNumber">Whether a number was asked for, and what is found bears it.</param>
public sealed record FoundView(IReadOnlyList<FoundItem> Items, string? Next, int Total, IReadOnlyDictionary<SearchKind, int> Counts, IReadOnlyList<string> Shorter, bool IsNumber = false);

public sealed partial class FindTextHandler(ForumDb db, Desk desk, ISearchIndex index, FoundItems items, Moment moment, TimeProvider time) : IRequestHandler<FindText, Outcome<FoundView>>
{
    private const int Furthest = 1000, MostShorter = 5;

    public async Task<Outcome<FoundView>> Handle(FindText request, CancellationToken stop)
    {
        var readable = db.SearchDocuments.AsNoTracking().VisibleTo(desk.Caller, db);
        if (NumberOf(request.Text) is { } number && await ByNumberAsync(await FilterAsync(readable, request, stop), (number.Kind ?? request.Kind, number.Number), stop) is { Total: > 0 } numbered) return numbered;
        var sought = Sought.Read(request.Text);
        if (sought.IsNothing && (!string.IsNullOrWhiteSpace(request.Text) || (request.Kind is null && !request.IsFiltered))) return Nothing([]);
        var found = index.Find(db, sought, time.GetUtcNow()).Join(await FilterAsync(readable, request, stop), h => h.Id, d => d.Id, (h, d) => new { h.Rank, Document = d });
        // Whether the caller may read it is the dearest question, and asked once for each: for the counts and for the page.
        var hits = await found.Select(f => new { f.Rank, f.Document.Id, f.Document.Kind }).ToListAsync(stop);
        var counts = hits.CountBy(h => h.Kind).ToDictionary();
        var total = request.Kind is { } only ? counts.GetValueOrDefault(only) : counts.Values.Sum();
        if (total == 0) return Nothing(await ShorterAsync(readable, sought, stop), counts);
        var (from, take) = (int.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= Furthest ? at : 0, Math.Clamp(request.Take, 1, 100));
        List<long> best = [.. hits.Where(h => request.Kind is null || h.Kind == request.Kind).OrderBy(h => h.Rank).ThenByDescending(h => h.Id).Skip(from).Take(take + 1).Select(h => h.Id)];
        var page = (await db.SearchDocuments.AsNoTracking().Where(d => best.Contains(d.Id)).ToListAsync(stop)).OrderBy(d => best.IndexOf(d.Id)).ToList();
        var next = page.Count > take && from + take <= Furthest ? (from + take).ToString(CultureInfo.InvariantCulture) : null;
        return new FoundView(await items.OfAsync([.. page.Take(take)], sought, stop), next, total, counts, []);
    }

    private static FoundView Nothing(IReadOnlyList<string> shorter, IReadOnlyDictionary<SearchKind, int>? counts = null) => new([], null, 0, counts ?? new Dictionary<SearchKind, int>(), shorter);

    private async Task<IQueryable<SearchDocument>> FilterAsync(IQueryable<SearchDocument> documents, FindText request, CancellationToken stop)
    {
        if (request.Place is { } place)
        {
            var path = await db.Places.Where(p => p.Id == place).Select(p => p.Path).SingleOrDefaultAsync(stop) ?? "?";
            documents = documents.Where(d => db.Places.Any(p => p.Id == d.PlaceId && p.Path.StartsWith(path)));
        }
        if (request.Stage is { } stage)
        {
            var station = Enum.TryParse<MatterStation>(stage, out var known) ? known : default;
            var ending = Enum.TryParse<EndingKind>(stage, out var ended) ? ended : default;
            var step = Enum.TryParse<ProposalStep>(stage, out var passed) ? passed : default;
            var calls = CallsAt(Enum.TryParse<CallState>(stage, out var state) ? state : default);
            // A comment stands where its proposal stands; the steps are parts of the first station; a call stands as the time says.
            documents = documents.Where(d => d.Stage == stage
                || (d.Kind == SearchKind.Comment && db.Proposals.IgnoreAutoIncludes().Any(p => p.Id == d.ProposalId && (p.Ending == null ? p.Station == station : p.Ending.Kind == ending)))
                || ((d.Kind == SearchKind.Proposal || d.Kind == SearchKind.Comment) && db.Proposals.IgnoreAutoIncludes().Any(p => p.Id == d.ProposalId && p.Ending == null && p.Station == MatterStation.Discussed && p.Step == step))
                || (d.Kind == SearchKind.Call && calls.Any(c => c.Id == d.CallId)));
        }
        if (request.From is { } first && moment.Midnight(Near(first), 0) is var begin) documents = documents.Where(d => d.At >= begin);
        if (request.To is { } last && moment.Midnight(Near(last), 1) is var end) documents = documents.Where(d => d.At < end);
        return documents;
    }

    // As Call.StateAt has it.
    private IQueryable<Call> CallsAt(CallState state)
    {
        var (now, calls) = (time.GetUtcNow(), db.Calls.IgnoreAutoIncludes());
        return state switch
        {
            CallState.Open => calls.OpenAt(now),
            CallState.Closed => calls.Where(c => c.Conclusion == null && c.CalledOff == null && c.ClosesAt <= now),
            CallState.Concluded => calls.Where(c => c.Conclusion != null),
            CallState.CalledOff => calls.Where(c => c.Conclusion == null && c.CalledOff != null),
            _ => calls.Where(c => false),
        };
    }

    // A day that no zone can push over the edge of the calendar.
    private static DateOnly Near(DateOnly day) => day.Year < 1900 ? new(1900, 1, 1) : day.Year > 2999 ? new(2999, 12, 31) : day;

    // The same number may stand on matters of several kinds.
    private async Task<FoundView> ByNumberAsync(IQueryable<SearchDocument> readable, (SearchKind? Kind, string Number) sought, CancellationToken stop)
    {
        var found = await readable.Where(d => d.Number == sought.Number && (sought.Kind == null || d.Kind == sought.Kind)).OrderBy(d => d.Kind).ToListAsync(stop);
        return new(await items.OfAsync(found, Sought.Nothing, stop), null, found.Count, found.CountBy(f => f.Kind).ToDictionary(), [], true);
    }

    private static (SearchKind? Kind, string Number)? NumberOf(string? text)
    {
        if (text is not { Length: < 40 } || Number().Match(Words.Form(text, NormalizationForm.FormKC)) is not { Success: true } match) return null;
        SearchKind? kind = match.Groups[1].Value.ToLowerInvariant() switch { "c" => SearchKind.Concern, "p" => SearchKind.Proposal, "d" => SearchKind.Decision, "i" => SearchKind.Call, _ => null };
        return (kind, match.Groups[2].Value);
    }

    private async Task<IReadOnlyList<string>> ShorterAsync(IQueryable<SearchDocument> readable, Sought sought, CancellationToken stop)
    {
        var words = sought.All.SelectMany(t => t.Any[0].Words).Where(w => w.Length > 1).Distinct().Take(12).ToList();
        List<string> shorter = [];
        foreach (var word in words.Count > 1 ? words : [])
            if (shorter.Count < MostShorter && await index.Find(db, Sought.Read(word), time.GetUtcNow()).Join(readable, h => h.Id, d => d.Id, (h, d) => h.Id).AnyAsync(stop)) shorter.Add(word);
        return shorter;
    }

    [GeneratedRegex(@"^\s*(?:/?([cpdi])/)?(\d{4}-\d{6})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
