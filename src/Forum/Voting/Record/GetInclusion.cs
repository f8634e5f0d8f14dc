using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether a leaf is in a poll's record, with the proof that leads from it to the signed checkpoint.</summary>
/// <param name="Leaf">The leaf hash, hex; or of an open ballot its receipt.</param>
/// <param name="InAddress">Whether the leaf stood in an address, which proxies and browsers keep.</param>
[Anyone("narrowed by the visibility of polls; whoever holds a receipt may look it up")]
public sealed record GetInclusion(PollId Id, string? Leaf, bool InAddress = false) : IQuery<Inclusion>;

/// <param name="Answer">What the ballot says, once the poll closed, where it is not sealed.</param>
public sealed record Inclusion(string Leaf, long Index, long Size, IReadOnlyList<string> Proof, string Root, string Checkpoint, string? Answer);

public sealed class GetInclusionHandler(ForumDb db, Desk desk, PublicRecord record) : IRequestHandler<GetInclusion, Outcome<Inclusion>>
{
    public async Task<Outcome<Inclusion>> Handle(GetInclusion request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        // Whose question it is would tell whose ballot.
        if (poll.Secrecy == Secrecy.Secret && desk.Caller.IsSignedIn) return Refusal.Conflict("record.ask-signed-out");
        if (poll.Secrecy == Secrecy.Secret && request.InAddress) return Refusal.Conflict("record.ask-by-post");
        var asked = request.Leaf?.Trim().ToLowerInvariant();
        if (asked is not { Length: 40 or 64 }) return Refusal.Invalid("leaf", "record.no-receipt");
        // Asked before the checkpoint: a batch that is published meanwhile is then in the one or the other.
        bool? waits = poll.Closed is not null ? false : await WaitsAsync(poll, asked, stop);
        var checkpoint = await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderByDescending(c => c.Size).FirstOrDefaultAsync(stop);
        if (checkpoint is null) return await MissingAsync(poll, asked, waits, stop);
        var tree = await record.TreeAsync(poll, checkpoint.Size, stop);
        var wanted = asked.Length == 64 ? Hash(asked) : await OfReceiptAsync(poll, asked, stop);
        var index = wanted is null ? -1 : tree.Hashes.IndexOf(wanted);
        if (index < 0) return await MissingAsync(poll, asked, waits, stop);
        return new Inclusion(Convert.ToHexStringLower(wanted!), index, tree.Hashes.Size, [.. tree.Hashes.InclusionProof(index).Select(Convert.ToBase64String)], Convert.ToBase64String(tree.Hashes.Root), checkpoint.Note, poll.Closed is null ? null : await AnswerAsync(poll, tree, index, stop));
    }

    // Of an open ballot the receipt tells; of a secret one only those are looked at that wait, which are few.
    private async Task<bool?> WaitsAsync(Poll poll, string asked, CancellationToken stop) => asked.Length == 40
        ? await db.Ballots.AnyAsync(b => b.PollId == poll.Id && b.Receipt == asked, stop)
        : poll.Secrecy == Secrecy.Secret && Hash(asked) is { } leaf ? await record.WaitsAsync(poll, leaf, stop) : false;

    private async Task<Refusal> MissingAsync(Poll poll, string asked, bool? waits, CancellationToken stop)
    {
        // What stands is not replaced, be the weight of its line another since.
        // Of a secret poll that was called off nobody can say any more whether it is in the box.
        if (poll.State == PollState.CalledOff && (waits is true || poll.Secrecy == Secrecy.Secret)) return Refusal.Conflict(waits is true ? "record.never" : "record.never-told");
        if (waits is null) return Refusal.Conflict("record.box-shut");
        if (waits is true) return Refusal.Conflict("record.not-yet", new Fact("at", poll.EntryEndsAt));
        if (await db.ReplacedBallots.AnyAsync(b => b.PollId == poll.Id && (b.Leaf == asked || b.Receipt == asked), stop)) return Refusal.Conflict("record.replaced");
        if (poll.Closed is not null) return Refusal.Conflict("record.not-in");
        return poll.Secrecy == Secrecy.Open && asked.Length == 64 ? Refusal.Conflict("record.by-receipt", new Fact("at", poll.EntryEndsAt)) : Refusal.Conflict("record.not-here");
    }

    private static byte[]? Hash(string text)
    {
        var hash = new byte[MerkleTree.HashLength];
        return Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash : null;
    }

    private async Task<string?> AnswerAsync(Poll poll, RecordTree tree, int index, CancellationToken stop)
    {
        await foreach (var line in record.ContentsAsync(poll, tree, index, 1, stop)) return System.Text.Json.Nodes.JsonNode.Parse(line)!["answer"]?.GetValue<string>();
        return null;
    }

    private async Task<byte[]?> OfReceiptAsync(Poll poll, string receipt, CancellationToken stop)
    {
        var found = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id && b.Receipt == receipt)
            .Join(db.RollLines, b => new { b.PollId, b.VoterId }, l => new { l.PollId, l.VoterId }, (b, l) => new { b.Choice, b.Options, l.Area }).SingleOrDefaultAsync(stop);
        return found is null ? null : MerkleTree.LeafHash(BallotLeaf.Of(poll, receipt, PublicRecord.TextOf(found.Choice, found.Options), found.Area));
    }
}
