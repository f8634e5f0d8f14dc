using System.Text.Json;
using Forum.Domain.Ledger;
using Forum.Tests.Voting.Reference;

namespace Forum.Tests.Ledger;

/// <summary>Published roots and proofs of RFC 6962 trees, those that must fail included.</summary>
public class MerkleReferenceTests
{
    private static IEnumerable<(string File, JsonElement Case)> Cases(string kind) =>
        Directory.GetFiles(ReferenceData.Path($"crypto/rfc6962/{kind}"), "*.json", SearchOption.AllDirectories).Select(f => (f, JsonDocument.Parse(File.ReadAllText(f)).RootElement));

    private static byte[] Bytes(JsonElement json) => json.ValueKind == JsonValueKind.Null ? [] : json.GetBytesFromBase64();

    private static byte[][] Proof(JsonElement of) => of.GetProperty("proof").ValueKind == JsonValueKind.Null ? [] : [.. of.GetProperty("proof").EnumerateArray().Select(Bytes)];

    [Fact]
    public void Roots_of_every_size_are_the_published_ones()
    {
        var json = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("crypto/rfc6962/roots.json"))).RootElement;
        var leaves = json.GetProperty("leaves_hex").EnumerateArray().Select(l => MerkleTree.LeafHash(Convert.FromHexString(l.GetString()!))).ToArray();
        var edge = new MerkleEdge();
        foreach (var (root, size) in json.GetProperty("roots_hex_by_size").EnumerateArray().Select((r, i) => (r.GetString(), i)))
        {
            if (size > 0) edge.Add(leaves[size - 1]);
            Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(leaves.AsSpan(0, size))));
            Assert.Equal(root, Convert.ToHexStringLower(edge.Root()));
        }
    }

    [Fact]
    public void Every_inclusion_proof_is_judged_as_published()
    {
        // An index past any tree, 2^64 - 1, is read as one past the largest here.
        static long Index(JsonElement of) => of.GetProperty("leafIdx").TryGetInt64(out var index) ? index : long.MaxValue;
        var wrong = Cases("inclusion").Where(c => MerkleTree.Includes(Index(c.Case), c.Case.GetProperty("treeSize").GetInt64(), Bytes(c.Case.GetProperty("leafHash")), Proof(c.Case), Bytes(c.Case.GetProperty("root"))) == c.Case.GetProperty("wantErr").GetBoolean()).ToList();
        Assert.Equal([], wrong.Select(w => w.File));
        Assert.True(Cases("inclusion").Count() > 50);
    }

    [Fact]
    public void Every_consistency_proof_is_judged_as_published_but_none_from_nothing()
    {
        var wrong = Cases("consistency").Where(c =>
        {
            var (from, to) = (c.Case.GetProperty("size1").GetInt64(), c.Case.GetProperty("size2").GetInt64());
            // The published set takes a root of twelve bytes; a SHA-256 has 32.
            var expected = !c.Case.GetProperty("wantErr").GetBoolean() && from > 0 && Bytes(c.Case.GetProperty("root1")).Length == MerkleTree.HashLength;
            return MerkleTree.Extends(from, to, Bytes(c.Case.GetProperty("root1")), Bytes(c.Case.GetProperty("root2")), Proof(c.Case)) != expected;
        }).ToList();
        Assert.Equal([], wrong.Select(w => w.File));
        Assert.True(Cases("consistency").Count() > 50);
    }
}
