using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Gives somebody a role at a place for a term.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record Appoint(AccountId Account, Role Role, PlaceId Place, UnitId? Unit, PartyUnitId? PartyUnit, DateTimeOffset From, DateTimeOffset Until)
    : ICommand<AppointmentId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.Where(p => p.Id == Place).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class AppointHandler(ForumDb db, IdSource ids) : IRequestHandler<Appoint, Outcome<AppointmentId>>
{
    public async Task<Outcome<AppointmentId>> Handle(Appoint request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == request.Place, stop);
        return Appointment.Make(ids.New<AppointmentId>(), request.Account, request.Role, place, request.Unit, request.PartyUnit, request.From, request.Until)
            .Map(made => { db.Appointments.Add(made); return made.Id; });
    }
}
