using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Accounts;

/// <summary>Ends sessions within the transaction of whoever asks, and hangs up their open connections.</summary>
public sealed class Sessions(ForumDb db, Connections connections)
{
    /// <summary>Every open session of an account, but the one that is kept.</summary>
    public async Task EndAsync(AccountId account, Guid? keep, CancellationToken stop)
    {
        foreach (var session in await db.Sessions.Where(s => s.AccountId == account && s.EndedAt == null && s.Id != keep).ToListAsync(stop))
        {
            session.EndedAt = TimeProvider.System.GetUtcNow();
            connections.HangUp(session.Id);
        }
    }
}
