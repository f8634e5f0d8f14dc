using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Foundation.Storage;

/// <summary>How often this process has changed the database: what was made before the last change may be out of date.</summary>
public sealed class Commits : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    // Counted after the commit: what is read between the two stands under the old count, and is new.
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData data) => Interlocked.Increment(ref _count);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken stop = default)
    {
        TransactionCommitted(transaction, data);
        return Task.CompletedTask;
    }

    // One row is saved without a transaction around it.
    public override int SavedChanges(SaveChangesCompletedEventData data, int result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData data, int result, CancellationToken stop = default) => new(SavedChanges(data, result));
}
