using Microsoft.Data.Sqlite;

namespace Forum.Foundation.Storage;

/// <summary>
/// Counts what is committed past this process's turns to write. SQLite tells a connection only that some other has
/// committed since it last asked (<c>PRAGMA data_version</c>), so that ours are told from theirs by asking around each of
/// ours. Used within the turn alone.
/// </summary>
public sealed class SqliteWatch(string source) : IDisposable
{
    // Never used for anything else: of its own commits a connection is not told.
    private readonly Lazy<SqliteConnection> _watch = new(() =>
    {
        var watch = new SqliteConnection(source);
        watch.Open();
        return watch;
    });

    private long? _seen;

    /// <summary>How often others were seen to have committed.</summary>
    public long Others { get; private set; }

    /// <summary>Sees what others have committed until now.</summary>
    public void Look()
    {
        var now = Version(_watch.Value);
        if (now == _seen) return;
        if (_seen is not null) Others++;
        _seen = now;
    }

    /// <summary>Commits what is ours. If that fails, and is committed all the same, it counts as another's.</summary>
    public async Task CommitAsync(SqliteConnection ours, Func<Task> commit)
    {
        // Nobody else can, until this is done.
        Look();
        var before = Version(ours);
        await commit();
        _seen = Version(_watch.Value);
        // Whoever was faster than the line above is not seen by the watch, and is by the connection that wrote.
        if (Version(ours) != before) Others++;
    }

    private static long Version(SqliteConnection connection)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA data_version";
        return (long)ask.ExecuteScalar()!;
    }

    public void Dispose()
    {
        if (_watch.IsValueCreated) _watch.Value.Dispose();
    }
}
