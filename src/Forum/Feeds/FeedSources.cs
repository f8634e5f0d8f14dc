using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Domain.Council.Calls;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Feeds;

/// <summary>What stands in each feed: what a visitor of the community may see, newest first.</summary>
public sealed class FeedSources(ForumDb db, TextBook texts, TimeProvider time)
{
    private const int Take = 50;

    /// <summary>The feeds by name, with the page that shows the same.</summary>
    public static readonly IReadOnlyDictionary<string, string> Pages = new Dictionary<string, string>
    {
        ["proposals"] = "/proposals", ["decisions"] = "/decisions", ["notices"] = "/decisions", ["concerns"] = "/concerns", ["calls"] = "/calls",
    };

    public Task<IReadOnlyList<FeedEntry>> OfAsync(string name, Caller visitor, CancellationToken stop) => name switch
    {
        "proposals" => ProposalsAsync(visitor, stop),
        "decisions" => DecisionsAsync(visitor, stop),
        "notices" => NoticesAsync(visitor, stop),
        "calls" => CallsAsync(visitor, stop),
        _ => ConcernsAsync(visitor, stop),
    };

    private async Task<IReadOnlyList<FeedEntry>> ProposalsAsync(Caller visitor, CancellationToken stop)
    {
        var rows = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().VisibleTo(visitor, db).OrderByDescending(p => p.PublishedAt).Take(Take)
            .Select(p => new { p.Id, p.Title, p.Number, p.Author.Name, p.From, p.Station, p.Ending, p.PublishedAt, Since = p.Stops.Where(s => s.Station == p.Station).Select(s => s.At).FirstOrDefault(), Revised = p.Versions.OrderByDescending(v => v.Number).Select(v => v.At).FirstOrDefault() }).ToListAsync(stop);
        return [.. rows.Select(r => new FeedEntry(r.Id.Value, r.Title, texts["feeds.proposal", ("number", r.Number), ("name", r.From is { } from ? texts["proposal.both-names", ("name", from.Name), ("by", r.Name)] : r.Name), ("station", r.Ending is { } end ? end.Kind : r.Station)], $"/proposals/{r.Id}", r.PublishedAt, new[] { r.PublishedAt, r.Since, r.Revised, r.Ending?.At ?? r.PublishedAt }.Max()))];
    }

    private async Task<IReadOnlyList<FeedEntry>> DecisionsAsync(Caller visitor, CancellationToken stop)
    {
        var rows = await db.Decisions.AsNoTracking().VisibleTo(visitor, db).OrderByDescending(d => d.PublishedAt).Take(Take).Select(d => new { d.Id, d.Title, d.Number, d.Decides, d.By.Of, d.PublishedAt }).ToListAsync(stop);
        return [.. rows.Select(r => new FeedEntry(r.Id.Value, r.Title, texts[r.Decides ? "feeds.decided" : "feeds.declined", ("number", r.Number), ("of", r.Of)], $"/decisions/{r.Id}", r.PublishedAt, r.PublishedAt))];
    }

    private async Task<IReadOnlyList<FeedEntry>> NoticesAsync(Caller visitor, CancellationToken stop)
    {
        var rows = await db.NoticePeriods.AsNoTracking().IgnoreAutoIncludes().VisibleTo(visitor, db).OrderByDescending(p => p.From).Take(Take).Select(p => new { p.PollId, p.Title, p.Outcome, p.From, p.Until }).ToListAsync(stop);
        return [.. rows.Select(r => new FeedEntry(r.PollId.Value, r.Title, texts["feeds.notice", ("outcome", r.Outcome), ("until", r.Until)], $"/polls/{r.PollId}/notice", r.From, r.From))];
    }

    private async Task<IReadOnlyList<FeedEntry>> ConcernsAsync(Caller visitor, CancellationToken stop)
    {
        var rows = await db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(visitor, db).OrderByDescending(c => c.RaisedAt).Take(Take).Select(c => new { c.Id, c.Title, c.Number, c.Status, c.RaisedAt, c.Since }).ToListAsync(stop);
        return [.. rows.Select(r => new FeedEntry(r.Id.Value, r.Title, texts["feeds.concern", ("number", r.Number), ("status", r.Status)], $"/concerns/{r.Id}", r.RaisedAt, Later(r.RaisedAt, r.Since)))];
    }

    private async Task<IReadOnlyList<FeedEntry>> CallsAsync(Caller visitor, CancellationToken stop)
    {
        var calls = await db.Calls.AsNoTracking().VisibleTo(visitor, db).OrderByDescending(c => c.OpenedAt).Take(Take).ToListAsync(stop);
        return [.. calls.Select(c => new FeedEntry(c.Id.Value, c.Title, texts["feeds.call", ("number", c.Number), ("state", c.StateAt(time.GetUtcNow())), ("until", c.ClosesAt)], $"/calls/{c.Id}", c.OpenedAt, ChangedAt(c)))];
    }

    private static DateTimeOffset ChangedAt(Call call) => new[] { call.OpenedAt, call.Conclusion?.At, call.CalledOff?.At }.Concat(call.Prolongings.Select(p => (DateTimeOffset?)p.At)).Max()!.Value;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
