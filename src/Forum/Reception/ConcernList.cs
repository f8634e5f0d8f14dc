using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>The concerns that this caller may see, newest number first; only one's own where asked.</summary>
/// <param name="Mine">Only those that the caller raised.</param>
/// <param name="Before">The cursor: only numbers below this one.</param>
/// <param name="Take">How many, at most 100.</param>
[Anyone("narrowed by the visibility of concerns")]
public sealed record ListConcerns(bool Mine = false, string? Before = null, int Take = 20) : IQuery<Listing<ConcernRow>>;

public sealed record ConcernRow(ConcernId Id, string Number, string Title, string Category, string Place, ConcernStatus Status, DateTimeOffset Since, DateTimeOffset? Due, DateTimeOffset RaisedAt, Visibility Visibility);

public sealed class ListConcernsHandler(ForumDb db, Desk desk) : IRequestHandler<ListConcerns, Outcome<Listing<ConcernRow>>>
{
    public async Task<Outcome<Listing<ConcernRow>>> Handle(ListConcerns request, CancellationToken stop)
    {
        var take = Math.Clamp(request.Take, 1, 100);
        var me = desk.Caller.AccountId;
        var concerns = db.Concerns.AsNoTracking().IgnoreAutoIncludes().VisibleTo(desk.Caller, db);
        if (request.Mine) concerns = concerns.Where(c => me != null && c.RaisedBy.AccountId == me);
        if (request.Before is { Length: > 0 and < 20 } before) concerns = concerns.Where(c => string.Compare(c.Number, before) < 0);
        var rows = await concerns.OrderByDescending(c => c.Number).Take(take + 1)
            .Join(db.Places, c => c.PlaceId, p => p.Id, (c, p) => new ConcernRow(c.Id, c.Number, c.Title, c.Category, p.Name, c.Status, c.Since, c.Due, c.RaisedAt, c.Visibility))
            .ToListAsync(stop);
        rows = [.. rows.OrderByDescending(r => r.Number, StringComparer.Ordinal)];
        return new Listing<ConcernRow>([.. rows.Take(take)], rows.Count > take ? rows[take - 1].Number : null);
    }
}
