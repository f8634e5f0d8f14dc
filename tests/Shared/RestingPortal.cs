using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Shared;

/// <summary>The database of a portal that does not run: what is written here is sealed like its own, with no act in the ledger.</summary>
public static class RestingPortal
{
    public static async Task WriteAsync(string folder, Func<ForumDb, Task> write)
    {
        var options = new DbContextOptionsBuilder<ForumDb>();
        new SqliteStorage(Path.Combine(folder, "forum.db")).Configure(options);
        await using var db = new ForumDb(options.AddInterceptors(new BallotSeals(new KeyFolder(Path.Combine(folder, "keys")), new PollLooks())).Options);
        await write(db);
        await db.SaveChangesAsync();
    }
}
