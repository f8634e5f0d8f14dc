using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What was hidden and why, newest first. Never what it said nor whose it was.</summary>
[Anyone("as public as the community; what is hidden is named by its number alone")]
public sealed record ListHidings(string? Before = null, int Take = 20) : IQuery<Listing<HidingLine>>;

/// <param name="What">What was hidden.</param>
/// <param name="As">By which office.</param>
/// <param name="Of">Of which body or place.</param>
public sealed record HidingLine(string Number, DateTimeOffset At, TextName What, HouseRule Rule, string Reason, Role As, string Of, AppealLine? Appeal);

/// <param name="ShowsAgain">What came of it; nothing yet where it waits.</param>
public sealed record AppealLine(DateTimeOffset At, bool? ShowsAgain, string? Reason, Role? As, string? Of, DateTimeOffset? AnsweredAt);

public sealed class ListHidingsHandler(ForumDb db, Desk desk) : IRequestHandler<ListHidings, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidings request, CancellationToken stop)
    {
        var (take, reach) = (Math.Clamp(request.Take, 1, 100), desk.Caller.Reach);
        var hidings = db.Hidings.AsNoTracking().Where(h => reach.Contains(h.CommunityId));
        if (request.Before is { Length: > 0 and < 20 } before) hidings = hidings.Where(h => string.Compare(h.Number, before) < 0);
        var lines = await hidings.OrderByDescending(h => h.Number).Take(take + 1).LinesAsync(db, stop);
        return new Listing<HidingLine>([.. lines.Take(take)], lines.Count > take ? lines[take - 1].Number : null);
    }
}

public static class HidingLines
{
    internal static async Task<IReadOnlyList<HidingLine>> LinesAsync(this IQueryable<HidingEntry> hidings, ForumDb db, CancellationToken stop)
    {
        var rows = await hidings.ToListAsync(stop);
        var ids = rows.Select(r => r.Id).ToList();
        var appeals = await db.HidingAppeals.AsNoTracking().Where(a => ids.Contains(a.HidingId)).ToDictionaryAsync(a => a.HidingId, stop);
        var names = await db.NamesAsync([.. rows.Select(r => new TextRef(r.Kind, r.TextId))], stop);
        return [.. rows.Select(r => new HidingLine(r.Number, r.At, names[new(r.Kind, r.TextId)], r.Rule, r.Reason, r.By.As, r.By.Of, appeals.GetValueOrDefault(r.Id) is { } a ? Of(a) : null))];
    }

    private static AppealLine Of(HidingAppeal a) => new(a.At, a.Answer?.ShowsAgain, a.Answer?.Reason, a.Answer?.As, a.Answer?.Of, a.Answer?.At);
}
