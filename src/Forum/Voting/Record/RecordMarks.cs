using System.Buffers.Binary;
using Forum.Domain.Ledger;

namespace Forum.Voting.Record;

/// <summary>
/// The first sixteen bytes of each leaf's hash: the tree's root tells that something is wrong, these tell which line it is. With fewer
/// another line could be made to fit a ballot's mark. They are as good as the signature of the first line, in which they stand.
/// </summary>
public static class RecordMarks
{
    private const int Width = 16;

    /// <summary>The marks of leaves, whose hashes stand one after another.</summary>
    public static byte[] Of(byte[] leaves) => [.. leaves.Chunk(MerkleTree.HashLength).SelectMany(hash => hash[..Width])];

    /// <summary>The lines, from 1, whose hash has no mark, and the ballots, from 1, whose mark has no line; where there are neither, the first line, from 1, that stands in another's place. Nothing where these are no marks.</summary>
    public static (IReadOnlyList<int> Foreign, IReadOnlyList<int> Missing, int? Displaced)? Compare(string? marks, IReadOnlyList<byte[]> hashes)
    {
        var told = new byte[(marks?.Length ?? 0) / 4 * 3];
        if (!Convert.TryFromBase64String(marks ?? "", told, out var length) || length % Width != 0) return null;
        Dictionary<UInt128, Queue<int>> waiting = [];
        for (var i = 0; i < length / Width; i++)
        {
            var mark = BinaryPrimitives.ReadUInt128BigEndian(told.AsSpan(i * Width));
            if (!waiting.TryGetValue(mark, out var ballots)) waiting[mark] = ballots = [];
            ballots.Enqueue(i + 1);
        }
        List<int> foreign = [];
        for (var i = 0; i < hashes.Count; i++)
            if (hashes[i].Length < Width || !waiting.TryGetValue(BinaryPrimitives.ReadUInt128BigEndian(hashes[i]), out var ballots) || !ballots.TryDequeue(out _)) foreign.Add(i + 1);
        List<int> missing = [.. waiting.Values.SelectMany(w => w).Order()];
        int? displaced = foreign.Count + missing.Count > 0 ? null : Enumerable.Range(0, hashes.Count).Where(i => !hashes[i].AsSpan(..Width).SequenceEqual(told.AsSpan(i * Width, Width))).Select(i => (int?)(i + 1)).FirstOrDefault();
        return (foreign, missing, displaced);
    }
}
