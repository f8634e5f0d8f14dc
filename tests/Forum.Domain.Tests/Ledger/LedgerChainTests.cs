using System.Reflection;
using Forum.Domain.Ledger;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Ledger;

public class LedgerChainTests
{
    private sealed record Act(PlaceId CommunityId, string Topic, IReadOnlyList<Fact> Facts) : IOfficialAct
    {
        string IOfficialAct.Act => "test.act";
    }

    private static List<LedgerRow> Chain(int length)
    {
        List<LedgerRow> rows = [];
        for (var i = 0; i < length; i++)
            rows.Add(LedgerRow.Next(Community.Id, rows.LastOrDefault(), Noon.AddMinutes(i), "somebody", new Act(Community.Id, "things/1", [new("n", i), new("words", new Seal("secret"))]), _ => "digest"));
        return rows;
    }

    [Fact]
    public void A_chain_as_written_holds() => Gen.Int[0, 30].Sample(length => !LedgerChain.Breaks(Chain(length)).Any());

    [Fact]
    public void Sealed_words_never_reach_a_row() => Assert.All(Chain(3), row => Assert.DoesNotContain("secret", row.Facts));

    [Fact]
    public void A_dropped_row_is_found() => Gen.Int[2, 30].SelectMany(n => Gen.Int[0, n - 2].Select(i => (n, i))).Sample(t =>
    {
        var rows = Chain(t.n);
        rows.RemoveAt(t.i);
        return LedgerChain.Breaks(rows).Any();
    });

    [Theory]
    [InlineData("Act", "other.act")]
    [InlineData("Subject", "things/2")]
    [InlineData("Actor", "somebody else")]
    [InlineData("Facts", "{}")]
    [InlineData("PreviousHash", "00")]
    public void A_changed_row_is_found_and_named(string field, string value)
    {
        var rows = Chain(5);
        typeof(LedgerRow).GetProperty(field)!.SetValue(rows[2], value, BindingFlags.NonPublic | BindingFlags.Instance, null, null, null);
        Assert.Contains(LedgerChain.Breaks(rows), b => b.Seq == 3);
    }

    [Fact]
    public void A_row_rewritten_with_its_own_new_hash_breaks_the_next()
    {
        var (rows, other) = (Chain(5), Chain(2));
        rows[2] = LedgerRow.Next(Community.Id, other[1], Noon, "forger", new Act(Community.Id, "things/1", []), _ => "");
        Assert.Contains(LedgerChain.Breaks(rows), b => b is { Seq: 4, Kind: "not-linked" });
    }
}
