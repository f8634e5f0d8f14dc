using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Record;

/// <summary>A signed checkpoint of a poll's record, kept as it was given out.</summary>
public sealed class CheckpointRow
{
    public required PollId PollId { get; init; }
    public required long Size { get; init; }
    public required string Note { get; init; }

    /// <summary>The hashes of the leaves that it covers and the one before did not, one after another.</summary>
    public required byte[] Leaves { get; init; }
}

public sealed class CheckpointMapping : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> row)
    {
        row.ToTable("Checkpoints");
        row.HasKey(r => new { r.PollId, r.Size });
        row.Property<byte[]?>(BallotSeals.Column);
    }
}

/// <summary>
/// The record of a poll: its ballots as leaves, batch by batch. Secret ballots enter while the poll is open, whenever
/// enough have gathered to hide among each other, as hashes; all contents, and open ballots, at the closing.
/// </summary>
public sealed class PublicRecord(ForumDb db, LogKey key, RecordTrees trees, PollLooks looks, BallotBox box)
{
    /// <summary>The smallest batch, if so many voted.</summary>
    public const int SmallestBatch = 20;

    /// <summary>How many must wait before a batch is published: as many again stay back, so that the last one, of whoever asked for a token late and of papers, is no smaller.</summary>
    public const int Enough = 2 * SmallestBatch;

    // As many as one question to the database asks for.
    private const int Stretch = 500;

    private readonly record struct Leaf(int Batch, byte[] Hash, byte[] Key);

    /// <summary>In what a secret poll's ballots that are marked as published, as they are in the database now, are not what was published, a line each: no record could be verified any more.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop) => (await WalkAsync(poll, await LeavesAsync(poll, 1, stop), stop)).Wrong();

    private async Task<PublishedLog> WalkAsync(Poll poll, List<Leaf> leaves, CancellationToken stop)
    {
        var told = (await db.Ledger.AsNoTracking().Where(r => r.CommunityId == poll.CommunityId && r.Subject == poll.Topic && r.Act == RecordPublished.Name).OrderBy(r => r.Seq).Select(r => r.Facts).ToListAsync(stop)).Select(PublishedLog.Read);
        var notes = await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(stop);
        // The last signature covers them all; those before are held against the ledger, word by word.
        string? Text(int at) => at == notes.Count - 1 ? LogKey.Verified(notes[at], key.Name, key.Public) : SignedNote.Read(notes[at], key.Name, key.Public)?.Text;
        var log = new PublishedLog([.. told], [.. notes.Select((_, at) => Text(at) is { } text ? Checkpoint.Read(text) : null)]);
        foreach (var leaf in leaves) log.Add(leaf.Batch, leaf.Hash);
        return log;
    }

    /// <summary>Publishes what waits, in the transaction of whoever asks; the checkpoint, or nothing where nothing waited. Refused where what was published is not whole: a log only grows.</summary>
    public async Task<Outcome<Checkpoint?>> PublishAsync(Poll poll, CancellationToken stop)
    {
        var before = await db.Checkpoints.AnyAsync(c => c.PollId == poll.Id, stop);
        // Open ballots enter all at once.
        if (before && poll.Secrecy == Secrecy.Open) return (Checkpoint?)null;
        var (edge, batch) = (new MerkleEdge(), 1);
        if (poll.Secrecy == Secrecy.Secret)
        {
            // A batch goes on from what is kept of those before: opening the whole box for each would cost ever more. The closing, and whoever checks, opens it.
            var log = await WalkAsync(poll, poll.State == PollState.Open ? await PublishedAsync(poll, stop) : await LeavesAsync(poll, 1, stop), stop);
            if (log.Wrong().Count > 0)
            {
                looks.Suspect(poll.Id);
                return Refusal.Conflict("record.changed");
            }
            (edge, batch) = (log.Edge, log.Batches + 1);
            await MarkAsync(poll, batch, stop);
        }
        var leaves = await LeavesAsync(poll, batch, stop);
        if (leaves.Count == 0 && before) return (Checkpoint?)null;
        foreach (var leaf in leaves) edge.Add(leaf.Hash);
        var checkpoint = new Checkpoint(key.Origin(poll.Id), edge.Size, edge.Root());
        db.Checkpoints.Add(new() { PollId = poll.Id, Size = edge.Size, Note = key.Sign(checkpoint.Text), Leaves = [.. leaves.SelectMany(l => l.Hash)] });
        return checkpoint;
    }

