using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Forum.Benchmarks;

/// <summary>What the machine does without us.</summary>
public static class Limits
{
    /// <summary>Rows a second into plain SQLite, each its own transaction, WAL, synced to the disk.</summary>
    public static double SqliteCommits(TimeSpan time)
    {
        var folder = Server.NewFolder();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "limit.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, at TEXT, what BLOB)");
        var (watch, rows, blob) = (Stopwatch.StartNew(), 0, new byte[200]);
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (at, what) VALUES ($at, $what)";
        insert.Parameters.AddWithValue("$at", "2026-01-01T00:00:00Z");
        insert.Parameters.AddWithValue("$what", blob);
        for (; watch.Elapsed < time; rows++) insert.ExecuteNonQuery();
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
