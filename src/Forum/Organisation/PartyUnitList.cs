using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The Party organisation of the caller's community and what stands above it, widest first, with who serves there until when.</summary>
[Anyone("the organisation that results are sent on to is public in its community")]
public sealed record ListPartyUnits : IQuery<Listing<PartyUnitRow>>;

public sealed record PartyUnitRow(PartyUnitId Id, PartyUnitId? ParentId, PartyLevel Level, string Name, PlaceId PlaceId, IReadOnlyList<PartyMemberRow> Members);

public sealed record PartyMemberRow(string Name, Role Role, DateTimeOffset From, DateTimeOffset Until);

public sealed class ListPartyUnitsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ListPartyUnits, Outcome<Listing<PartyUnitRow>>>
{
    public async Task<Outcome<Listing<PartyUnitRow>>> Handle(ListPartyUnits request, CancellationToken stop)
    {
        var (community, now) = (desk.Caller.CommunityId, time.GetUtcNow());
        var path = await db.PathAsync(community, stop);
        var units = await db.PartyUnits.AsNoTracking().Join(db.Places, u => u.PlaceId, p => p.Id, (u, p) => new { Unit = u, p.Path })
            .Where(u => u.Unit.CommunityId == community || path.StartsWith(u.Path)).OrderBy(u => u.Path).ToListAsync(stop);
        var ids = units.Select(u => u.Unit.Id).ToList();
        var members = await db.Appointments.AsNoTracking().Where(a => a.PartyUnitId != null && ids.Contains(a.PartyUnitId.Value) && a.From <= now && now < a.Until)
            .Select(a => new { a.PartyUnitId, a.AccountId, a.Role, a.From, a.Until }).ToListAsync(stop);
        var names = await db.NamesOfAsync(members.Select(m => m.AccountId), stop);
        return new Listing<PartyUnitRow>([.. units.Select(u => new PartyUnitRow(u.Unit.Id, u.Unit.ParentId, u.Unit.Level, u.Unit.Name, u.Unit.PlaceId,
            [.. members.Where(m => m.PartyUnitId == u.Unit.Id).Select(m => new PartyMemberRow(names[m.AccountId], m.Role, m.From, m.Until))]))], null);
    }
}