    // Out of its box a ballot is at the closing, when none stays back.
    private async Task MarkAsync(Poll poll, int batch, CancellationToken stop)
    {
        await db.SecretBallots.Where(b => b.PollId == poll.Id && b.Batch == null).ExecuteUpdateAsync(set => set.SetProperty(b => b.Batch, batch), stop);
        if (poll.State != PollState.Open) return;
        var back = await KeptBackAsync(poll, stop);
        await db.BoxedBallots.Where(b => b.PollId == poll.Id && b.Batch == null && !back.Contains(b.Place)).ExecuteUpdateAsync(set => set.SetProperty(b => b.Batch, batch), stop);
    }

    // Whoever comes last, and papers, which are entered last, would else be alone: until the closing enough others are kept back for them
    // to hide among. Drawn anew each time by nothing that is published, kept or a voter's to choose: by an order that others can repeat, whoever came later stands out.
    private async Task<string[]> KeptBackAsync(Poll poll, CancellationToken stop)
    {
        var waiting = await db.BoxedBallots.Where(b => b.PollId == poll.Id && b.Batch == null).Select(b => b.Place).ToArrayAsync(stop);
        RandomNumberGenerator.Shuffle<string>(waiting);
        return waiting[..Math.Min(SmallestBatch, waiting.Length)];
    }

    /// <summary>The published leaves up to a checkpoint's size, in their order.</summary>
    public Task<RecordTree> TreeAsync(Poll poll, long size, CancellationToken stop) => size == 0 ? Task.FromResult(new RecordTree(new([]), [])) : trees.OfAsync(poll.Id, size, poll.Closed is not null, async () =>
    {
        // A batch that was published meanwhile comes after these. What they say nobody asks for before the closing.
        var leaves = (poll.Closed is null ? await PublishedAsync(poll, stop) : await LeavesAsync(poll, 1, stop)).Take((int)size).ToList();
        return new(new([.. leaves.SelectMany(l => l.Hash)]), [.. leaves.SelectMany(l => l.Key)]);
    }, stop);

    /// <summary>Whether a leaf is of a secret ballot of an open poll that is in the box and waits for its batch; nothing where the box is shut, and nobody can say.</summary>
    public async Task<bool?> WaitsAsync(Poll poll, byte[] leaf, CancellationToken stop)
    {
        if (box.LastKey(poll.Id) is not { } opened) return null;
        await foreach (var ballot in box.ReadAsync(db.BoxedBallots.Where(b => b.PollId == poll.Id && b.Batch == null), opened).WithCancellation(stop))
            if (ballot is not null && LeafOf(poll, ballot).AsSpan().SequenceEqual(leaf)) return true;
        return false;
    }

