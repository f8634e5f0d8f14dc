using System.Threading.Channels;
using Forum.Foundation.Outbox;

namespace Forum.Foundation.Live;

/// <summary>
/// Takes what was committed to open pages, in its order, from memory. Whatever a crash keeps from a page the page finds
/// out alone: it joins again with the version that it shows, and a gap in the versions makes it read itself anew.
/// </summary>
public sealed class LiveLane(IServiceScopeFactory scopes, Connections connections, ILogger<LiveLane> log) : BackgroundService, IAtOnce
{
    private const int Most = 200;
    private readonly Channel<Versioned> _waiting = Channel.CreateUnbounded<Versioned>(new() { SingleReader = true });
    private long _given, _told;

    public void Tell(IReadOnlyList<Versioned> all)
    {
        // Whoever connects later joins with what was committed before.
        if (connections.IsEmpty) return;
        Interlocked.Add(ref _given, all.Count);
        foreach (var one in all) _waiting.Writer.TryWrite(one);
    }

    /// <summary>Whether all that was given is told.</summary>
    public bool IsIdle => Interlocked.Read(ref _told) == Interlocked.Read(ref _given);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        List<Versioned> next = [];
        while (await _waiting.Reader.WaitToReadAsync(stop))
        {
            next.Clear();
            while (next.Count < Most && _waiting.Reader.TryRead(out var one)) next.Add(one);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<LivePush>().TellAsync(next, stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "Open pages were not told of {Count} changes", next.Count); }
            Interlocked.Add(ref _told, next.Count);
        }
    }
}
