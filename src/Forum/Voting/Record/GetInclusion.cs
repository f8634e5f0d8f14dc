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
[Anyone("narrowed by the visibility of polls; whoever holds a receipt may look it up")]
public sealed record GetInclusion(PollId Id, string? Leaf) : IQuery<Inclusion>;

/// <param name="Answer">What the ballot says, once the poll closed, where it is not sealed.</param>
public sealed record Inclusion(string Leaf, long Index, long Size, IReadOnlyList<string> Proof, string Root, string Checkpoint, string? Answer);

public sealed class GetInclusionHandler(ForumDb db, Desk desk, PublicRecord record) : IRequestHandler<GetInclusion, Outcome<Inclusion>>
{
    public async Task<Outcome<Inclusion>> Handle(GetInclusion request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        var asked = request.Leaf?.Trim().ToLowerInvariant();
        if (asked is not { Length: 40 or 64 }) return Refusal.Invalid("leaf", "record.no-receipt");
        var checkpoint = await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderByDescending(c => c.Size).FirstOrDefaultAsync(stop);
        var missing = Refusal.Conflict(poll.Closed is null ? "record.not-yet" : "record.not-in", new Fact("at", poll.ClosesAt));
        if (checkpoint is null) return missing;
        var leaves = await record.LeavesAsync(poll, stop);
        var hashes = leaves.Select(l => l.Hash).ToArray();
        var wanted = asked.Length == 64 ? asked : await OfReceiptAsync(poll, asked, stop);
        var index = Array.FindIndex(hashes, h => Convert.ToHexStringLower(h) == wanted);
        if (index < 0) return missing;
        var answer = poll.Closed is null ? null : System.Text.Json.Nodes.JsonNode.Parse(leaves[index].Contents)!["answer"]?.GetValue<string>();
        return new Inclusion(wanted!, index, hashes.Length, [.. MerkleTree.InclusionProof(hashes, index).Select(Convert.ToBase64String)], Convert.ToBase64String(MerkleTree.Root(hashes)), checkpoint.Note, answer);
    }

    private async Task<string?> OfReceiptAsync(Poll poll, string receipt, CancellationToken stop)
    {
        var found = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id && b.Receipt == receipt)
            .Join(db.RollLines, b => new { b.PollId, b.VoterId }, l => new { l.PollId, l.VoterId }, (b, l) => new { b.Choice, b.Options, l.Area }).SingleOrDefaultAsync(stop);
        return found is null ? null : Convert.ToHexStringLower(MerkleTree.LeafHash(BallotLeaf.Of(poll, receipt, PublicRecord.TextOf(found.Choice, found.Options), found.Area)));
    }
}
