using Microsoft.Data.Sqlite;

namespace Forum.Foundation.Storage;

/// <summary>
/// Counts what is committed past this process's turns to write. SQLite tells a connection only that some other has
/// committed since it last asked (<c>PRAGMA data_version</c>), so that ours are told from theirs by asking around each of
/// ours. Used within the turn; what cannot be told counts as another's.
/// </summary>
public sealed class SqliteWatch(string source) : IDisposable
{
    // Never used for anything else: of its own commits a connection is not told.
    private SqliteConnection? _watch;
    private long? _seen;

    /// <summary>How often others were seen to have committed, the state before the first look included. Read by anybody.</summary>
    public long Others { get; private set; }

    /// <summary>Sees what others have committed until now.</summary>
    public void Look()
    {
        var now = Version(Watch);
        if (now is not null && now == _seen) return;
        Others++;
        _seen = now;
    }

    /// <summary>Commits what is ours.</summary>
    public async Task CommitAsync(SqliteConnection ours, Func<Task> commit)
    {
        // Nobody else can, until this is done.
        Look();
        var before = Version(() => ours);
        await commit();
        _seen = Version(Watch);
        // Whoever was faster than the line above is not seen by the watch, and is by the connection that wrote.
        if (before is null || _seen is null || Version(() => ours) != before) Others++;
    }

    private SqliteConnection Watch()
    {
        if (_watch is not null) return _watch;
        var watch = new SqliteConnection(source);
        watch.Open();
        return _watch = watch;
    }

    // What is committed stays so, whether it can be looked at or not.
    private static long? Version(Func<SqliteConnection> connection)
    {
        try
        {
            using var ask = connection().CreateCommand();
            ask.CommandText = "PRAGMA data_version";
            return (long)ask.ExecuteScalar()!;
        }
        catch (SqliteException) { return null; }
    }

    public void Dispose() => _watch?.Dispose();
}
