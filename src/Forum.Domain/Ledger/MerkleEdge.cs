namespace Forum.Domain.Ledger;

/// <summary>The right edge of a Merkle tree: enough to add leaves and know the root, without the leaves before.</summary>
public sealed class MerkleEdge
{
    private readonly List<(int Level, byte[] Hash)> _roots = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf by its hash.</summary>
    public void Add(byte[] leaf)
    {
        var (level, hash) = (0, leaf);
        for (; _roots.Count > 0 && _roots[^1].Level == level; level++)
        {
            hash = MerkleTree.NodeHash(_roots[^1].Hash, hash);
            _roots.RemoveAt(_roots.Count - 1);
        }
        _roots.Add((level, hash));
        Size++;
    }

    /// <summary>The root over all leaves added.</summary>
    public byte[] Root() => _roots.Count == 0 ? MerkleTree.EmptyRoot : _roots.Select(r => r.Hash).Reverse().Aggregate((right, left) => MerkleTree.NodeHash(left, right));
}
