using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Keeps an office for somebody without an account; the code is in this answer and nowhere else.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record Invite(Role? Role, PlaceId? Place, UnitId? Unit, PartyUnitId? PartyUnit, DateTimeOffset? Until) : ICommand<Invited>, IAt, IShaped, ISecret
{
    public IEnumerable<Refusal> Wrong() => new Appoint(null, Role, Place, Unit, PartyUnit, null, Until).Wrong();

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => new Appoint(null, Role, Place, Unit, PartyUnit, null, Until).WhereAsync(db, caller, stop);
}

/// <summary>An invitation and its code, shown once.</summary>
public sealed record Invited(InvitationId Id, string Code, DateTimeOffset ExpiresAt);

public sealed class InviteHandler(ForumDb db, Desk desk, OfficeDesk offices, IdSource ids, TimeProvider time) : IRequestHandler<Invite, Outcome<Invited>>
{
    public async Task<Outcome<Invited>> Handle(Invite request, CancellationToken stop)
    {
        var office = await offices.FindAsync(new(request.Role!.Value, request.Place!.Value, request.Unit, request.PartyUnit), stop);
        if (!office.Ok) return office.Map(_ => (Invited)null!);
        var (code, hash) = Codes.New();
        return Invitation.Make(ids.New<InvitationId>(), hash, office.Value, request.Until!.Value, desk.Caller.AccountId!.Value, time.GetUtcNow())
            .Map(made => new Invited(db.Invitations.Add(made).Entity.Id, code, made.ExpiresAt));
    }
}
