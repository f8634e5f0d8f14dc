using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Foundation.Storage;

/// <summary>
/// Notes what each context saves, and counts it when it is committed: after the commit, so that what is read between the
/// two stands at the old count, and is new.
/// </summary>
public sealed partial class AlteredRows(Commits commits, IEnumerable<Alters> known) : SaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private readonly FrozenDictionary<Type, Alters> _known = known.ToFrozenDictionary(a => a.Row);
    private readonly ConcurrentDictionary<string, Alters?> _tables = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData data, InterceptionResult<int> result)
    {
        if (data.Context is ForumDb db) Note(db);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default) => new(SavingChanges(data, result));

    // One row is saved without a transaction around it; else it is told already, or later.
    public override int SavedChanges(SaveChangesCompletedEventData data, int result)
    {
        if (data.Context is ForumDb { Database.CurrentTransaction: null } db) db.Altered.Tell(commits, false);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData data, int result, CancellationToken stop = default) => new(SavedChanges(data, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData data)
    {
        if (data.Context is ForumDb db) db.Altered.Tell(commits, true);
        else commits.Anything();
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken stop = default)
    {
        TransactionCommitted(transaction, data);
        return Task.CompletedTask;
    }

    // What the one before did not commit has not happened. Where saving begins one of its own, that counts as unseen.
    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData data, DbTransaction result)
    {
        (data.Context as ForumDb)?.Altered.Forget();
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData data, DbTransaction result, CancellationToken stop = default) => new(TransactionStarted(connection, data, result));

    // What is changed where it lies: no row of it is seen.
    public int NonQueryExecuted(DbCommand command, CommandExecutedEventData data, int result)
    {
        if (result == 0 || data.CommandSource == CommandSource.SaveChanges || data.Context is not ForumDb db) return result;
        if (Changed().Match(command.CommandText) is { Success: true } found && Of(db, found.Groups["table"].Value) is { Each: null } it) db.Altered.Add(it.All);
        else db.Altered.AddAnything();
        if (db.Database.CurrentTransaction is null) db.Altered.Tell(commits, true);
        return result;
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData data, int result, CancellationToken stop = default) => new(NonQueryExecuted(command, data, result));

    private Alters? Of(ForumDb db, string table) =>
        _tables.GetOrAdd(table, static (table, its) => its.Model.GetEntityTypes().FirstOrDefault(t => t.GetTableName() == table) is { } type ? its.Known.GetValueOrDefault(type.ClrType) : null, (db.Model, Known: _known));

    private void Note(ForumDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var whole = entry.Metadata.FindOwnership()?.PrincipalEntityType;
            if (_known.GetValueOrDefault(whole?.ClrType ?? entry.Metadata.ClrType) is not { } it || !it.Covers(entry)) db.Altered.AddAnything();
            else if (whole is null) db.Altered.Add(it.Of(entry.Entity));
            // Whose part it is, is one of those that were read.
            else foreach (var read in db.ChangeTracker.Entries().Where(e => e.Metadata == whole)) db.Altered.Add(it.Of(read.Entity));
        }
    }

    [GeneratedRegex("""^\s*(?:UPDATE|DELETE FROM) "(?<table>\w+)" AS """, RegexOptions.ExplicitCapture)]
    private static partial Regex Changed();
}
