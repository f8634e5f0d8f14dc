using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Gives somebody with an account an office for a term. Nobody gives one to themself.</summary>
/// <param name="Account">Who; or else <paramref name="UserName"/>.</param>
/// <param name="From">The first instant of the term; now, where none is given.</param>
[Requires(Right.KeepOrganisation), Official]
public sealed record Appoint(AccountId? Account, Role? Role, PlaceId? Place, UnitId? Unit, PartyUnitId? PartyUnit, DateTimeOffset? From, DateTimeOffset? Until, string? UserName = null)
    : ICommand<AppointmentId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Role is null || Place is null) yield return Refusal.Invalid("office", "office.missing");
        if (Until is null) yield return Refusal.Invalid("until", "until.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == Place).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class AppointHandler(ForumDb db, Desk desk, OfficeDesk offices, IdSource ids, TimeProvider time) : IRequestHandler<Appoint, Outcome<AppointmentId>>
{
    private static readonly Refusal Nobody = Refusal.Invalid("userName", "appointment.nobody");

    public async Task<Outcome<AppointmentId>> Handle(Appoint request, CancellationToken stop)
    {
        var office = await offices.FindAsync(new(request.Role!.Value, request.Place!.Value, request.Unit, request.PartyUnit), stop);
        if (!office.Ok) return office.Map(_ => default(AppointmentId));
        if (await WhoAsync(request, stop) is not { } account) return Nobody;
        if (account == desk.Caller.AccountId) return Refusal.Barred("appointment.oneself");
        return Appointment.Make(ids.New<AppointmentId>(), account, office.Value, request.From ?? time.GetUtcNow(), request.Until!.Value).Map(made => db.Appointments.Add(made).Entity.Id);
    }

    // Somebody of another community is as unknown here as nobody at all, unless the caller's scope holds that community too.
    private async Task<AccountId?> WhoAsync(Appoint request, CancellationToken stop)
    {
        var (id, name) = (request.Account?.Value, request.UserName?.Trim().ToUpperInvariant());
        var communities = desk.Caller.Reach;
        var found = await db.Accounts.Where(a => (id != null ? a.Id == id : a.NormalizedUserName == name) && communities.Contains(a.CommunityId)).Select(a => new { a.Id }).SingleOrDefaultAsync(stop);
        return found is null ? null : new AccountId(found.Id);
    }
}
