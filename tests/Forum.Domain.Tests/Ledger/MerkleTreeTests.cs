using CsCheck;
using Forum.Domain.Ledger;

namespace Forum.Domain.Tests.Ledger;

public class MerkleTreeTests
{
    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];

    // RFC 6962's own tree of eight leaves, as certificate transparency publishes it.
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public void Roots_are_the_published_ones(int size, string root)
    {
        byte[][] leaves = [.. new[] { "", "00", "10", "2021" }.Select(l => MerkleTree.LeafHash(Convert.FromHexString(l)))];
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(leaves.AsSpan(0, size))));
    }

    [Fact]
    public void Every_leaf_is_proved_in_and_no_other_passes() => Gen.Int[1, 70].SelectMany(n => Gen.Int[0, n - 1].Select(i => (n, i))).Sample(c =>
    {
        var leaves = Leaves(c.n);
        var (root, proof) = (MerkleTree.Root(leaves), MerkleTree.InclusionProof(leaves, c.i));
        Assert.True(MerkleTree.Includes(c.i, c.n, leaves[c.i], proof, root));
        Assert.False(MerkleTree.Includes(c.i, c.n, MerkleTree.LeafHash("another"u8), proof, root));
        Assert.False(MerkleTree.Includes(c.i, c.n, leaves[c.i], [.. proof, root], root));
        if (c.n > 1) Assert.False(MerkleTree.Includes((c.i + 1) % c.n, c.n, leaves[c.i], proof, root));
    });

    [Fact]
    public void A_kept_tree_has_the_root_and_proofs_of_a_reckoned_one() => Gen.Int[1, 140].SelectMany(n => Gen.Int[0, n - 1].Select(i => (n, i))).Sample(c =>
    {
        var (leaves, kept) = (Leaves(c.n), new MerkleLevels([.. Leaves(c.n).SelectMany(l => l)]));
        Assert.Equal((c.n, c.i, -1), (kept.Size, kept.IndexOf(leaves[c.i]), kept.IndexOf(MerkleTree.LeafHash("another"u8))));
        Assert.Equal(MerkleTree.Root(leaves), kept.Root);
        Assert.Equal(MerkleTree.InclusionProof(leaves, c.i), kept.InclusionProof(c.i));
        Assert.Equal(MerkleTree.EmptyRoot, new MerkleLevels([]).Root);
    });

    [Fact]
    public void A_grown_tree_is_proved_to_hold_the_old_and_a_changed_one_is_not() => Gen.Int[1, 70].SelectMany(n => Gen.Int[1, n].Select(m => (m, n))).Sample(c =>
    {
        var leaves = Leaves(c.n);
        var (before, after, proof) = (MerkleTree.Root(leaves.AsSpan(0, c.m)), MerkleTree.Root(leaves), MerkleTree.ConsistencyProof(leaves, c.m));
        Assert.True(MerkleTree.Extends(c.m, c.n, before, after, proof));
        leaves[c.m / 2] = MerkleTree.LeafHash("changed"u8);
        if (c.m < c.n) Assert.False(MerkleTree.Extends(c.m, c.n, before, MerkleTree.Root(leaves), MerkleTree.ConsistencyProof(leaves, c.m)));
        var edge = new MerkleEdge();
        foreach (var leaf in Leaves(c.n)) edge.Add(leaf);
        Assert.Equal(after, edge.Root());
    });

    [Fact]
    public void Of_an_empty_tree_nothing_is_proved_and_only_hashes_count()
    {
        var leaves = Leaves(3);
        Assert.False(MerkleTree.Extends(0, 3, MerkleTree.EmptyRoot, MerkleTree.Root(leaves), []));
        Assert.False(MerkleTree.Includes(0, 1, [1, 2, 3], [], [1, 2, 3]));
    }

    [Fact]
    public void A_note_is_read_by_its_key_alone()
    {
        byte[] key = [.. Enumerable.Repeat((byte)7, 32)];
        var checkpoint = new Checkpoint("forum/polls/1", 12, MerkleTree.EmptyRoot);
        var note = SignedNote.Write(checkpoint.Text, "forum", key, new byte[64]);
        Assert.Equal(checkpoint.Text, SignedNote.Read(note, "forum", key)!.Value.Text);
        Assert.Equal(12, Checkpoint.Read(checkpoint.Text)!.Size);
        Assert.Null(SignedNote.Read(note, "other", key));
        Assert.Null(SignedNote.Read(note, "forum", [.. Enumerable.Repeat((byte)8, 32)]));
        Assert.Null(Checkpoint.Read("forum\n-1\nAAAA\n"));
    }
}
