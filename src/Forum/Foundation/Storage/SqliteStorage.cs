using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Foundation.Storage;

/// <summary>SQLite: one file, WAL, every commit synced to disk.</summary>
public sealed class SqliteStorage(string file) : IForumStorage, IDisposable
{
    private readonly SqliteWatch _watch = new(Source(file, false));

    private static string Source(string file, bool pooled) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = pooled, DefaultTimeout = 30 }.ToString();

    public void Configure(DbContextOptionsBuilder options) => KeptConnection.Use(options)
        .UseSqlite(Source(file, true), sqlite => sqlite
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
            // A list is one parameter, so that the same SQL serves lists of any length and is made once.
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .ReplaceService<Microsoft.EntityFrameworkCore.Migrations.IMigrationsSqlGenerator, WithoutRowId>()
        .AddInterceptors(new SqlitePragmas(), new KeptStatements());

    public async Task PrepareAsync(ForumDb db, CancellationToken stop)
    {
        await db.Database.MigrateAsync(stop);
        await SqliteSearchIndex.PrepareAsync(db, stop);
        // A table rebuilt by a migration drops its triggers without a word.
        foreach (var guard in Guards(db))
        {
            var sql = $"{guard.Drop}; {guard.Sql}";
            await db.Database.ExecuteSqlRawAsync(sql, stop);
        }
    }

    private static IEnumerable<SqliteGuard> Guards(ForumDb db) => [.. SqliteGuards.All, .. SqliteGuards.AgainstReplacing(db.Model), .. SqliteSearchIndex.Followers];

    // One writer writes; the others wait here in order, not in SQLite's own loop of sleeping and trying again.
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Microsoft.Data.Sqlite begins IMMEDIATE: the write lock is taken before anything is read.
    public async Task<IWriting> BeginAsync(ForumDb db, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try { return new Writing(await db.Database.BeginTransactionAsync(stop), _turn, _watch); }
        catch { _turn.Release(); throw; }
    }

    public long OtherCommits()
    {
        // Whose turn it is looks before it ends.
        if (!_turn.Wait(0)) return _watch.Others;
        try
        {
            _watch.Look();
            return _watch.Others;
        }
        finally { _turn.Release(); }
    }

    public async Task<IAsyncDisposable> ReadAsync(ForumDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new Reading(db, snapshot, (await db.Database.UseTransactionAsync(snapshot, stop))!);
    }

    // From one snapshot, in which the search's table was asked first: a pooled connection may remember segments that
    // another has merged since, forgets them when it is asked, and would else call them corrupt here.
    private static async Task<IReadOnlyList<string>> IntegrityAsync(ForumDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            await using var snapshot = connection.BeginTransaction(deferred: true);
            await using var command = connection.CreateCommand();
            command.Transaction = snapshot;
            command.CommandText = SqliteSearchIndex.Ask;
            await command.ExecuteScalarAsync(stop);
            command.CommandText = "PRAGMA integrity_check";
            List<string> said = [];
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop)) said.Add(reader.GetString(0));
            return [.. said.Where(s => s != "ok")];
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }

    private sealed class Reading(ForumDb db, SqliteTransaction snapshot, IDbContextTransaction used) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await snapshot.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class Writing(IDbContextTransaction transaction, SemaphoreSlim turn, SqliteWatch watch) : IWriting
    {
        private bool _looked;

        public Task CommitAsync(CancellationToken stop)
        {
            _looked = true;
            return watch.CommitAsync((SqliteConnection)transaction.GetDbTransaction().Connection!, () => transaction.CommitAsync(stop));
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await transaction.DisposeAsync();
                if (!_looked) watch.Look();
            }
            finally { turn.Release(); }
        }
    }

    public async Task InsertAsync<T>(ForumDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class
    {
        db.Altered.AddAnything();
        var type = db.Model.FindEntityType(typeof(T))!;
        await using var insert = db.Database.GetDbConnection().CreateCommand();
        insert.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var columns = type.GetProperties().Select((p, i) => (Name: p.GetColumnName(), Read: p.GetGetter(), p.GetRelationalTypeMapping().Converter, Parameter: $"@p{i}")).ToList();
        insert.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(c => c.Parameter))})";
        var parameters = columns.Select(c => insert.Parameters[insert.Parameters.Add(new SqliteParameter(c.Parameter, null))]).ToList();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].Read.GetClrValue(row);
                parameters[i].Value = (columns[i].Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync(stop);
        }
    }

    public void Dispose() => _watch.Dispose();

    public StorageRefusal? Explain(Exception failure) => (failure as SqliteException ?? failure.InnerException as SqliteException) switch
    {
        { SqliteExtendedErrorCode: 2067 or 1555 } => StorageRefusal.AlreadyThere,
        { SqliteExtendedErrorCode: 1811 } guarded => guarded.Message.Contains(SqliteGuards.Replacing, StringComparison.Ordinal) ? StorageRefusal.AlreadyThere : StorageRefusal.Closed,
        _ => null,
    };

    public async Task<IReadOnlyList<string>> CheckAsync(ForumDb db, CancellationToken stop)
    {
        // By their words, not their names alone: one that says nothing may bear the same name.
        var there = await db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync(stop);
        var found = Guards(db).Where(g => !there.Contains(g.Sql)).Select(g => $"guard missing or altered: {g.Name}").ToList();
        found.AddRange(await IntegrityAsync(db, stop));
        found.AddRange((await db.Database.SqlQueryRaw<string>("SELECT DISTINCT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync(stop)).Select(t => $"dangling reference in {t}"));
        found.AddRange(await SqliteSearchIndex.CheckAsync(db, stop));
        return found;
    }
}
