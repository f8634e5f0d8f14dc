using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Shared;

/// <summary>The database of a portal that does not run: what is written here is sealed like its own, and what was done stands in its ledger.</summary>
public static class RestingPortal
{
    public static async Task WriteAsync(string folder, Func<ForumDb, Task> write)
    {
        var options = new DbContextOptionsBuilder<ForumDb>();
        new SqliteStorage(Path.Combine(folder, "forum.db")).Configure(options);
        await using var db = new ForumDb(options.AddInterceptors(new BallotSeals(new KeyFolder(Path.Combine(folder, "keys")), new PollLooks())).Options);
        await write(db);
        foreach (var acts in db.TakeEvents().OfType<IOfficialAct>().GroupBy(a => a.CommunityId))
        {
            var last = await db.Ledger.AsNoTracking().Where(r => r.CommunityId == acts.Key).OrderByDescending(r => r.Seq).FirstOrDefaultAsync();
            foreach (var act in acts) db.Ledger.Add(last = LedgerRow.Next(acts.Key, last, DateTimeOffset.UtcNow, "", act, words => throw new InvalidOperationException($"'{words}' has no salt")));
        }
        await db.SaveChangesAsync();
    }
}
