using Forum.Domain.Kernel;

namespace Forum.Foundation.Outbox;

/// <summary>An event with its matter's version, as a consumer gets it: at least once, in order within its matter.</summary>
public sealed record Told(long Id, IEvent Event, long Version, string Actor, DateTimeOffset At);

/// <summary>Does something after the commit. Must be harmless when told twice.</summary>
public interface IConsumer
{
    string Name { get; }
    bool Wants(IEvent happened);
    Task TellAsync(Told told, CancellationToken stop);
}

/// <summary>A consumer that is told of many events in one go, in their order. Where that fails it is told one by one.</summary>
public interface ITogether : IConsumer
{
    Task TellTogetherAsync(IReadOnlyList<Told> all, CancellationToken stop);
}

/// <summary>An event with its matter's version.</summary>
public readonly record struct Versioned(IEvent Event, long Version);

/// <summary>Hears of what was committed at once, in its order and from memory: for those alone who bear it that a crash keeps something from them.</summary>
public interface IAtOnce
{
    void Tell(IReadOnlyList<Versioned> all);
}

/// <summary>Rung after a commit, so that what waits is told at once; a slow round finds what another node left.</summary>
public sealed class OutboxBell
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Ring()
    {
        try { _bell.Release(); }
        catch (SemaphoreFullException) { /* it is ringing already */ }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _bell.WaitAsync(atMost, stop);
}
