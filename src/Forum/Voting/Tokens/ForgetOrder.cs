using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// While a secret poll is open, and once after: the journal of the database, in which a line's token and the ballot cast
/// after it stand one behind the other, is emptied every ten seconds. The tables know no order.
/// </summary>
public sealed class ForgetOrder(IForumStorage storage, IServiceScopeFactory scopes, ILogger<ForgetOrder> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);
    private bool _owed = true;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Often);
        do
        {
            try { await RunAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "The journal was not emptied"); }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<ForumDb>().Polls.AnyAsync(p => p.State == PollState.Open && p.Secrecy == Secrecy.Secret, stop);
        if (open || _owed) _owed = !await storage.ForgetOrderAsync(stop) || open;
    }
}
