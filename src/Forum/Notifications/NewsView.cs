using System.Text.Json;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Organisation;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications;

/// <summary>What the caller was told, newest first. A line about a matter that they may no longer see is left out.</summary>
[SignedIn("one's own")]
public sealed record GetNews(long? Before = null) : IQuery<Listing<NewsLine>>;

public sealed record NewsLine(long Id, string Text, string Href, DateTimeOffset At, bool IsNew);

public sealed class GetNewsHandler(ForumDb db, Desk desk, NewsWords words, PublishedDrafts published) : IRequestHandler<GetNews, Outcome<Listing<NewsLine>>>
{
    private const int Take = 50;
    private const string Drafts = "/drafts";

    public async Task<Outcome<Listing<NewsLine>>> Handle(GetNews request, CancellationToken stop)
    {
        var rows = await db.News.AsNoTracking().VisibleTo(desk.Caller, db).Where(n => request.Before == null || n.OutboxId < request.Before).OrderByDescending(n => n.OutboxId).Take(Take + 1).ToListAsync(stop);
        var me = desk.Caller.AccountId;
        var drafts = rows.Select(DraftOf).OfType<DraftId>().ToList();
        var there = drafts.Count == 0 ? [] : await db.Drafts.Where(d => drafts.Contains(d.Id) && (d.AuthorId == me || d.CoAuthors.Any(c => c.AccountId == me && c.EndedAt == null))).Select(d => d.Id).ToListAsync(stop);
        var went = await published.OfAsync([.. drafts.Except(there)], stop);
        return new Listing<NewsLine>(
            [.. rows.Take(Take).Select(r => new NewsLine(r.OutboxId, words.Of(r), DraftOf(r) is { } draft && !there.Contains(draft) ? went.GetValueOrDefault(draft, Drafts) : r.Href, r.At, r.ReadAt is null))],
            rows.Count > Take ? rows[Take - 1].OutboxId.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    // A draft may be gone, or no longer theirs.
    private static DraftId? DraftOf(NewsRow row) => row.Href.StartsWith(Drafts + "/", StringComparison.Ordinal) && Guid.TryParse(row.Href[(Drafts.Length + 1)..], out var id) ? new(id) : null;
}

/// <summary>A line's words, in the language that is spoken where it is read.</summary>
public sealed class NewsWords(TextBook texts)
{
    /// <summary>The fact that stands in the place of a title, where whoever passes a line on may not read that.</summary>
    public const string Unnamed = "unnamed";

    public string Of(NewsRow row) => Of(row.Text, Facts(row.Facts));

    /// <summary>The words of a line that is passed on: what is hidden is called by its number.</summary>
    public string AtDoor(string text, string facts)
    {
        var all = Facts(facts);
        if (all.TryGetValue(Unnamed, out var number)) all["title"] = number;
        return Of(text, all);
    }

    /// <summary>What the matter is called, where the line says so: of two that it names, the one to which it leads.</summary>
    public static string? TitleOf(NewsRow row) => Facts(row.Facts) is var facts ? facts.GetValueOrDefault("matter") ?? facts.GetValueOrDefault("title") : null;

    private string Of(string text, Dictionary<string, string> facts) => texts[text, [.. facts.Select(f => f.Key[0] == News.Key ? (f.Key[1..], f.Value.Length == 0 ? "" : texts[f.Value]) : (f.Key, (object?)f.Value))]];

    private static Dictionary<string, string> Facts(string facts) => JsonSerializer.Deserialize<Dictionary<string, string>>(facts)!;
}

/// <summary>One's own lines; a line about a concern, a proposal or an amendment only as long as one may see it, or would if it were not hidden and the line says why it is; one about a public matter as long as one reads that community.</summary>
public static class NewsVisibility
{
    public static IQueryable<NewsRow> VisibleTo(this IQueryable<NewsRow> news, Caller caller, ForumDb db)
    {
        var (me, concerns, known, proposals, communities) = (caller.AccountId, db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db), db.Concerns.IgnoreAutoIncludes().InSightOf(caller, db), db.Proposals.IgnoreAutoIncludes().VisibleTo(caller, db), caller.Reach);
        return news.Where(n => n.AccountId == me
            && (n.ConcernId == null || concerns.Any(c => c.Id == n.ConcernId) || (n.Href.StartsWith("/concerns/") && n.Href.EndsWith("/hiding") && known.Any(c => c.Id == n.ConcernId)))
            && (n.ProposalId == null || proposals.Any(p => p.Id == n.ProposalId))
            && (n.OtherProposalId == null || proposals.Any(p => p.Id == n.OtherProposalId))
            && (!n.Href.StartsWith("/amendments/") || !db.Amendments.Any(a => a.Hidden != null && n.Href == "/amendments/" + ((Guid)(object)a.Id).ToString().ToLower()))
            && (n.Matter == null || n.ConcernId != null || n.Kind == Domain.Notifications.NewsKind.Duty || communities.Contains(n.CommunityId)));
    }
}

/// <summary>How many lines are unread, for the masthead; kept until there are others, since every page asks, and no longer than the caller's holdings are the same ones: a term that ends takes lines out of sight.</summary>
public sealed class Unread(ForumDb db, KeptAnswers kept)
{
    /// <summary>On which it hangs: everybody's news.</summary>
    public const string Topic = "news";

    public async Task<int> OfAsync(Caller caller) => caller.IsSignedIn ? await kept.OfAsync((nameof(Unread), caller.AccountId, caller.Holdings), caller, () => db.News.VisibleTo(caller, db).CountAsync(n => n.ReadAt == null), Topic) : 0;
}

/// <summary>How many lines are unread.</summary>
[SignedIn("one's own")]
public sealed record GetUnread : IQuery<UnreadNews>;

/// <param name="Label">The masthead's words for it.</param>
public sealed record UnreadNews(int Count, string Label)
{
    /// <summary>More than ninety-nine are not counted out: the masthead of a phone has room for two digits.</summary>
    public static string Words(int count, TextBook texts) => count > 0 ? texts["shell.news-count", ("count", count > 99 ? "99+" : count)] : texts["shell.news"];
}

public sealed class GetUnreadHandler(Unread unread, Desk desk, TextBook texts) : IRequestHandler<GetUnread, Outcome<UnreadNews>>
{
    public async Task<Outcome<UnreadNews>> Handle(GetUnread request, CancellationToken stop)
    {
        var count = await unread.OfAsync(desk.Caller);
        return new UnreadNews(count, UnreadNews.Words(count, texts));
    }
}
