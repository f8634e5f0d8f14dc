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

    // What one connection has prepared, by its SQL, and what runs on it now. A connection is one caller's at a time.
    private sealed class Home
    {
        public Dictionary<string, SqliteCommand> Idle { get; } = [];
        public List<(DbDataReader Reader, SqliteCommand Statement)> Running { get; } = [];
    }

    private readonly ConditionalWeakTable<DbConnection, Home> _kept = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        var asked = (SqliteCommand)command;
        var home = _kept.GetValue(asked.Connection!, Begin);
        // Taken out while it runs: the same question may be asked meanwhile.
        if (!home.Idle.Remove(asked.CommandText, out var statement)) statement = new SqliteCommand(asked.CommandText, asked.Connection);
        (statement.Transaction, statement.CommandTimeout) = (asked.Transaction, asked.CommandTimeout);
        statement.Parameters.Clear();
        foreach (SqliteParameter parameter in asked.Parameters) statement.Parameters.Add(parameter);
        try
        {
            var reader = statement.ExecuteReader();
            home.Running.Add((reader, statement));
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
        if (command.Connection is not { } connection || !_kept.TryGetValue(connection, out var home) || home.Running.FindIndex(r => r.Reader == data.DataReader) is not (>= 0 and var at)) return result;
        var statement = home.Running[at].Statement;
        home.Running.RemoveAt(at);
        data.DataReader.Dispose();
        if (home.Idle.Count >= Most) Forget(home.Idle);
        if (!home.Idle.TryAdd(statement.CommandText, statement)) statement.Dispose();
        return result;
    }

    // Closing a connection ends its statements.
    private Home Begin(DbConnection connection)
    {
        connection.StateChange += OnChange;
        return new();

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
