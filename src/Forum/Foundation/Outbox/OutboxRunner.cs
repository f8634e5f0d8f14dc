using System.Diagnostics;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Outbox;

/// <summary>
/// Tells what waits. Deliveries are claimed together by moving their <see cref="DeliveryRow.NotBefore"/> forward (the
/// lease), so that two nodes do not tell them at once, and kept as told together: two transactions a round. A failure
/// waits longer each time. Within a matter and consumer nothing overtakes. What comes while a round is hardly over waits
/// for company: each round takes the writer's turn.
/// </summary>
public sealed class OutboxRunner(IServiceScopeFactory scopes, IForumStorage storage, OutboxBell bell, ILogger<OutboxRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);
    private const int Most = 200;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                if (await RoundAsync(stop) == Most) continue;
                await bell.WaitAsync(TimeSpan.FromSeconds(1), stop);
                if (Apart - Stopwatch.GetElapsedTime(began) is var early && early > TimeSpan.Zero) await Task.Delay(early, stop);
            }
            catch (OperationCanceledException) { return; }
            catch (Exception failure)
            {
                log.LogError(failure, "An outbox round failed");
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
    }

    /// <summary>Tells what is due now; how many were tried.</summary>
    public async Task<int> RoundAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        var consumers = scope.ServiceProvider.GetServices<IConsumer>().ToDictionary(c => c.Name);
        // Leases run on the real clock: the demo's clock may jump by days.
        var claimed = await ClaimAsync(db, TimeProvider.System.GetUtcNow(), stop);
        List<(DeliveryRow Delivery, Exception? Failure)> told = [];
        foreach (var consumer in claimed.GroupBy(d => d.Consumer)) told.AddRange(await TellAsync(consumers.GetValueOrDefault(consumer.Key), [.. consumer], stop));
        await KeepAsync(db, told, stop);
        return told.Count;
    }

    private async Task<IReadOnlyList<(DeliveryRow, Exception?)>> TellAsync(IConsumer? consumer, IReadOnlyList<DeliveryRow> deliveries, CancellationToken stop)
    {
        if (consumer is ITogether together && deliveries.Count > 1)
            try
            {
                await together.TellTogetherAsync([.. deliveries.Select(Told)], stop);
                return [.. deliveries.Select(d => (d, (Exception?)null))];
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "{Consumer} could not be told of {Count} events together", consumer.Name, deliveries.Count); }
        HashSet<string> held = [];
        List<(DeliveryRow, Exception?)> told = [];
        // What waits behind a failure in its lane keeps its order, and waits as long.
        foreach (var delivery in deliveries.Where(d => !held.Contains(d.Event.Topic)))
        {
            var failure = await TellAsync(consumer, delivery, stop);
            told.Add((delivery, failure));
            if (failure is not null) held.Add(delivery.Event.Topic);
        }
        return told;
    }

    private static Told Told(DeliveryRow delivery) => new(delivery.Event.Id, EventJson.Read(delivery.Event.Kind, delivery.Event.Body), delivery.Event.Version, delivery.Event.Actor, delivery.Event.At);

    // The oldest that are due and stand behind nothing of their matter and consumer that is not.
    private static IQueryable<DeliveryRow> Free(IQueryable<DeliveryRow> waiting, DateTimeOffset now)
    {
        var held = waiting.Where(d => d.NotBefore > now && d.Attempts > 0).GroupBy(d => new { d.Consumer, d.Event.Topic }).Select(lane => new { lane.Key.Consumer, lane.Key.Topic, From = lane.Min(d => d.OutboxId) });
        return waiting.Include(d => d.Event).Where(d => (d.NotBefore <= now || d.Attempts == 0) && !held.Any(lane => lane.Consumer == d.Consumer && lane.Topic == d.Event.Topic && lane.From < d.OutboxId)).OrderBy(d => d.OutboxId).Take(Most);
    }

    private async Task<IReadOnlyList<DeliveryRow>> ClaimAsync(ForumDb db, DateTimeOffset now, CancellationToken stop)
    {
        var waiting = db.Set<DeliveryRow>().AsNoTracking().Where(d => d.DoneAt == null);
        if (!await waiting.AnyAsync(stop)) return [];
        await using var writing = await storage.BeginAsync(db, stop);
        var free = await Free(waiting, now).ToListAsync(stop);
        if (free.Count == 0) return [];
        foreach (var mine in Together(db, free))
            // Another node was faster: it tells them, and what is left is looked for again.
            if (await mine.Rows.Where(d => d.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, now + Lease).SetProperty(d => d.Attempts, d => d.Attempts + 1), stop) != mine.Count) return [];
        await writing.CommitAsync(stop);
        return free;
    }

    // All of the consumers that are told of the same in one statement.
    private static IEnumerable<(IQueryable<DeliveryRow> Rows, int Count)> Together(ForumDb db, IEnumerable<DeliveryRow> deliveries)
    {
        foreach (var same in deliveries.GroupBy(d => d.Consumer, d => d.OutboxId).GroupBy(g => string.Join(' ', g)))
        {
            List<string> names = [.. same.Select(g => g.Key)];
            List<long> ids = [.. same.First()];
            yield return (db.Set<DeliveryRow>().Where(d => names.Contains(d.Consumer) && ids.Contains(d.OutboxId)), names.Count * ids.Count);
        }
    }

    private async Task<Exception?> TellAsync(IConsumer? consumer, DeliveryRow delivery, CancellationToken stop)
    {
        try
        {
            if (consumer is not null) await consumer.TellAsync(Told(delivery), stop);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "{Consumer} could not be told of {Topic}", delivery.Consumer, delivery.Event.Topic);
            return failure;
        }
    }

    // A crash before this tells some twice, which consumers bear; never none.
    private async Task KeepAsync(ForumDb db, IReadOnlyList<(DeliveryRow Delivery, Exception? Failure)> told, CancellationToken stop)
    {
        if (told.Count == 0) return;
        var now = TimeProvider.System.GetUtcNow();
        await using var writing = await storage.BeginAsync(db, stop);
        foreach (var (rows, _) in Together(db, told.Where(t => t.Failure is null).Select(t => t.Delivery))) await rows.ExecuteUpdateAsync(set => set.SetProperty(d => d.DoneAt, now), stop);
        foreach (var (delivery, failure) in told)
        {
            if (failure is null) continue;
            var (wait, why) = (TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, delivery.Attempts + 1))), failure.GetType().Name);
            await db.Set<DeliveryRow>().Where(d => d.OutboxId == delivery.OutboxId && d.Consumer == delivery.Consumer).ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, now + wait).SetProperty(d => d.Failure, why), stop);
        }
        await writing.CommitAsync(stop);
    }
}
