using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>Ends one of the caller's sessions at once.</summary>
[SignedIn("one's own session only"), NotOfficial("sessions are not acts")]
public sealed record SignOut(Guid SessionId) : ICommand<Done>;

public sealed class SignOutHandler(ForumDb db, Desk desk) : IRequestHandler<SignOut, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SignOut request, CancellationToken stop)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == request.SessionId && s.AccountId == desk.Caller.AccountId!.Value, stop);
        if (session is null) return Refusal.NotFound;
        session.EndedAt ??= TimeProvider.System.GetUtcNow();
        return Outcome.Done;
    }
}
