using Forum.Domain.Ledger;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Ledger;

/// <summary>Where a community's chain ended at some moment.</summary>
public sealed record LedgerEnd(PlaceId Community, long Seq, string Hash)
{
    /// <summary>Whether the chain still has this row.</summary>
    public Task<bool> IsThereAsync(ForumDb db, CancellationToken stop) => db.Ledger.AnyAsync(r => r.CommunityId == Community && r.Seq == Seq && r.Hash == Hash, stop);
}

/// <summary>
/// The ends of the chains, noted outside the database, in the <see cref="KeyFolder"/>: whoever cuts the last rows off
/// leaves a chain that holds by itself, but is shorter than it once was.
/// </summary>
public sealed class LedgerEnds(KeyFolder folder)
{
    private const string File = "ledger-ends";

    public IReadOnlyList<LedgerEnd> Read() => folder.Read(File) is { } noted ? JsonSerializer.Deserialize<IReadOnlyList<LedgerEnd>>(noted)! : [];

    /// <summary>Notes the ends as they are, unless a chain lacks what was noted before: then the older note stays and tells.</summary>
    public async Task NoteAsync(ForumDb db, CancellationToken stop)
    {
        Dictionary<PlaceId, LedgerEnd> ends = Read().ToDictionary(e => e.Community);
        var last = await db.Ledger.AsNoTracking().GroupBy(r => r.CommunityId).Select(g => new { g.Key, Seq = g.Max(r => r.Seq) }).ToListAsync(stop);
        var changed = false;
        foreach (var (community, seq) in last.Select(l => (l.Key, l.Seq)))
        {
            var before = ends.GetValueOrDefault(community);
            if (before is not null && (before.Seq >= seq || !await before.IsThereAsync(db, stop))) continue;
            ends[community] = new(community, seq, await db.Ledger.Where(r => r.CommunityId == community && r.Seq == seq).Select(r => r.Hash).SingleAsync(stop));
            changed = true;
        }
        if (changed) folder.Replace(File, JsonSerializer.SerializeToUtf8Bytes(ends.Values));
    }
}

/// <summary>Notes the ends every minute while the portal runs.</summary>
public sealed class LedgerEndsClock(LedgerEnds ends, IServiceScopeFactory scopes, ILogger<LedgerEndsClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await ends.NoteAsync(scope.ServiceProvider.GetRequiredService<ForumDb>(), stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "The ends of the ledger were not noted"); }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}

public static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services) =>
        services.AlterNothing(typeof(LedgerRow), typeof(SealSalt)).AddSingleton<LedgerEnds>().AddScoped<ICheck, LedgerCheck>().AddScoped<SealedWords>().AddHostedService<LedgerEndsClock>();
}
