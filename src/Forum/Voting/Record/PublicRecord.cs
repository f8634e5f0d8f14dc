using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Record;

/// <summary>A signed checkpoint of a poll's record, kept as it was given out.</summary>
public sealed class CheckpointRow
{
    public required PollId PollId { get; init; }
    public required long Size { get; init; }
    public required string Note { get; init; }
}

public sealed class CheckpointMapping : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> row)
    {
        row.ToTable("Checkpoints");
        row.HasKey(r => new { r.PollId, r.Size });
    }
}

/// <summary>
/// The record of a poll: its ballots as leaves, batch by batch. Secret ballots enter while the poll is open, whenever
/// enough have gathered to hide among each other, as hashes; all contents, and open ballots, at the closing.
/// </summary>
public sealed class PublicRecord(ForumDb db, LogKey key)
{
    /// <summary>The smallest batch before the closing.</summary>
    public const int SmallestBatch = 20;

    /// <summary>How many must wait before a batch is published.</summary>
    public static int Enough(ChannelRule? papers) => papers is null ? SmallestBatch : 2 * SmallestBatch;

    /// <summary>Publishes what waits, in the transaction of whoever asks; the checkpoint, or nothing where nothing waited.</summary>
    public async Task<Checkpoint?> PublishAsync(Poll poll, CancellationToken stop)
    {
        var size = await db.Checkpoints.Where(c => c.PollId == poll.Id).MaxAsync(c => (long?)c.Size, stop);
        if (poll.Secrecy == Secrecy.Secret)
        {
            var batch = (await db.SecretBallots.Where(b => b.PollId == poll.Id).MaxAsync(b => b.Batch, stop) ?? 0) + 1;
            await Ready(poll).ExecuteUpdateAsync(set => set.SetProperty(b => b.Batch, batch), stop);
        }
        var edge = new MerkleEdge();
        foreach (var leaf in await LeavesAsync(poll, stop)) edge.Add(leaf.Hash);
        if (edge.Size == size) return null;
        var checkpoint = new Checkpoint(key.Origin(poll.Id), edge.Size, edge.Root());
        db.Checkpoints.Add(new() { PollId = poll.Id, Size = edge.Size, Note = key.Sign(checkpoint.Text) });
        return checkpoint;
    }

    // Papers are entered last: until the closing enough others are kept back, by chance of their hashes, for them to hide among.
    private IQueryable<SecretBallot> Ready(Poll poll)
    {
        var waiting = db.SecretBallots.Where(b => b.PollId == poll.Id && b.Batch == null);
        return poll.Papers is null || poll.State == PollState.Closed ? waiting : waiting.OrderBy(b => b.TokenHash).Skip(SmallestBatch);
    }

    /// <summary>The leaves that are published, in their order.</summary>
    public async Task<IReadOnlyList<Leaf>> LeavesAsync(Poll poll, CancellationToken stop)
    {
        if (poll.Secrecy == Secrecy.Secret)
        {
            var ballots = await db.SecretBallots.AsNoTracking().Where(b => b.PollId == poll.Id && b.Batch != null).ToListAsync(stop);
            return [.. ballots.GroupBy(b => b.Batch).OrderBy(b => b.Key).SelectMany(batch => BallotLeaf.InOrder(batch.Select(b => BallotLeaf.OfSecret(poll.Id, new(b.Message, b.Signature, b.SecondSignature), TextOf(b.Choice, b.Options)))))];
        }
        var open = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id)
            .Join(db.RollLines, b => new { b.PollId, b.VoterId }, l => new { l.PollId, l.VoterId }, (b, l) => new { b.Receipt, b.Choice, b.Options, l.Area }).ToListAsync(stop);
        return BallotLeaf.InOrder(open.Select(b => BallotLeaf.Of(poll, b.Receipt, TextOf(b.Choice, b.Options), b.Area)));
    }

    /// <summary>What a kept ballot says.</summary>
    public static string TextOf(Choice? choice, string? options) => options ?? ((Answer)choice!.Value).Text;
}
