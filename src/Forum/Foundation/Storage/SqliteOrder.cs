using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Foundation.Storage;

/// <summary>
/// Takes the order in which rows came out of the pages of the file. A table without row numbers still shows it: SQLite fills
/// a page from its end, row after row, whatever their keys. Rows are therefore set aside and put back in the order of their
/// keys, a stretch at a time, together with a page's worth of neighbours on either side, twice. What fits one stretch then
/// lies the same in whatever order it had come; beyond, where pages are cut depends on what was there before. Guards see to
/// it that what is put back is what was there.
/// </summary>
internal static class SqliteOrder
{
    private const int Stretch = 500, Beside = 20;

    /// <summary>A table that keeps no order, of which rows of one owner lie together.</summary>
    internal sealed record Table(string Name, string Owner, string Key, IReadOnlyList<string> Columns)
    {
        public string Aside => $"{Name}Aside";
    }

    /// <summary>Where a stretch ends.</summary>
    internal sealed record Spot(string Owner, string Key);

    public static IReadOnlyList<Table> Tables(IModel model) =>
    [
        .. from type in model.GetEntityTypes()
           where type.FindAnnotation(WithoutRowId.Annotation) is not null
           let key = type.FindPrimaryKey()!.Properties
           select new Table(type.GetTableName()!, key[0].GetColumnName(), key[1].GetColumnName(), [.. key.Concat(type.GetProperties().Except(key)).Select(p => p.GetColumnName())]),
    ];

    /// <summary>The guards with what lets a row pass that stands aside, and those of the places where they stand: only copies come in, and go only once they are back.</summary>
    public static IEnumerable<SqliteGuard> Guards(IModel model, IEnumerable<SqliteGuard> guards)
    {
        var tables = Tables(model);
        foreach (var guard in guards)
            yield return tables.FirstOrDefault(t => guard.Refuses?.What == $"INSERT ON {t.Name}") is { } filled ? guard.Unless(Same(filled, filled.Aside, "NEW"))
                : tables.FirstOrDefault(t => guard.Refuses?.What == $"DELETE ON {t.Name}") is { } emptied ? guard.Unless(Same(emptied, emptied.Aside, "OLD")) : guard;
        foreach (var table in tables)
        {
            yield return SqliteGuard.Refusing($"{table.Aside}_only_copies", $"INSERT ON {table.Aside}", $"NOT {Same(table, table.Name, "NEW")}");
            yield return SqliteGuard.Refusing($"{table.Aside}_put_back", $"DELETE ON {table.Aside}", $"NOT {Same(table, table.Name, "OLD")}");
            yield return SqliteGuard.Refusing($"{table.Aside}_no_update", $"UPDATE ON {table.Aside}", "1");
        }
    }

    private static string Same(Table table, string there, string row) => $"EXISTS (SELECT 1 FROM {there} t WHERE {string.Join(" AND ", table.Columns.Select(c => $"t.\"{c}\" IS {row}.\"{c}\""))})";

    /// <summary>Makes the places where rows are set aside; nothing ever stays in them.</summary>
    public static async Task PrepareAsync(ForumDb db, CancellationToken stop)
    {
        foreach (var table in Tables(db.Model))
        {
            var sql = $"DROP TABLE IF EXISTS {table.Aside}; CREATE TABLE {table.Aside} ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}, PRIMARY KEY (\"{table.Owner}\", \"{table.Key}\")) WITHOUT ROWID";
            await db.Database.ExecuteSqlRawAsync(sql, stop);
        }
    }

    /// <summary>Sets aside and puts back one stretch of an owner's rows, in the open transaction, after those that were; whether more follow.</summary>
    public static async Task<Spot?> LayAsync(ForumDb db, Table table, Guid owner, Spot? after, CancellationToken stop)
    {
        async Task<Spot?> FindAsync(string where, bool back, int skip, params object[] values)
        {
            var way = back ? " DESC" : "";
            var sql = $"SELECT \"{table.Owner}\" AS \"Owner\", \"{table.Key}\" AS \"Key\" FROM {table.Name} WHERE {where} ORDER BY \"{table.Owner}\"{way}, \"{table.Key}\"{way} LIMIT 1 OFFSET {skip}";
            return (await db.Database.SqlQueryRaw<Spot>(sql, values).ToListAsync(stop)).FirstOrDefault();
        }
        var (at, it) = ($"(\"{table.Owner}\", \"{table.Key}\")", owner.ToString().ToUpperInvariant());
        var from = after is { } before ? await FindAsync($"{at} < ({{0}}, {{1}})", true, Beside - 1, before.Owner, before.Key) : await FindAsync($"\"{table.Owner}\" < {{0}}", true, Beside - 1, it);
        from ??= new("", "");
        var end = await FindAsync($"\"{table.Owner}\" > {{0}}", false, Beside - 1, it) ?? new("~", "~");
        var last = await FindAsync($"{at} >= ({{0}}, {{1}}) AND {at} <= ({{2}}, {{3}})", false, Stretch + Beside, from.Owner, from.Key, end.Owner, end.Key);
        var (to, columns) = (last ?? end, string.Join(", ", table.Columns.Select(c => $"\"{c}\"")));
        foreach (var sql in new[]
        {
            $"INSERT INTO {table.Aside} ({columns}) SELECT {columns} FROM {table.Name} WHERE {at} >= ({{0}}, {{1}}) AND {at} <= ({{2}}, {{3}})",
            $"DELETE FROM {table.Name} WHERE {at} >= ({{0}}, {{1}}) AND {at} <= ({{2}}, {{3}})",
            $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM {table.Aside} ORDER BY \"{table.Owner}\", \"{table.Key}\"",
            $"DELETE FROM {table.Aside}",
        }) await db.Database.ExecuteSqlRawAsync(sql, [from.Owner, from.Key, to.Owner, to.Key], stop);
        return last;
    }
}
