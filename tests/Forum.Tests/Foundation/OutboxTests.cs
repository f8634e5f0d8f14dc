using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Foundation;

/// <summary>What cannot be told holds up its own matter and no other, however much of it waits.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private async Task<List<long>> WaitAsync(string topic, int count, int attempts, DateTimeOffset notBefore)
    {
        var community = await _host.DbAsync(db => db.Places.Where(p => p.Level == PlaceLevel.Community).Select(p => p.Id).FirstAsync());
        return await _host.DbAsync(async db =>
        {
            List<OutboxRow> rows = [.. Enumerable.Range(1, count).Select(i => new OutboxRow
            {
                CommunityId = community, Topic = topic, Version = i, Kind = "none", Body = "{}", Actor = "system", At = _host.Now(),
                Deliveries = [new() { Consumer = "nobody", Attempts = i == 1 ? attempts : 0, NotBefore = notBefore }],
            })];
            db.AddRange(rows);
            await db.SaveChangesAsync();
            return rows.ConvertAll(r => r.Id);
        });
    }

    private Task<int> ToldAsync(List<long> ids) => _host.DbAsync(db => db.Set<DeliveryRow>().CountAsync(d => ids.Contains(d.OutboxId) && d.DoneAt != null));

    [Fact]
    public async Task Hundreds_that_wait_behind_a_failure_do_not_hold_up_other_matters()
    {
        await _host.DrainAsync();
        // The first failed and is tried again in an hour; the rest stand behind it.
        var held = await WaitAsync("stuck/1", 250, 3, TimeProvider.System.GetUtcNow().AddHours(1));
        var other = await WaitAsync("free/1", 1, 0, default);
        var runner = _host.Services.GetRequiredService<OutboxRunner>();
        await runner.RoundAsync(default);
        Assert.Equal((0, 1), (await ToldAsync(held), await ToldAsync(other)));
        // Its hour over, they are told, in their order and so many at a time.
        await _host.DbAsync(db => db.Set<DeliveryRow>().Where(d => d.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBefore, DateTimeOffset.UnixEpoch)));
        await _host.DrainAsync();
        Assert.Equal(250, await ToldAsync(held));
    }
}