    /// <summary>What the ballots of a tree say, leaf by leaf, read a stretch at a time.</summary>
    public async IAsyncEnumerable<byte[]> ContentsAsync(Poll poll, RecordTree tree, int from, int count, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var at = from; at < from + count; at += Stretch)
        {
            var keys = tree.KeysOf(at, Math.Min(Stretch, from + count - at)).ToList();
            var found = poll.Secrecy == Secrecy.Secret ? await SecretAsync(poll, keys, stop) : await OpenAsync(poll, keys, stop);
            // One that somebody took out of the database is missed by whoever checks; the others are shown all the same.
            foreach (var key in keys) if (found.TryGetValue(Convert.ToHexStringLower(key), out var said)) yield return said;
        }
    }

    private async Task<Dictionary<string, byte[]>> SecretAsync(Poll poll, IEnumerable<byte[]> keys, CancellationToken stop)
    {
        var hashes = keys.Select(Convert.ToHexStringLower).ToList();
        return await db.SecretBallots.AsNoTracking().Where(b => b.PollId == poll.Id && hashes.Contains(b.TokenHash)).ToDictionaryAsync(b => b.TokenHash, b => ContentsOf(poll, b), stop);
    }

    private async Task<Dictionary<string, byte[]>> OpenAsync(Poll poll, IEnumerable<byte[]> keys, CancellationToken stop)
    {
        var voters = keys.Select(k => new VoterId(new Guid(k))).ToList();
        var rows = await Weigh(db.Ballots.Where(b => b.PollId == poll.Id && voters.Contains(b.VoterId))).ToListAsync(stop);
        return rows.ToDictionary(r => Convert.ToHexStringLower(r.Ballot.VoterId.Value.ToByteArray()), r => ContentsOf(poll, r.Ballot, r.Area));
    }

    private sealed record Weighed(Ballot Ballot, long Area);

    private IQueryable<Weighed> Weigh(IQueryable<Ballot> ballots) =>
        ballots.AsNoTracking().Join(db.RollLines, b => new { b.PollId, b.VoterId }, l => new { l.PollId, l.VoterId }, (b, l) => new Weighed(b, l.Area));

    // Without their contents, which would be seventy megabytes of a hundred thousand ballots.
    private async Task<List<Leaf>> LeavesAsync(Poll poll, int fromBatch, CancellationToken stop)
    {
        List<Leaf> leaves = [];
        // Of a poll that was called off nobody opens the box any more; without its key nobody does before.
        if (poll.Secrecy == Secrecy.Secret && poll.Closed is null)
        {
            if (box.LastKey(poll.Id) is not { } opened) return [.. (await PublishedAsync(poll, stop)).Where(l => l.Batch >= fromBatch)];
            await foreach (var b in box.ReadAsync(db.BoxedBallots.Where(b => b.PollId == poll.Id && b.Batch >= fromBatch), opened).WithCancellation(stop))
                leaves.Add(b is null ? new(fromBatch, new byte[MerkleTree.HashLength], []) : new(b.Batch!.Value, LeafOf(poll, b), []));
        }
        else if (poll.Secrecy == Secrecy.Secret)
            await foreach (var b in db.SecretBallots.AsNoTracking().Where(b => b.PollId == poll.Id && b.Batch >= fromBatch).AsAsyncEnumerable().WithCancellation(stop))
                leaves.Add(new(b.Batch!.Value, LeafOf(poll, b), Convert.FromHexString(b.TokenHash)));
        else
            await foreach (var (ballot, area) in Weigh(db.Ballots.Where(b => b.PollId == poll.Id)).AsAsyncEnumerable().WithCancellation(stop))
                leaves.Add(new(1, MerkleTree.LeafHash(ContentsOf(poll, ballot, area)), ballot.VoterId.Value.ToByteArray()));
        leaves.Sort((one, other) => one.Batch != other.Batch ? one.Batch.CompareTo(other.Batch) : BallotLeaf.Order.Compare(one.Hash, other.Hash));
        return leaves;
    }

    // As they were published, without what they say.
    private async Task<List<Leaf>> PublishedAsync(Poll poll, CancellationToken stop) =>
        [.. (await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.Size).Select(c => c.Leaves).ToListAsync(stop)).SelectMany((leaves, at) => leaves.Chunk(MerkleTree.HashLength).Select(hash => new Leaf(at + 1, hash, [])))];

    private static byte[] LeafOf(Poll poll, SecretBallot ballot) => MerkleTree.LeafHash(ContentsOf(poll, ballot));

    private static byte[] ContentsOf(Poll poll, SecretBallot ballot) => BallotLeaf.OfSecret(poll.Id, new(ballot.Message, ballot.Signature, ballot.SecondSignature), TextOf(ballot.Choice, ballot.Options));

    private static byte[] ContentsOf(Poll poll, Ballot ballot, long area) => BallotLeaf.Of(poll, ballot.Receipt, TextOf(ballot.Choice, ballot.Options), area);

    /// <summary>What a kept ballot says.</summary>
    public static string TextOf(Choice? choice, string? options) => options ?? ((Answer)choice!.Value).Text;
}
