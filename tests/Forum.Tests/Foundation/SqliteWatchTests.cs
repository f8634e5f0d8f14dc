using System.Data.Common;
using Forum.Foundation.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Tests.Foundation;

/// <summary>Whose commit it was: this process's turns to write, through however many connections, are told from whatever else is committed.</summary>
public sealed class SqliteWatchTests : IDisposable
{
    private const string One = "INSERT INTO t DEFAULT VALUES";
    private readonly string _folder = Directory.CreateTempSubdirectory("forum-watch-").FullName;
    private readonly SqliteStorage _storage;

    public SqliteWatchTests() => _storage = new(File);

    private string File => Path.Combine(_folder, "watched.db");

    /// <summary>As another process does: through a connection that knows nothing of ours.</summary>
    internal static async Task WriteElsewhereAsync(string file, string sql)
    {
        await using var elsewhere = new SqliteConnection($"Data Source={file};Pooling=False");
        await elsewhere.OpenAsync();
        await using var write = elsewhere.CreateCommand();
        write.CommandText = sql;
        Assert.True(await write.ExecuteNonQueryAsync() > 0);
    }

    private ForumDb Open(params IInterceptor[] with)
    {
        var options = new DbContextOptionsBuilder<ForumDb>();
        _storage.Configure(options);
        return new(options.AddInterceptors(with).Options);
    }

    private async Task WriteAsync(ForumDb db)
    {
        await using var writing = await _storage.BeginAsync(db, default);
        await db.Database.ExecuteSqlRawAsync(One);
        await writing.CommitAsync(default);
    }

    [Fact]
    public async Task What_others_commit_is_counted_and_what_this_process_commits_is_not()
    {
        await using var here = Open();
        await using var there = Open();
        await here.Database.ExecuteSqlRawAsync("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        var seen = _storage.OtherCommits();

        foreach (var db in new[] { here, there, there, here }) await WriteAsync(db);
        await using (await _storage.BeginAsync(here, default)) await here.Database.ExecuteSqlRawAsync(One);
        Assert.Equal(seen, _storage.OtherCommits());

        // Before one of ours, between two, after one, and twice with nobody looking.
        await WriteElsewhereAsync(File, One);
        await WriteAsync(here);
        Assert.Equal(seen + 1, _storage.OtherCommits());
        await WriteElsewhereAsync(File, One);
        await WriteElsewhereAsync(File, One);
        Assert.Equal(seen + 2, _storage.OtherCommits());
        await WriteAsync(there);
        Assert.Equal(seen + 2, _storage.OtherCommits());
    }

    [Fact]
    public async Task Who_looks_while_somebody_writes_neither_waits_nor_takes_it_for_anothers()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        var seen = _storage.OtherCommits();
        await using (var writing = await _storage.BeginAsync(db, default))
        {
            await db.Database.ExecuteSqlRawAsync(One);
            Assert.Equal(seen, _storage.OtherCommits());
            await writing.CommitAsync(default);
            Assert.Equal(seen, _storage.OtherCommits());
        }
        Assert.Equal(seen, _storage.OtherCommits());
    }

    [Fact]
    public async Task Another_who_commits_in_the_instant_after_ours_is_counted()
    {
        await using var db = Open(new Rival(() => WriteElsewhereAsync(File, One)));
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        var seen = _storage.OtherCommits();
        await WriteAsync(db);
        Assert.Equal(seen + 1, _storage.OtherCommits());
    }

    public void Dispose()
    {
        _storage.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    /// <summary>Writes as soon as we have, before anybody of us can look.</summary>
    private sealed class Rival(Func<Task> write) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken stop = default) => write();
    }
}
