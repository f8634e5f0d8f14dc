using System.Buffers.Binary;
using System.Security.Cryptography;
using Forum.Domain.Ledger;

namespace Forum.Voting.Record;

/// <summary>
/// The first sixteen bytes of SHA-256 over each leaf's hash: the tree's root tells that something is wrong, these tell which line it is.
/// With fewer another line could be made to fit a ballot's mark, and of the hash itself, which a record without ballots gives as text,
/// the rest could be changed unseen. They are as good as the signature of the first line, in which they stand.
/// </summary>
public static class RecordMarks
{
    private const int Width = 16;

    /// <summary>The marks of leaves, whose hashes stand one after another.</summary>
    public static byte[] Of(byte[] leaves) => [.. leaves.Chunk(MerkleTree.HashLength).SelectMany(hash => SHA256.HashData(hash)[..Width])];

    /// <summary>
    /// The lines, from 1, whose hash has no mark; those that have fewer marks than lines, all of them; and the ballots, from 1, whose mark
    /// has no line. Where there are none of these, the first line, from 1, that stands in another's place. Nothing where these are no marks.
    /// </summary>
    public static (IReadOnlyList<int> Foreign, IReadOnlyList<int> Doubled, IReadOnlyList<int> Missing, int? Displaced)? Compare(string? marks, IReadOnlyList<byte[]> hashes)
    {
        if (Read(marks) is not { } told) return null;
        var found = hashes.Select(MarkOf).ToList();
        var (ballots, lines) = (told.Index().ToLookup(m => m.Item, m => m.Index + 1), found.Index().ToLookup(m => m.Item, m => m.Index + 1));
        List<int> foreign = [.. lines.Where(l => !ballots.Contains(l.Key)).SelectMany(l => l)];
        List<int> doubled = [.. lines.Where(l => ballots.Contains(l.Key) && l.Count() > ballots[l.Key].Count()).SelectMany(l => l)];
        List<int> missing = [.. ballots.SelectMany(b => b.Skip(lines[b.Key].Count())).Order()];
        int? displaced = foreign.Count + doubled.Count + missing.Count > 0 ? null : Enumerable.Range(0, found.Count).Where(i => found[i] != told[i]).Select(i => (int?)(i + 1)).FirstOrDefault();
        return (foreign, doubled, missing, displaced);
    }

    /// <summary>Whether a leaf of this hash was published.</summary>
    public static bool Has(string? marks, byte[] hash) => Read(marks)?.Contains(MarkOf(hash)) == true;

    private static List<UInt128>? Read(string? marks)
    {
        var bytes = new byte[(marks?.Length ?? 0) / 4 * 3];
        return Convert.TryFromBase64String(marks ?? "", bytes, out var length) && length % Width == 0 ? [.. Enumerable.Range(0, length / Width).Select(i => Mark(bytes.AsSpan(i * Width)))] : null;
    }

    private static UInt128 MarkOf(byte[] hash) => Mark(SHA256.HashData(hash));

    private static UInt128 Mark(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
