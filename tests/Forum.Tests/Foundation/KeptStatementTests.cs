using Forum.Domain.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Forum.Tests.Foundation;

/// <summary>Statements that are run again, on connections that stay open.</summary>
public sealed class KeptStatementTests(ForumHost host) : IClassFixture<ForumHost>
{
    /// <summary>SQLITE_STMTSTATUS_RUN, https://www.sqlite.org/c3ref/c_stmtstatus_counter.html</summary>
    private const int Runs = 6;

    [Fact]
    public Task The_same_question_within_itself_is_answered_twice() => host.DbAsync(async db =>
    {
        var names = await db.Places.OrderBy(p => p.Path).Select(p => p.Name).Take(5).ToListAsync();
        List<string> outer = [], inner = [];
        await foreach (var name in db.Places.OrderBy(p => p.Path).Select(p => p.Name).Take(5).AsAsyncEnumerable())
        {
            outer.Add(name);
            inner = await db.Places.OrderBy(p => p.Path).Select(p => p.Name).Take(5).ToListAsync();
        }
        Assert.Equal(names, outer);
        Assert.Equal(names, inner);
        return 0;
    });

    [Fact]
    public Task A_question_is_prepared_once() => host.DbAsync(async db =>
    {
        const string about = "prepared once";
        // A new connection, whose statements can be looked at from the first on.
        db.Database.GetDbConnection().Close();
        SqliteConnection.ClearAllPools();
        await db.Database.OpenConnectionAsync();
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        handle.enable_sqlite3_next_stmt(true);
        for (var i = 0; i < 50; i++) await db.Places.TagWith(about).Where(p => p.Name == $"{i}").Select(p => p.Id).SingleOrDefaultAsync();
        List<int> runs = [];
        for (var statement = raw.sqlite3_next_stmt(handle, null!); statement is { IsInvalid: false }; statement = raw.sqlite3_next_stmt(handle, statement))
            if (raw.sqlite3_sql(statement).utf8_to_string().Contains(about)) runs.Add(raw.sqlite3_stmt_status(statement, Runs, 0));
        Assert.Equal([50], runs);
        return 0;
    });

    [Fact]
    public Task A_question_left_in_the_middle_and_one_that_failed_hold_nothing_up() => host.DbAsync(async db =>
    {
        await foreach (var _ in db.Places.Select(p => p.Id).AsAsyncEnumerable()) break;
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<SqliteException>(() => db.Database.SqlQueryRaw<int>("SELECT json('no json') AS Value").ToListAsync());
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Places.OrderBy(p => p.Path).FirstAsync();
        await transaction.CommitAsync();
        // Another connection writes at once: nothing is held by this one.
        await host.DbAsync(other => other.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0; UPDATE Counters SET Last = Last;"));
        return 0;
    });

    [Fact]
    public Task More_different_questions_than_are_kept_are_all_answered() => host.DbAsync(async db =>
    {
        for (var i = 0; i < 450; i++) Assert.Equal(i, (await AskAsync(i)).Single());
        Assert.Equal(7, (await AskAsync(7)).Single());
        return 0;

        Task<List<int>> AskAsync(int number)
        {
            var question = $"SELECT {number} AS Value";
            return db.Database.SqlQueryRaw<int>(question).ToListAsync();
        }
    });

    [Fact]
    public async Task A_transaction_that_nobody_ended_ends_with_its_context()
    {
        await host.DbAsync(async db =>
        {
            await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("UPDATE Counters SET Last = Last");
            return 0;
        });
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0; UPDATE Counters SET Last = Last;"));
    }
}
