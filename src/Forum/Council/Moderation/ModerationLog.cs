using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Evaluations;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What was hidden and why, newest first. Never what it said nor whose it was; of a private concern only that one was hidden, by which rule and office.</summary>
[Anyone("as public as the community; what is hidden is named by its number alone")]
public sealed record ListHidings(string? Before = null, int Take = 20) : IQuery<Listing<HidingLine>>;

/// <param name="What">What was hidden; nothing where it is a private concern that the reader may not see or was said of one, nor then why.</param>
/// <param name="As">By which office.</param>
/// <param name="Of">Of which body or place.</param>
public sealed record HidingLine(string Number, DateTimeOffset At, TextName? What, HouseRule Rule, string? Reason, Role As, string Of, AppealLine? Appeal);

/// <param name="ShowsAgain">What came of it; nothing yet where it waits.</param>
public sealed record AppealLine(DateTimeOffset At, bool? ShowsAgain, string? Reason, Role? As, string? Of, DateTimeOffset? AnsweredAt);

public sealed class ListHidingsHandler(ForumDb db, Desk desk) : IRequestHandler<ListHidings, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidings request, CancellationToken stop)
    {
        var (take, reach) = (Math.Clamp(request.Take, 1, 100), desk.Caller.Reach);
        var hidings = db.Hidings.AsNoTracking().Where(h => reach.Contains(h.CommunityId));
        if (request.Before is { Length: > 0 and < 20 } before) hidings = hidings.Where(h => string.Compare(h.Number, before) < 0);
        var lines = await hidings.OrderByDescending(h => h.Number).Take(take + 1).LinesAsync(db, desk.Caller, stop);
        return new Listing<HidingLine>([.. lines.Take(take)], lines.Count > take ? lines[take - 1].Number : null);
    }
}

public static class HidingLines
{
    internal static async Task<IReadOnlyList<HidingLine>> LinesAsync(this IQueryable<HidingEntry> hidings, ForumDb db, Caller caller, CancellationToken stop)
    {
        var rows = await hidings.ToListAsync(stop);
        var ids = rows.Select(r => r.Id).ToList();
        var appeals = await db.HidingAppeals.AsNoTracking().Where(a => ids.Contains(a.HidingId)).ToDictionaryAsync(a => a.HidingId, stop);
        var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
        var secret = await db.SecretAsync(rows, caller, stop);
        return [.. rows.Select(r => (Row: r, Text: new TextRef(r.Kind, r.TextId))).Select(r => (r.Row, r.Text, Told: !secret.Contains(r.Text.Id))).Select(r => new HidingLine(
            r.Row.Number, r.Row.At, r.Told ? names[r.Text] : null, r.Row.Rule, r.Told ? r.Row.Reason : null, r.Row.By.As, r.Row.By.Of, appeals.GetValueOrDefault(r.Row.Id) is { } a ? Of(a, r.Told) : null))];
    }

    // Private concerns that the reader may not see, and what was added to an evaluation of one.
    private static async Task<HashSet<Guid>> SecretAsync(this ForumDb db, IEnumerable<HidingEntry> rows, Caller caller, CancellationToken stop)
    {
        List<(Guid Text, ConcernId Concern)> said = [.. rows.Where(r => r.Kind == TextKind.Concern).Select(r => (r.TextId, new ConcernId(r.TextId)))];
        foreach (var (remark, topic) in await db.TopicsAsync([.. rows.Where(r => r.Kind == TextKind.Remark).Select(r => new RemarkId(r.TextId)).Distinct()], stop))
            if (Matter.Concern(topic) is { } of) said.Add((remark.Value, of));
        if (said.Count == 0) return [];
        var concerns = said.Select(s => s.Concern).Distinct().ToList();
        var seen = await db.Concerns.IgnoreAutoIncludes().InSightOf(caller, db).Where(c => concerns.Contains(c.Id)).Select(c => c.Id).ToListAsync(stop);
        return [.. said.Where(s => !seen.Contains(s.Concern)).Select(s => s.Text)];
    }

    private static AppealLine Of(HidingAppeal a, bool told) => new(a.At, a.Answer?.ShowsAgain, told ? a.Answer?.Reason : null, a.Answer?.As, a.Answer?.Of, a.Answer?.At);
}
