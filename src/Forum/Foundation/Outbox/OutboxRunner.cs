using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Outbox;

/// <summary>
/// Tells what waits. A delivery is claimed by moving its <see cref="DeliveryRow.NotBefore"/> forward (the lease), so that
/// two nodes do not tell it at once; a failure waits longer each time. Within a matter and consumer nothing overtakes.
/// </summary>
public sealed class OutboxRunner(IServiceScopeFactory scopes, OutboxBell bell, ILogger<OutboxRunner> log) : BackgroundService
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
        var due = await db.Set<DeliveryRow>().Include(d => d.Event).Where(d => d.DoneAt == null).OrderBy(d => d.OutboxId).Take(Most).ToListAsync(stop);
        HashSet<(string, string)> held = [];
        var tried = 0;
        foreach (var delivery in due)
        {
            var lane = (delivery.Consumer, delivery.Event.Topic);
            if (held.Contains(lane)) continue;
            if (delivery.NotBefore > now && delivery.Attempts > 0) { held.Add(lane); continue; }
            if (!await ClaimAsync(db, delivery, now, stop)) { held.Add(lane); continue; }
            tried++;
            if (!await TellAsync(db, consumers, delivery, stop)) held.Add(lane);
        }
        return tried;
    }

    private static async Task<bool> ClaimAsync(ForumDb db, DeliveryRow delivery, DateTimeOffset now, CancellationToken stop) =>
        await db.Set<DeliveryRow>()
            .Where(d => d.OutboxId == delivery.OutboxId && d.Consumer == delivery.Consumer && d.DoneAt == null && d.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, now + Lease).SetProperty(d => d.Attempts, d => d.Attempts + 1), stop) == 1;

    private async Task<bool> TellAsync(ForumDb db, Dictionary<string, IConsumer> consumers, DeliveryRow delivery, CancellationToken stop)
    {
        var mine = db.Set<DeliveryRow>().Where(d => d.OutboxId == delivery.OutboxId && d.Consumer == delivery.Consumer);
        try
        {
            var row = delivery.Event;
            if (consumers.TryGetValue(delivery.Consumer, out var consumer))
                await consumer.TellAsync(new(row.Id, EventJson.Read(row.Kind, row.Body), row.Version, row.Actor, row.At), stop);
            await mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.DoneAt, TimeProvider.System.GetUtcNow()), stop);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "{Consumer} could not be told of {Topic}", delivery.Consumer, delivery.Event.Topic);
            var wait = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, delivery.Attempts + 1)));
            await mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, TimeProvider.System.GetUtcNow() + wait).SetProperty(d => d.Failure, failure.GetType().Name), stop);
            return false;
        }
    }
}
