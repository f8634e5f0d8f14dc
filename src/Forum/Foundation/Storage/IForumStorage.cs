using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What differs from database to database. SQL of one database stands behind this and nowhere else.</summary>
public interface IForumStorage
{
    /// <summary>Says how to connect.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Brings the schema up to date and puts the guards in place.</summary>
    Task PrepareAsync(ForumDb db, CancellationToken stop);

    /// <summary>Opens the transaction of a command, before anything is loaded.</summary>
    Task<IWriting> BeginAsync(ForumDb db, CancellationToken stop);

    /// <summary>What is read until it is disposed is of one instant. It holds up no writer.</summary>
    Task<IAsyncDisposable> ReadAsync(ForumDb db, CancellationToken stop);

    /// <summary>Writes rows by the thousand in the open transaction, past the change tracker: new rows only, without navigations.</summary>
    Task InsertAsync<T>(ForumDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class;

    /// <summary>How often somebody was seen to have committed past <see cref="BeginAsync"/>: other processes, and whatever of this one takes no turn.</summary>
    long OtherCommits();

    /// <summary>Names what the database refused, or nothing where it failed for another reason.</summary>
    StorageRefusal? Explain(Exception failure);

    /// <summary>What the database itself finds wrong, guards included; empty where all is well.</summary>
    Task<IReadOnlyList<string>> CheckAsync(ForumDb db, CancellationToken stop);
}

/// <summary>An open transaction; what is not committed when it is disposed has not happened.</summary>
public interface IWriting : IAsyncDisposable
{
    Task CommitAsync(CancellationToken stop);
}

/// <summary>The ways in which the database, as the last wall, says no.</summary>
public enum StorageRefusal
{
    /// <summary>There is one already: a unique index.</summary>
    AlreadyThere,
    /// <summary>It is closed or only ever added to: a guard.</summary>
    Closed,
}

public static class StorageRefusals
{
    /// <summary>What a person is told of a failed saving; nothing where it was not refused but failed.</summary>
    public static Refusal? Refuses(this IForumStorage storage, Exception failure) => failure is SavingRefused no ? no.Refusal : storage.Explain(failure) switch
    {
        StorageRefusal.Closed => Refusal.Conflict("storage.closed"),
        StorageRefusal.AlreadyThere => Refusal.Conflict("storage.already-there"),
        _ => null,
    };
}
