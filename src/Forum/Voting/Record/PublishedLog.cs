using System.Text.Json.Nodes;
using Forum.Domain.Ledger;

namespace Forum.Voting.Record;

/// <summary>
/// What was published of a secret poll, leaf by leaf in its order, held against the checkpoints that are kept and against
/// every size and root that the ledger knows: whoever takes the last checkpoint away shortens the log, but not the ledger.
/// </summary>
/// <param name="told">What the ledger knows was published, in that order.</param>
/// <param name="kept">The checkpoints that are kept, by size; nothing for one that cannot be read, or the last where the portal did not sign it.</param>
internal sealed class PublishedLog(IReadOnlyList<(long Size, string Root)> told, IReadOnlyList<Checkpoint?> kept)
{
    private readonly List<long> _ends = [];
    private readonly HashSet<long> _broken = [];
    private int _batch, _next;

    /// <summary>The right edge over all leaves.</summary>
    public MerkleEdge Edge { get; } = new();

    /// <summary>How many batches there are.</summary>
    public int Batches => _batch;

    /// <summary>Size and root of a publishing, from its facts in the ledger.</summary>
    public static (long Size, string Root) Read(string facts) => JsonNode.Parse(facts) is { } told ? (long.Parse($"{told["size"]}", System.Globalization.CultureInfo.InvariantCulture), $"{told["root"]}") : default;

    /// <summary>The next leaf and its batch.</summary>
    public void Add(int batch, byte[] hash)
    {
        if (batch != _batch && Edge.Size > 0) _ends.Add(Edge.Size);
        _batch = batch;
        HoldToldAsFarAs(Edge.Size);
        Edge.Add(hash);
    }

    /// <summary>In what it is not what was published, a line each.</summary>
    public IReadOnlyList<string> Wrong()
    {
        HoldToldAsFarAs(long.MaxValue);
        List<string> found = [];
        if (kept.Count == 0 ? Edge.Size > 0 : kept[^1] is not { } last || !Edge.Root().SequenceEqual(last.Root)) found.Add("the ballots marked as published are not those of the last checkpoint");
        if (_broken.Count > 0) found.Add($"the ledger knows other ballots as published by size {string.Join(", ", _broken.Order())}");
        var signed = kept.Select(c => c is null ? default : (c.Size, Convert.ToHexStringLower(c.Root))).ToHashSet();
        if (signed.Count != told.Count || !signed.SetEquals(told)) found.Add($"the ledger knows {told.Count} checkpoints, of which {told.Count(signed.Contains)} are kept, and {signed.Except(told).Count()} that it does not know");
        List<long> ends = Edge.Size > 0 ? [.. _ends, Edge.Size] : [];
        if (!ends.SequenceEqual(told.Select(t => t.Size).Where(s => s > 0))) found.Add("its batches are not those that were published");
        return found;
    }

    // Sizes rise in the ledger; one that the leaves do not reach is broken.
    private void HoldToldAsFarAs(long size)
    {
        for (; _next < told.Count && told[_next].Size <= size; _next++)
            if (told[_next].Size != Edge.Size || Convert.ToHexStringLower(Edge.Root()) != told[_next].Root) _broken.Add(told[_next].Size);
    }
}
