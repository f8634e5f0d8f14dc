using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Budgets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>The first line of a poll's record: what is needed to check all lines below, each of them a leaf.</summary>
/// <param name="Record">Always <c>forum-poll-record/1</c>.</param>
/// <param name="Verifier">The key of checkpoints and promises, as C2SP signed-note has it.</param>
/// <param name="Leaves">Whether the lines below are the ballots, or only their hashes since the poll is open.</param>
/// <param name="RollCorrections">How often two people corrected the roll since its opening; nothing where never.</param>
/// <param name="Issued">Lines of the roll that were spent on a token; of a secret poll.</param>
/// <param name="Key">The poll's public key, SubjectPublicKeyInfo in base64; of a secret poll.</param>
/// <param name="SecondKey">The second registrar's public key, where the poll has one; every token bears both signatures then.</param>
public sealed record PollRecord(
    string Record, string Origin, string Verifier, string Poll, string Number, string Question, string Method, IReadOnlyList<string> Options, int Seats, string Secrecy, DecisionRule Rule,
    Measure Roll, string RollHash, string? CorrectedRollHash, int? RollCorrections, int? Issued, string? Key, string? KeyHash, string? LotHash, string? LotSeed, string Leaves, string? Outcome, string? TallyHash, ChannelTotals? Channels, IReadOnlyList<string> Checkpoints,
    IReadOnlyList<long>? Costs = null, long? Budget = null, string? Completion = null, long? LeastVotes = null, string? SecondKey = null, string? SecondKeyHash = null, string? Unranked = null)
{
    public const string Edition = "forum-poll-record/1";

    /// <summary>An outcome as the record names it.</summary>
    public static string WordOf(PollOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>Its budget; nothing where it has none, or one that no poll can have.</summary>
    public PollBudget? Spending() => Costs is not null && Budget is { } sum && new PollBudget(sum, Costs, CompletionNames.Of(Completion), LeastVotes ?? 0) is var budget && budget.Fits(Options.Count) ? budget : null;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}

/// <summary>The public record of a poll that has opened, for anybody who may see the poll.</summary>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetRecord(PollId Id) : IQuery<RecordFile>;

/// <summary>The record as its lines, read while they are written.</summary>
public sealed record RecordFile(PollRecord Header, long Size, IAsyncEnumerable<byte[]> Lines);

public sealed class GetRecordHandler(ForumDb db, Desk desk, PublicRecord record, LogKey key) : IRequestHandler<GetRecord, Outcome<RecordFile>>
{
    public async Task<Outcome<RecordFile>> Handle(GetRecord request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        if (poll.State == PollState.Draft) return Refusal.Conflict("poll.not-open");
        var closed = poll.Closed;
        var notes = await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.Size).ToListAsync(stop);
        var publicKey = await db.PollKeys.AsNoTracking().Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var second = await db.SecondKeys.AsNoTracking().Where(k => k.PollId == poll.Id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var header = new PollRecord(
            PollRecord.Edition, key.Origin(poll.Id), key.Verifier, poll.Id.ToString(), poll.Number, poll.Question, MethodNames.NameOf(poll.Method), poll.Options, poll.Seats, poll.Secrecy == Secrecy.Secret ? "secret" : "open",
            poll.Rule, new(poll.RollPersons, poll.RollArea), poll.RollHash!, poll.CorrectedRollHash, poll.Corrections == 0 ? null : poll.Corrections, poll.Secrecy == Secrecy.Secret ? poll.Voted : null, publicKey is null ? null : Convert.ToBase64String(publicKey), poll.KeyHash,
            poll.LotHash, closed is null ? null : poll.LotSeed, closed is null ? "hashes" : "ballots", closed is null ? null : PollRecord.WordOf(closed.Outcome), closed?.TallyHash, closed?.Channels, [.. notes.Select(n => n.Note)],
            poll.Budget?.Costs, poll.Budget?.Sum, poll.Budget?.Completion is { } completion ? CompletionNames.NameOf(completion) : null, poll.Budget?.LeastVotes, second is null ? null : Convert.ToBase64String(second), poll.SecondKeyHash, poll.Unranked == Domain.Voting.Methods.Unranked.Below ? null : UnrankedNames.NameOf(poll.Unranked));
        var size = notes.Count == 0 ? 0 : notes[^1].Size;
        return new RecordFile(header, size, LinesAsync(poll, size, stop));
    }

    // What was said stays closed until the closing; that it is there does not.
    private async IAsyncEnumerable<byte[]> LinesAsync(Poll poll, long size, [EnumeratorCancellation] CancellationToken stop)
    {
        if (size == 0) yield break;
        var tree = await record.TreeAsync(poll, size, stop);
        if (poll.Closed is null) for (var i = 0; i < size; i++) yield return JsonSerializer.SerializeToUtf8Bytes(new { leaf = Convert.ToHexStringLower(tree.Hashes[i]) });
        else await foreach (var line in record.ContentsAsync(poll, tree, 0, (int)size, stop)) yield return line;
    }
}
