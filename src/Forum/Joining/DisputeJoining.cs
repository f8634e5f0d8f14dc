using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>Somebody of the same home says that whoever joined is not that person.</summary>
[SignedIn("only people of the same home, which the handler checks"), Official]
public sealed record DisputeJoining(JoiningId Id, string? Reason) : ICommand<Done>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("reason", Reason, Domain.Register.Joining.LongestReason) is { } wrong) yield return wrong;
    }
}

public sealed class DisputeJoiningHandler(ForumDb db, Desk desk, Moment moment) : IRequestHandler<DisputeJoining, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(DisputeJoining request, CancellationToken stop)
    {
        var joining = await db.Joinings.VisibleTo(desk.Caller, db, moment.Today).SingleOrDefaultAsync(j => j.Id == request.Id, stop);
        return joining is null ? Refusal.NotFound : joining.Dispute(desk.Caller.AccountId!.Value, request.Reason!, moment.Now);
    }
}
