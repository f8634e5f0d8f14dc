using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// While a secret poll is open, and once after, every ten seconds: ballots that came are laid down anew, since the pages of
/// the file show in which order rows were written, and the journal is emptied, in which a line's token and the ballot cast
/// after it stand one behind the other.
/// </summary>
public sealed class ForgetOrder(IForumStorage storage, IServiceScopeFactory scopes, ILogger<ForgetOrder> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);
    private readonly Dictionary<PollId, (int, int)> _laid = [];
    private HashSet<PollId>? _open;
    private bool _owed = true;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Often);
        do
        {
            try { await RunAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "The order of ballots was not taken out"); }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>Does it once.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        var secret = await db.Polls.AsNoTracking().Where(p => p.Secrecy == Secrecy.Secret && p.OpenedAt != null).Select(p => new { p.Id, p.State }).ToListAsync(stop);
        HashSet<PollId> open = [.. secret.Where(p => p.State == PollState.Open).Select(p => p.Id)];
        // A start does not know what the one before left behind; later, a poll that has closed meanwhile is done once more.
        foreach (var poll in _open is null ? secret.Select(p => p.Id) : open.Union(_open)) await LayAsync(db, poll, stop);
        _open = open;
        if (open.Count > 0 || _owed) _owed = !await storage.ForgetOrderAsync(stop) || open.Count > 0;
    }

    private async Task LayAsync(ForumDb db, PollId poll, CancellationToken stop)
    {
        var there = (await db.SecretBallots.CountAsync(b => b.PollId == poll, stop), await db.WaitingBallots.CountAsync(b => b.PollId == poll, stop));
        if (_laid.GetValueOrDefault(poll) == there) return;
        await storage.LayAnewAsync(db, poll.Value, stop);
        _laid[poll] = there;
    }
}
