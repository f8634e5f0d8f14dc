using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Foundation.Storage;

/// <summary>A connection keeps the statements that it has prepared (<see cref="KeptConnection"/> stays open): preparing SQL takes longer than running most of it.</summary>
public sealed class KeptStatements : DbCommandInterceptor
{
    private const int Most = 200;

    private sealed record Running(SqliteCommand Statement, Dictionary<string, SqliteCommand> Home);

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> _kept = [];
    private readonly ConditionalWeakTable<DbDataReader, Running> _running = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        var asked = (SqliteCommand)command;
        var home = _kept.GetValue(asked.Connection!, Begin);
        // Taken out while it runs: the same question may be asked meanwhile.
        if (!home.Remove(asked.CommandText, out var statement)) statement = new SqliteCommand(asked.CommandText, asked.Connection);
        (statement.Transaction, statement.CommandTimeout) = (asked.Transaction, asked.CommandTimeout);
        statement.Parameters.Clear();
        foreach (SqliteParameter parameter in asked.Parameters) statement.Parameters.Add(parameter);
        try
        {
            var reader = statement.ExecuteReader();
            _running.Add(reader, new(statement, home));
            return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    // SQLite has no asynchronous calls beneath.
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken stop = default) =>
        new(ReaderExecuting(command, data, result));

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData data, InterceptionResult result)
    {
        if (!_running.TryGetValue(data.DataReader, out var running)) return result;
        _running.Remove(data.DataReader);
        data.DataReader.Dispose();
        if (running.Home.Count >= Most) Forget(running.Home);
        if (!running.Home.TryAdd(running.Statement.CommandText, running.Statement)) running.Statement.Dispose();
        return result;
    }

    // Closing a connection ends its statements.
    private Dictionary<string, SqliteCommand> Begin(DbConnection connection)
    {
        connection.StateChange += OnChange;
        return [];

        void OnChange(object sender, StateChangeEventArgs change)
        {
            if (change.CurrentState == ConnectionState.Open) return;
            connection.StateChange -= OnChange;
            _kept.Remove(connection);
        }
    }

    private static void Forget(Dictionary<string, SqliteCommand> kept)
    {
        foreach (var statement in kept.Values) statement.Dispose();
        kept.Clear();
    }
}
