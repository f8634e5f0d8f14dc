using System.Runtime.CompilerServices;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Writes the record of a poll that has opened, signed.</summary>
public sealed class RecordWriter(ForumDb db, PublicRecord record, LogKey key)
{
    public async Task<RecordFile> OfAsync(Poll poll, CancellationToken stop)
    {
        var closed = poll.Closed;
        var notes = await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.Size).Select(c => new { c.Size, c.Note }).ToListAsync(stop);
        var publicKey = await db.PollKeys.AsNoTracking().Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var second = await db.SecondKeys.AsNoTracking().Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var header = new PollRecord(
            PollRecord.Edition, key.Origin(poll.Id), key.Verifier, poll.Id.ToString(), poll.Number, poll.Question, MethodNames.NameOf(poll.Method), poll.Options, poll.Seats, poll.Secrecy == Secrecy.Secret ? "secret" : "open",
            poll.Rule, new(poll.RollPersons, poll.RollArea), poll.RollHash!, poll.CorrectedRollHash, poll.Corrections == 0 ? null : poll.Corrections, poll.Secrecy == Secrecy.Secret ? poll.Voted : null, publicKey is null ? null : Convert.ToBase64String(publicKey), poll.KeyHash,
            poll.LotHash, closed is null ? null : poll.LotSeed, closed is null ? "hashes" : "ballots", closed is null ? null : PollRecord.WordOf(closed.Outcome), closed?.TallyHash, closed?.Channels, [.. notes.Select(n => n.Note)],
            poll.Budget?.Costs, poll.Budget?.Sum, poll.Budget?.Completion is { } completion ? CompletionNames.NameOf(completion) : null, poll.Budget?.LeastVotes, second is null ? null : Convert.ToBase64String(second), poll.SecondKeyHash, poll.Unranked == Domain.Voting.Methods.Unranked.Below ? null : UnrankedNames.NameOf(poll.Unranked),
            Replaced: closed is null ? null : await ReplacedAsync(poll, stop));
        var size = notes.Count == 0 ? 0 : notes[^1].Size;
        return new RecordFile(header, size, LinesAsync(poll, header, size, stop));
    }

    private async Task<IReadOnlyList<string>?> ReplacedAsync(Poll poll, CancellationToken stop) =>
        await db.ReplacedBallots.Where(b => b.PollId == poll.Id).OrderBy(b => b.Leaf).Select(b => b.Leaf).ToListAsync(stop) is { Count: > 0 } replaced ? replaced : null;

    // What was said stays closed until the closing; that it is there does not.
    private async IAsyncEnumerable<byte[]> LinesAsync(Poll poll, PollRecord header, long size, [EnumeratorCancellation] CancellationToken stop)
    {
        var leaves = await db.Checkpoints.Where(c => c.PollId == poll.Id && c.Size <= size).OrderBy(c => c.Size).Select(c => c.Leaves).ToListAsync(stop);
        yield return RecordHeader.Sign(header with { Marks = Convert.ToBase64String([.. leaves.SelectMany(RecordMarks.Of)]) }, key);
        var tree = await record.TreeAsync(poll, size, stop);
        if (poll.Closed is null) for (var i = 0; i < tree.Hashes.Size; i++) yield return JsonSerializer.SerializeToUtf8Bytes(new { leaf = Convert.ToHexStringLower(tree.Hashes[i]) });
        else await foreach (var line in record.ContentsAsync(poll, tree, 0, tree.Hashes.Size, stop)) yield return line;
    }
}
