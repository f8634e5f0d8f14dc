using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>Who keeps the register settles a dispute. Upheld, the account is no longer that person, and is signed out everywhere.</summary>
[Requires(Right.KeepRegister), Official]
public sealed record SettleJoining(JoiningId Id, bool? Upheld, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Upheld is null) yield return Refusal.Invalid("upheld", "upheld.missing");
        if (Words.Check("reason", Reason, Domain.Register.Joining.LongestReason) is { } wrong) yield return wrong;
    }

    // The right must be held where the joining is.
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Joinings.IgnoreAutoIncludes().Where(j => j.Id == Id).Join(db.Places, j => j.HomeId, p => p.Id, (j, p) => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class SettleJoiningHandler(ForumDb db, Desk desk, Moment moment, Sessions sessions) : IRequestHandler<SettleJoining, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SettleJoining request, CancellationToken stop)
    {
        var joining = await db.Joinings.SingleAsync(j => j.Id == request.Id, stop);
        var settled = joining.Settle(desk.Caller.AccountId!.Value, request.Upheld!.Value, request.Reason!, moment.Now);
        if (!settled.Ok || !request.Upheld.Value) return settled;
        var account = await db.Accounts.SingleAsync(a => a.Id == joining.AccountId.Value, stop);
        account.PersonId = null;
        await sessions.EndAsync(joining.AccountId, null, stop);
        return settled;
    }
}
