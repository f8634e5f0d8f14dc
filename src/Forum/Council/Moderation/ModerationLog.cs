using Forum.Council.Proposals;
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
[Anyone("narrowed by the visibility of proposals")]
public sealed record ListHidings(string? Before = null, int Take = 20) : IQuery<Listing<HidingLine>>;

/// <param name="As">By which office.</param>
/// <param name="Of">Of which body or place.</param>
public sealed record HidingLine(
    string Number, DateTimeOffset At, ProposalId ProposalId, string Proposal, CommentId CommentId, string Place, HouseRule Rule, string Reason, Role As, string Of, AppealLine? Appeal);

/// <param name="ShowsAgain">What came of it; nothing yet where it waits.</param>
public sealed record AppealLine(DateTimeOffset At, bool? ShowsAgain, string? Reason, Role? As, string? Of, DateTimeOffset? AnsweredAt);

public sealed class ListHidingsHandler(ForumDb db, Desk desk) : IRequestHandler<ListHidings, Outcome<Listing<HidingLine>>>
{
    public async Task<Outcome<Listing<HidingLine>>> Handle(ListHidings request, CancellationToken stop)
    {
        var take = Math.Clamp(request.Take, 1, 100);
        var hidings = db.Hidings.AsNoTracking().VisibleTo(desk.Caller, db);
        if (request.Before is { Length: > 0 and < 20 } before) hidings = hidings.Where(h => string.Compare(h.Number, before) < 0);
        var lines = await hidings.OrderByDescending(h => h.Number).Take(take + 1).LinesAsync(db, stop);
        return new Listing<HidingLine>([.. lines.Take(take)], lines.Count > take ? lines[take - 1].Number : null);
    }
}

public static class HidingVisibility
{
    /// <summary>A line of the log is as public as its proposal.</summary>
    public static IQueryable<HidingEntry> VisibleTo(this IQueryable<HidingEntry> hidings, Caller caller, ForumDb db)
    {
        var proposals = db.Proposals.IgnoreAutoIncludes().VisibleTo(caller, db);
        return hidings.Where(h => proposals.Any(p => p.Id == h.ProposalId));
    }

    internal static async Task<IReadOnlyList<HidingLine>> LinesAsync(this IQueryable<HidingEntry> hidings, ForumDb db, CancellationToken stop)
    {
        var rows = await (
            from h in hidings
            join p in db.Proposals.IgnoreAutoIncludes() on h.ProposalId equals p.Id
            join place in db.Places on p.PlaceId equals place.Id
            orderby h.Number descending
            select new { h.Id, h.Number, h.At, h.ProposalId, p.Title, h.CommentId, place.Name, h.Rule, h.Reason, h.By.As, h.By.Of }).ToListAsync(stop);
        var ids = rows.Select(r => r.Id).ToList();
        var appeals = await db.HidingAppeals.AsNoTracking().Where(a => ids.Contains(a.HidingId)).ToDictionaryAsync(a => a.HidingId, stop);
        return [.. rows.Select(r => new HidingLine(r.Number, r.At, r.ProposalId, r.Title, r.CommentId, r.Name, r.Rule, r.Reason, r.As, r.Of, appeals.GetValueOrDefault(r.Id) is { } a ? Of(a) : null))];
    }

    private static AppealLine Of(HidingAppeal a) => new(a.At, a.Answer?.ShowsAgain, a.Answer?.Reason, a.Answer?.As, a.Answer?.Of, a.Answer?.At);
}
