using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The office that a link keeps.</summary>
[Anyone("whoever has the link may see what it is for")]
public sealed record GetInvitation(string? Code) : IQuery<InvitationView>;

/// <param name="Of">The body, Party unit or place it is held in.</param>
public sealed record InvitationView(Role Role, string Of, DateTimeOffset Until);

/// <summary>Takes an invitation up: as whoever is signed in, or by a new account.</summary>
[Anyone("nobody has an account yet"), Official]
public sealed record TakeInvitation(string? Code, string? UserName, string? Password, string? DisplayName) : ICommand<Done>, ISecret
{
    /// <summary>Nothing of it is ever written down.</summary>
    public override string ToString() => nameof(TakeInvitation);
}

public sealed class InvitationHandlers(ForumDb db, Desk desk, OfficeDesk offices, NewAccounts accounts, IdSource ids, TimeProvider time)
    : IRequestHandler<GetInvitation, Outcome<InvitationView>>, IRequestHandler<TakeInvitation, Outcome<Done>>
{
    public async Task<Outcome<InvitationView>> Handle(GetInvitation request, CancellationToken stop)
    {
        if (await FindAsync(request.Code, stop) is not { } invitation || !invitation.IsOpen(time.GetUtcNow())) return Refusal.NotFound;
        var of = await db.Units.Where(u => u.Id == invitation.UnitId).Select(u => u.Name).SingleOrDefaultAsync(stop)
            ?? await db.PartyUnits.Where(u => u.Id == invitation.PartyUnitId).Select(u => u.Name).SingleOrDefaultAsync(stop)
            ?? await db.Places.Where(p => p.Id == invitation.PlaceId).Select(p => p.Name).SingleAsync(stop);
        return new InvitationView(invitation.Role, of, invitation.Until);
    }

    public async Task<Outcome<Done>> Handle(TakeInvitation request, CancellationToken stop)
    {
        if (await FindAsync(request.Code, stop) is not { } invitation || !invitation.IsOpen(time.GetUtcNow())) return Invitation.No;
        var office = await offices.FindAsync(new(invitation.Role, invitation.PlaceId, invitation.UnitId, invitation.PartyUnitId), stop);
        if (!office.Ok) return office.Map(_ => default(Done));
        var account = desk.Caller.AccountId is { } own ? own : await NewAsync(request, office.Value, stop);
        if (!account.Ok) return account.Map(_ => default(Done));
        return invitation.Take(ids.New<AppointmentId>(), account.Value, office.Value, time.GetUtcNow()).Map(made => { db.Appointments.Add(made); return default(Done); });
    }

    private async Task<Outcome<AccountId>> NewAsync(TakeInvitation request, Office office, CancellationToken stop)
    {
        Refusal[] wrong = [.. NewAccounts.Wrong(request.UserName, request.Password)];
        if (wrong.Length > 0) return Outcome<AccountId>.Refused(wrong);
        var community = await db.Places.Where(p => p.Level == PlaceLevel.Community && (p.CommunityId == office.CommunityId || p.ParentId == office.CommunityId)).OrderBy(p => p.Path).Select(p => p.Id).FirstAsync(stop);
        var bodies = await db.Units.Where(u => u.CommunityId == community).Select(u => u.Name).ToListAsync(stop);
        if (Domain.Register.DisplayName.Check(request.DisplayName, "", bodies) is { } no) return no;
        return (await accounts.AddAsync(request.UserName!, request.Password!, request.DisplayName!, community, null, stop)).Map(a => a.AccountId);
    }

    private Task<Invitation?> FindAsync(string? code, CancellationToken stop)
    {
        var hash = Codes.HashOf(code);
        return db.Invitations.SingleOrDefaultAsync(i => i.Hash == hash, stop);
    }
}
