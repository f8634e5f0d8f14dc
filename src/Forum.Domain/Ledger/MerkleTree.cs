using System.Numerics;
using System.Security.Cryptography;

namespace Forum.Domain.Ledger;

/// <summary>
/// The Merkle tree of RFC 6962, section 2.1, over SHA-256. Leaves and nodes are hashed with different first bytes, so that
/// neither can pass for the other. A hash of another length than 32 bytes is never accepted.
/// </summary>
public static class MerkleTree
{
    /// <summary>Bytes of every hash.</summary>
    public const int HashLength = 32;

    /// <summary>The hash of the tree without leaves.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>The hash of a leaf's contents.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> contents) => SHA256.HashData([0, .. contents]);

    /// <summary>The hash of two children.</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>The root over leaf hashes.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => EmptyRoot,
        1 => leaves[0],
        var n => NodeHash(Root(leaves[..Split(n)]), Root(leaves[Split(n)..])),
    };

    /// <summary>The audit path of a leaf (2.1.1): the hashes that lead from it to the root, nearest first.</summary>
    public static IReadOnlyList<byte[]> InclusionProof(ReadOnlySpan<byte[]> leaves, int index)
    {
        if (leaves.Length <= 1) return [];
        var k = Split(leaves.Length);
        return index < k ? [.. InclusionProof(leaves[..k], index), Root(leaves[k..])] : [.. InclusionProof(leaves[k..], index - k), Root(leaves[..k])];
    }

    /// <summary>The consistency proof from the first so many leaves to all (2.1.2); empty where nothing was added.</summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(ReadOnlySpan<byte[]> leaves, int from) => from == leaves.Length ? [] : Consistency(leaves, from, true);

    private static List<byte[]> Consistency(ReadOnlySpan<byte[]> leaves, int from, bool whole)
    {
        if (from == leaves.Length) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return from <= k ? [.. Consistency(leaves[..k], from, whole), Root(leaves[k..])] : [.. Consistency(leaves[k..], from - k, false), Root(leaves[..k])];
    }

    /// <summary>Whether a leaf is in the tree of that size and root (RFC 9162, 2.1.3.2).</summary>
    public static bool Includes(long index, long size, byte[] leaf, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index < 0 || index >= size || !AreHashes([leaf, root, .. proof])) return false;
        var (fn, sn, hash) = (index, size - 1, leaf);
        foreach (var step in proof)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = NodeHash(step, hash);
                if ((fn & 1) == 0) Skip(ref fn, ref sn);
            }
            else hash = NodeHash(hash, step);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the later tree holds the earlier one unchanged at its beginning (RFC 9162, 2.1.4.2). Of an empty earlier tree nothing can be proved: refused.</summary>
    public static bool Extends(long size1, long size2, byte[] root1, byte[] root2, IReadOnlyList<byte[]> proof)
    {
        if (size1 < 1 || size1 > size2 || !AreHashes([root1, root2, .. proof])) return false;
        if (size1 == size2) return proof.Count == 0 && root1.AsSpan().SequenceEqual(root2);
        if (proof.Count == 0) return false;
        // The first tree, where complete, is its own first step.
        byte[][] steps = BitOperations.IsPow2(size1) ? [root1, .. proof] : [.. proof];
        var (fn, sn) = (size1 - 1, size2 - 1);
        while ((fn & 1) == 1) (fn, sn) = (fn >> 1, sn >> 1);
        var (first, second) = (steps[0], steps[0]);
        foreach (var step in steps.AsSpan(1))
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (first, second) = (NodeHash(step, first), NodeHash(step, second));
                if ((fn & 1) == 0) Skip(ref fn, ref sn);
            }
            else second = NodeHash(second, step);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && first.AsSpan().SequenceEqual(root1) && second.AsSpan().SequenceEqual(root2);
    }

    // On the right edge a node without a sibling moves up unhashed.
    private static void Skip(ref long fn, ref long sn)
    {
        while (fn != 0 && (fn & 1) == 0) (fn, sn) = (fn >> 1, sn >> 1);
    }

    // The largest power of two below the number of leaves.
    private static int Split(int leaves) => 1 << (31 - BitOperations.LeadingZeroCount((uint)(leaves - 1)));

    private static bool AreHashes(IEnumerable<byte[]> hashes) => hashes.All(h => h.Length == HashLength);
}
