namespace Forum.Domain.Ledger;

/// <summary>What checking a chain found wrong: the row's number and the kind of break.</summary>
public readonly record struct ChainBreak(long Seq, string Kind);

/// <summary>Verifies a community's chain.</summary>
public static class LedgerChain
{
    /// <summary>Every break in rows that come in order of their number; empty where the chain holds.</summary>
    public static IEnumerable<ChainBreak> Breaks(IEnumerable<LedgerRow> rows)
    {
        var (expected, previous) = (1L, LedgerRow.Origin);
        foreach (var row in rows)
        {
            if (row.Seq != expected) yield return new(row.Seq, "missing-before");
            if (row.PreviousHash != previous) yield return new(row.Seq, "not-linked");
            if (row.ComputeHash() != row.Hash) yield return new(row.Seq, "altered");
            (expected, previous) = (row.Seq + 1, row.Hash);
        }
    }
}
