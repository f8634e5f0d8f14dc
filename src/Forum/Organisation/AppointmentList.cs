using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Who holds which role in the caller's community and above it now, and until when.</summary>
[Anyone("who serves in which office is public in its community")]
public sealed record ListAppointments : IQuery<Listing<AppointmentRow>>;

public sealed record AppointmentRow(AppointmentId Id, string Name, Role Role, PlaceId PlaceId, string Place, string? Of, DateTimeOffset From, DateTimeOffset Until, bool MayEnd);

public sealed class ListAppointmentsHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ListAppointments, Outcome<Listing<AppointmentRow>>>
{
    public async Task<Outcome<Listing<AppointmentRow>>> Handle(ListAppointments request, CancellationToken stop)
    {
        var (community, now) = (desk.Caller.CommunityId, time.GetUtcNow());
        var path = await db.PathAsync(community, stop);
        var rows = await db.Appointments.AsNoTracking().Where(a => a.From <= now && now < a.Until)
            .Join(db.Places.Where(p => p.CommunityId == community || path.StartsWith(p.Path)), a => a.PlaceId, p => p.Id, (a, p) => new
            {
                a.Id, a.AccountId, a.Role, a.PlaceId, p.Name, p.Path, a.From, a.Until,
                Unit = db.Units.Where(u => u.Id == a.UnitId).Select(u => u.Name).FirstOrDefault(), Party = db.PartyUnits.Where(u => u.Id == a.PartyUnitId).Select(u => u.Name).FirstOrDefault(),
            }).OrderBy(a => a.Path).ThenBy(a => a.Role).ToListAsync(stop);
        var names = await db.NamesOfAsync(rows.Select(r => r.AccountId), stop);
        return new Listing<AppointmentRow>([.. rows.Select(r => new AppointmentRow(r.Id, names[r.AccountId], r.Role, r.PlaceId, r.Name, r.Unit ?? r.Party, r.From, r.Until, desk.Caller.May(Right.KeepOrganisation, r.Path)))], null);
    }
}
