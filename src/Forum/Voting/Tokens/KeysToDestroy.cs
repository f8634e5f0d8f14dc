using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// Once the end of a secret poll is on the disk, destroys the file that unwraps its private key, and of one that was called
/// off what waited for a second signature: it has the way it came. Told again after a crash, it finds nothing
/// left to do.
/// </summary>
public sealed class KeysToDestroy(PollKeys keys, IForumStorage storage, IServiceScopeFactory scopes) : IConsumer
{
    public string Name => "poll-keys";

    public bool Wants(IEvent happened) => happened is PollKeyDestroyed;

    public async Task TellAsync(Told told, CancellationToken stop)
    {
        var poll = ((PollKeyDestroyed)told.Event).Poll;
        keys.Destroy(poll);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        await using var writing = await storage.BeginAsync(db, stop);
        // Past the seals: of a poll that somebody changed no row can be saved, and these go all the same.
        await db.WaitingBallots.Where(b => b.PollId == poll).ExecuteDeleteAsync(stop);
        await writing.CommitAsync(stop);
    }
}
