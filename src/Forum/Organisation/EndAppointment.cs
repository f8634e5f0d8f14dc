using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Ends somebody's role now, with a reason. Its rights are gone with the commit.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record EndAppointment(AppointmentId Id, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("reason", Reason, 400) is { } wrong) yield return wrong;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Appointments.AsNoTracking().Where(a => a.Id == Id).Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class EndAppointmentHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<EndAppointment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndAppointment request, CancellationToken stop)
    {
        var appointment = await db.Appointments.SingleAsync(a => a.Id == request.Id, stop);
        return appointment.End(desk.Caller.AccountId!.Value, request.Reason!, time.GetUtcNow());
    }
}
