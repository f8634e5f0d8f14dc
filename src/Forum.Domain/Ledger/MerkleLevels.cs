namespace Forum.Domain.Ledger;

/// <summary>
/// A tree that no longer grows, kept with its inner hashes: root and proofs are those of <see cref="MerkleTree"/>, but a
/// proof costs the tree's height instead of its size. Two hashes are kept for each leaf.
/// </summary>
public sealed class MerkleLevels
{
    private const int Length = MerkleTree.HashLength;
    private readonly List<byte[]> _levels;

    /// <summary>A tree of leaf hashes, one after another.</summary>
    public MerkleLevels(byte[] leaves)
    {
        _levels = [leaves];
        while (_levels[^1].Length > Length) _levels.Add(Above(_levels[^1]));
    }

    /// <summary>Leaves.</summary>
    public int Size => _levels[0].Length / Length;

    /// <summary>The root over all leaves.</summary>
    public byte[] Root => Size == 0 ? MerkleTree.EmptyRoot : _levels[^1];

    /// <summary>The hash of a leaf, from 0.</summary>
    public ReadOnlySpan<byte> this[int index] => At(_levels[0], index);

    /// <summary>Where a leaf hash stands, from 0; -1 where it does not.</summary>
    public int IndexOf(ReadOnlySpan<byte> leaf)
    {
        for (var i = 0; i < Size; i++) if (this[i].SequenceEqual(leaf)) return i;
        return -1;
    }

    /// <summary>The audit path of a leaf, nearest first.</summary>
    public IReadOnlyList<byte[]> InclusionProof(int index)
    {
        List<byte[]> proof = [];
        foreach (var level in _levels)
        {
            // On the right edge a node without a sibling moves up unhashed.
            if ((index ^ 1) < level.Length / Length) proof.Add(At(level, index ^ 1).ToArray());
            index >>= 1;
        }
        return proof;
    }

    private static byte[] Above(byte[] level)
    {
        var count = level.Length / Length;
        var above = new byte[(count + 1) / 2 * Length];
        for (var i = 0; i < count; i += 2)
            if (i + 1 < count) MerkleTree.NodeHash(At(level, i), At(level, i + 1)).CopyTo(above, i / 2 * Length);
            else At(level, i).CopyTo(above.AsSpan(i / 2 * Length));
        return above;
    }

    private static ReadOnlySpan<byte> At(byte[] level, int index) => level.AsSpan(index * Length, Length);
}
