using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Outbox;

/// <summary>
/// Tells what waits. Deliveries are claimed together by moving their <see cref="DeliveryRow.NotBefore"/> forward (the
/// lease), so that two nodes do not tell them at once, and kept as told together: two transactions a round. A failure
/// waits longer each time. Within a matter and consumer nothing overtakes.
/// </summary>
public sealed class OutboxRunner(IServiceScopeFactory scopes, IForumStorage storage, OutboxBell bell, ILogger<OutboxRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private const int Most = 200;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await RoundAsync(stop) < Most) await bell.WaitAsync(TimeSpan.FromSeconds(1), stop);
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
        var now = TimeProvider.System.GetUtcNow();
        var due = await db.Set<DeliveryRow>().AsNoTracking().Include(d => d.Event).Where(d => d.DoneAt == null).OrderBy(d => d.OutboxId).Take(Most).ToListAsync(stop);
        var claimed = await ClaimAsync(db, due, now, stop);
        HashSet<(string, string)> held = [];
        List<(DeliveryRow Delivery, Exception? Failure)> told = [];
        foreach (var delivery in claimed)
        {
            // What waits behind a failure in its lane keeps its order, and waits as long.
            if (held.Contains(Lane(delivery))) continue;
            var failure = await TellAsync(consumers, delivery, stop);
            told.Add((delivery, failure));
            if (failure is not null) held.Add(Lane(delivery));
        }
        await KeepAsync(db, told, stop);
        return told.Count;
    }

    private static (string, string) Lane(DeliveryRow delivery) => (delivery.Consumer, delivery.Event.Topic);

    private async Task<IReadOnlyList<DeliveryRow>> ClaimAsync(ForumDb db, IReadOnlyList<DeliveryRow> due, DateTimeOffset now, CancellationToken stop)
    {
        if (due.Count == 0) return [];
        HashSet<(string, string)> held = [];
        List<DeliveryRow> claimed = [];
        await using var writing = await storage.BeginAsync(db, stop);
        foreach (var delivery in due.Where(d => !held.Contains(Lane(d))))
        {
            var free = delivery.NotBefore <= now || delivery.Attempts == 0;
            if (free && await Mine(db, delivery).Where(d => d.DoneAt == null && d.Attempts == delivery.Attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, now + Lease).SetProperty(d => d.Attempts, d => d.Attempts + 1), stop) == 1) claimed.Add(delivery);
            else held.Add(Lane(delivery));
        }
        await writing.CommitAsync(stop);
        return claimed;
    }

    private static IQueryable<DeliveryRow> Mine(ForumDb db, DeliveryRow delivery) => db.Set<DeliveryRow>().Where(d => d.OutboxId == delivery.OutboxId && d.Consumer == delivery.Consumer);

    private async Task<Exception?> TellAsync(Dictionary<string, IConsumer> consumers, DeliveryRow delivery, CancellationToken stop)
    {
        try
        {
            var row = delivery.Event;
            if (consumers.TryGetValue(delivery.Consumer, out var consumer))
                await consumer.TellAsync(new(row.Id, EventJson.Read(row.Kind, row.Body), row.Version, row.Actor, row.At), stop);
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
        foreach (var (delivery, failure) in told)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, delivery.Attempts + 1)));
            await (failure is null
                ? Mine(db, delivery).ExecuteUpdateAsync(set => set.SetProperty(d => d.DoneAt, now), stop)
                : Mine(db, delivery).ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, now + wait).SetProperty(d => d.Failure, failure.GetType().Name), stop));
        }
        await writing.CommitAsync(stop);
    }
}
