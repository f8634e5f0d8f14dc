using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Outbox;

namespace Forum.Voting.Tokens;

/// <summary>Once a closing is on the disk, destroys the file that unwraps the poll's private key. Told again after a crash, it finds nothing left to do.</summary>
public sealed class KeysToDestroy(PollKeys keys) : IConsumer
{
    public string Name => "poll-keys";

    public bool Wants(IEvent happened) => happened is PollKeyDestroyed;

    public Task TellAsync(Told told, CancellationToken stop)
    {
        keys.Destroy(((PollKeyDestroyed)told.Event).Poll);
        return Task.CompletedTask;
    }
}
