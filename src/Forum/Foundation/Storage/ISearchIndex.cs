using Forum.Foundation.Finding;

namespace Forum.Foundation.Storage;

/// <summary>A document that holds what was sought; the lower the rank, the better it fits.</summary>
public sealed class SearchHit
{
    public long Id { get; init; }
    public double Rank { get; init; }
}

/// <summary>
/// The index of words beside the table <c>SearchDocuments</c>, which each database keeps in its own way. It follows every
/// change of that table by itself, in the same transaction.
/// </summary>
public interface ISearchIndex
{
    /// <summary>The documents that hold what was sought, to be narrowed by whoever asks: who may see what is not known here. The newer rank a little better.</summary>
    IQueryable<SearchHit> Find(ForumDb db, Sought sought, DateTimeOffset now);

    /// <summary>Makes the index anew around the writing of its table, in the open transaction, whatever became of it before.</summary>
    Task AnewAsync(ForumDb db, Func<Task> write, CancellationToken stop);
}
