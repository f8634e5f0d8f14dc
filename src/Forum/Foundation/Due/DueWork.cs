using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using MediatR;

namespace Forum.Foundation.Due;

/// <summary>A command that the portal sends by itself because its time has come.</summary>
public sealed record DueCommand(PlaceId CommunityId, ICommand<Done> Command);

/// <summary>A feature's question: what has fallen due? Each command is harmless when sent twice, by two nodes too.</summary>
public interface IDueWork
{
    Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop);
}

/// <summary>Sends what has fallen due, until nothing is left: one thing done may make the next due.</summary>
public sealed class DueRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<DueRunner> log)
{
    private const int MostRounds = 20;

    public async Task RunAsync(CancellationToken stop)
    {
        for (var round = 0; round < MostRounds; round++)
            if (await RoundAsync(stop) == 0) return;
    }

    private async Task<int> RoundAsync(CancellationToken stop)
    {
        List<DueCommand> due = [];
        await using (var scope = scopes.CreateAsyncScope())
            foreach (var work in scope.ServiceProvider.GetServices<IDueWork>()) due.AddRange(await FindAsync(work, stop));
        var done = 0;
        foreach (var item in due)
            if (await SendAsync(item, stop)) done++;
        return done;
    }

    // A question that fails, such as one that needs a key which is missing, holds up none of the others either.
    private async Task<IReadOnlyList<DueCommand>> FindAsync(IDueWork work, CancellationToken stop)
    {
        try { return await work.FindAsync(time.GetUtcNow(), stop); }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "{Work} could not look for what fell due", work.GetType().Name);
            return [];
        }
    }

    // What breaks one thing, such as a row that cannot be read, holds up none of the others.
    private async Task<bool> SendAsync(DueCommand item, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Desk>().Announce(Caller.System(item.CommunityId));
            var outcome = await scope.ServiceProvider.GetRequiredService<ISender>().Send(item.Command, stop);
            if (!outcome.Ok) log.LogWarning("{Command} fell due and was refused: {Codes}", item.Command, string.Join(", ", outcome.Refusals.Select(r => r.Code)));
            return outcome.Ok;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "{Command} fell due and failed", item.Command);
            return false;
        }
    }
}

/// <summary>Looks every quarter of a minute whether something has fallen due.</summary>
public sealed class DueClock(DueRunner runner, ILogger<DueClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15));
        do
        {
            try { await runner.RunAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "Due work failed"); }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}
