using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Foundation.Storage;

/// <summary>Every connection: readers beside the writer, each commit on disk before it is acknowledged, what is deleted overwritten. Said once to each that the pool holds.</summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=10000;";
    private readonly ConditionalWeakTable<object, object> _told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data)
    {
        if (!_told.TryAdd(((SqliteConnection)connection).Handle!, this)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken stop = default)
    {
        // SQLite has no asynchronous calls beneath.
        ConnectionOpened(connection, data);
        return Task.CompletedTask;
    }
}
