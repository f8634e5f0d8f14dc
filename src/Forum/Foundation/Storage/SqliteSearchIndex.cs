using Forum.Foundation.Finding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>FTS5 over the words that <see cref="Tokeniser"/> read. Its ascii tokenizer parts words at gaps alone and leaves every other script whole, of whatever edition of Unicode.</summary>
public sealed class SqliteSearchIndex : ISearchIndex
{
    private const string Table = "CREATE VIRTUAL TABLE IF NOT EXISTS SearchWords USING fts5(TitleWords, BodyWords, content='SearchDocuments', content_rowid='Id', tokenize='ascii')";
    /// <summary>Any question to it: a connection then forgets what it remembered of it.</summary>
    internal const string Ask = "SELECT rowid FROM SearchWords LIMIT 1";

    private const string Add = "INSERT INTO SearchWords (rowid, TitleWords, BodyWords) VALUES (NEW.Id, NEW.TitleWords, NEW.BodyWords);";
    private const string Drop = "INSERT INTO SearchWords (SearchWords, rowid, TitleWords, BodyWords) VALUES ('delete', OLD.Id, OLD.TitleWords, OLD.BodyWords);";

    // A word in a title counts six times; what is new up to a third more, what is half a year old (in ticks) half of that.
    private const string Ranked = """
        SELECT d.Id AS Id, bm25(SearchWords, 6.0, 1.0) * (1.0 + 0.3 / (1.0 + max(0.0, 1.0 * ({1} - d.At)) / 157248000000000)) AS Rank
        FROM SearchWords JOIN SearchDocuments AS d ON d.Id = SearchWords.rowid WHERE SearchWords MATCH {0}
        """;

    /// <summary>What makes the index follow its table.</summary>
    public static readonly IReadOnlyList<SqliteGuard> Followers =
    [
        new("SearchDocuments_added", $"CREATE TRIGGER SearchDocuments_added AFTER INSERT ON SearchDocuments BEGIN {Add} END"),
        new("SearchDocuments_dropped", $"CREATE TRIGGER SearchDocuments_dropped AFTER DELETE ON SearchDocuments BEGIN {Drop} END"),
        new("SearchDocuments_changed", $"CREATE TRIGGER SearchDocuments_changed AFTER UPDATE OF TitleWords, BodyWords ON SearchDocuments BEGIN {Drop} {Add} END"),
    ];

    public static Task PrepareAsync(ForumDb db, CancellationToken stop) => db.Database.ExecuteSqlRawAsync(Table, stop);

    /// <summary>Compares the index with its table, word for word.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(ForumDb db, CancellationToken stop)
    {
        try { await db.Database.ExecuteSqlRawAsync("INSERT INTO SearchWords (SearchWords, rank) VALUES ('integrity-check', 1)", stop); }
        catch (SqliteException wrong) { return [$"search index: {wrong.Message}"]; }
        return [];
    }

    public IQueryable<SearchHit> Find(ForumDb db, Sought sought, DateTimeOffset now)
    {
        if (sought.IsNothing) return db.Database.SqlQueryRaw<SearchHit>("SELECT Id, -1.0 * At AS Rank FROM SearchDocuments");
        return db.Database.SqlQueryRaw<SearchHit>(Ranked, Match(sought), now.UtcTicks);
    }

    // Filling it at once from its table takes less than following each row.
    public async Task AnewAsync(ForumDb db, Func<Task> write, CancellationToken stop)
    {
        foreach (var follower in Followers) await db.Database.ExecuteSqlRawAsync(follower.Drop, stop);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS SearchWords", stop);
        await PrepareAsync(db, stop);
        await write();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO SearchWords (SearchWords) VALUES ('rebuild')", stop);
        foreach (var follower in Followers) await db.Database.ExecuteSqlRawAsync(follower.Sql, stop);
    }

    /// <summary>FTS5's own language, with every word quoted.</summary>
    private static string Match(Sought sought)
    {
        var all = string.Join(" AND ", sought.All.Select(Write));
        return sought.None.Count == 0 ? all : $"({all}) NOT ({string.Join(" OR ", sought.None.Select(Write))})";
    }

    private static string Write(Term term) => $"({string.Join(" OR ", term.Any.Select(p => $"\"{string.Join(' ', p.Words).Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(p.Beginning ? " *" : "")}"))})";
}
