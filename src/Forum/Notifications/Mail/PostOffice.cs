using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Mail;

/// <summary>
/// Sends what waits. Each mail is claimed by a lease, so that two nodes do not send it at once; a failure waits longer each
/// time, and after the last try it is given up where its reader sees it. A crash after the server took a mail and before
/// that was noted sends it again under the same Message-ID.
/// </summary>
public sealed class PostOffice(IServiceScopeFactory scopes, IForumStorage storage, MailSettings settings, TimeProvider time, ILogger<PostOffice> log) : BackgroundService
{
    public const int MostTries = 10;
    private const int MostInARound = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (!settings.Works) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
        do
        {
            try { while (await RoundAsync(stop) == MostInARound) { } }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "A round of mails failed"); }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>Sends what is due now; how many were tried.</summary>
    public async Task<int> RoundAsync(CancellationToken stop)
    {
        List<MailRow> due;
        var now = Now;
        await using (var scope = scopes.CreateAsyncScope())
            due = await scope.ServiceProvider.GetRequiredService<ForumDb>().Mails.AsNoTracking().Where(m => m.State == MailState.Waiting && m.NotBefore <= now).OrderBy(m => m.NotBefore).Take(MostInARound).ToListAsync(stop);
        if (due.Count == 0) return 0;
        await using var round = scopes.CreateAsyncScope();
        var postman = round.ServiceProvider.GetRequiredService<IPostman>();
        foreach (var mail in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await SendAsync(scope.ServiceProvider, postman, mail, stop);
        }
        return due.Count;
    }

    // Leases run on the real clock: the demo's may jump by days.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task SendAsync(IServiceProvider services, IPostman postman, MailRow mail, CancellationToken stop)
    {
        var db = services.GetRequiredService<ForumDb>();
        var lease = Now + Lease;
        if (await ChangeAsync(db, mail, mail.Attempts, set => set.SetProperty(m => m.NotBefore, lease).SetProperty(m => m.Attempts, m => m.Attempts + 1), stop) != 1) return;
        try
        {
            var letter = await services.GetRequiredService<LetterWriter>().WriteAsync(mail, stop);
            if (letter is not null) await postman.SendAsync(letter, stop);
            await SettleAsync(db, mail, letter is null ? MailState.Dropped : MailState.Sent, null, stop);
        }
        catch (AddressRefusedException refused)
        {
            log.LogWarning("The mail server refused the address of a mail: {Answer}", refused.Message);
            await SettleAsync(db, mail, MailState.GivenUp, $"refused {refused.Message}", stop);
            if (mail.Kind != MailKind.Code) await db.MailAddresses.Where(a => a.AccountId == mail.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.RefusedAt, time.GetUtcNow()), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            await FailAsync(db, mail, failure, stop);
        }
    }

    private async Task FailAsync(ForumDb db, MailRow mail, Exception failure, CancellationToken stop)
    {
        var tries = mail.Attempts + 1;
        if (tries >= MostTries)
        {
            log.LogError("A mail was given up after {Tries} tries: {Failure}", tries, failure.GetType().Name);
            await SettleAsync(db, mail, MailState.GivenUp, failure.GetType().Name, stop);
            return;
        }
        log.LogWarning("A mail could not be sent and is tried again: {Failure}", failure.GetType().Name);
        var (next, why) = (Now + TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, tries))), failure.GetType().Name);
        await ChangeAsync(db, mail, tries, set => set.SetProperty(m => m.NotBefore, next).SetProperty(m => m.Failure, why), stop);
    }

    private Task<int> SettleAsync(ForumDb db, MailRow mail, MailState state, string? failure, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(db, mail, mail.Attempts + 1, set => set.SetProperty(m => m.State, state).SetProperty(m => m.SettledAt, now).SetProperty(m => m.Failure, failure).SetProperty(m => m.Secret, (string?)null), stop);
    }

    private async Task<int> ChangeAsync(ForumDb db, MailRow mail, int attempts, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<MailRow>> change, CancellationToken stop)
    {
        await using var writing = await storage.BeginAsync(db, stop);
        var changed = await db.Mails.Where(m => m.Id == mail.Id && m.State == MailState.Waiting && m.Attempts == attempts).ExecuteUpdateAsync(change, stop);
        await writing.CommitAsync(stop);
        return changed;
    }
}
