using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Voting.Record;

/// <summary>The leaves of a poll's record at one size: their hashes, and by what each ballot is found in its table; not what it says.</summary>
/// <param name="Keys">Of secret ballots the token's hash, of open ones the voter's id: one after another, in the order of the leaves.</param>
public sealed record RecordTree(MerkleLevels Hashes, byte[] Keys)
{
    /// <summary>The keys of a stretch of leaves.</summary>
    public IEnumerable<byte[]> KeysOf(int from, int count)
    {
        var width = Hashes.Size == 0 ? 0 : Keys.Length / Hashes.Size;
        for (var i = from; i < from + count; i++) yield return Keys[(i * width)..((i + 1) * width)];
    }
}

/// <summary>
/// Trees that were asked for lately. What was published never changes, so a tree of a certain size stays right for ever;
/// a hundred thousand ballots take some ten megabytes.
/// </summary>
public sealed class RecordTrees : IDisposable
{
    private const int MostLeaves = 500_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _trees = new(new MemoryCacheOptions { SizeLimit = MostLeaves });
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The tree of a poll at a size, with the keys of its ballots or without; of those who ask at once one reads it.</summary>
    public async Task<RecordTree> OfAsync(PollId poll, long size, bool keys, Func<Task<RecordTree>> read, CancellationToken stop)
    {
        if (_trees.TryGetValue((poll, size, keys), out RecordTree? known)) return known!;
        await _turn.WaitAsync(stop);
        try
        {
            if (_trees.TryGetValue((poll, size, keys), out known)) return known!;
            var tree = await read();
            return _trees.Set((poll, size, keys), tree, new MemoryCacheEntryOptions { Size = Math.Max(1, size), SlidingExpiration = Kept });
        }
        finally { _turn.Release(); }
    }

    public void Dispose()
    {
        _trees.Dispose();
        _turn.Dispose();
    }
}
