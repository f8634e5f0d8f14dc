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
/// <param name="Marks">The first sixteen bytes of SHA-256 over every leaf's hash as it was published, one after another, base64: by them the line that was changed, dropped or added is found.</param>
/// <param name="Replaced">Hashes of leaves that receipts once promised, hex: their voters gave another ballot, or the area of their line was corrected. Of an open poll, once it closed; nothing where there are none.</param>
/// <param name="Signature">The log key's signed note over all the rest of this line; see <see cref="RecordHeader"/>.</param>
/// <param name="SecondKey">The second registrar's public key, where the poll has one; every token bears both signatures then.</param>
public sealed record PollRecord(
    string Record, string Origin, string Verifier, string Poll, string Number, string Question, string Method, IReadOnlyList<string> Options, int Seats, string Secrecy, DecisionRule Rule,
    Measure Roll, string RollHash, string? CorrectedRollHash, int? RollCorrections, int? Issued, string? Key, string? KeyHash, string? LotHash, string? LotSeed, string Leaves, string? Outcome, string? TallyHash, ChannelTotals? Channels, IReadOnlyList<string> Checkpoints,
    IReadOnlyList<long>? Costs = null, long? Budget = null, string? Completion = null, long? LeastVotes = null, string? SecondKey = null, string? SecondKeyHash = null, string? Unranked = null, string? Marks = null, IReadOnlyList<string>? Replaced = null, string? Signature = null)
{
    public const string Edition = "forum-poll-record/1";

    /// <summary>An outcome as the record names it.</summary>
    public static string WordOf(PollOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>An outcome by its name in the record; nothing where there is none of that name.</summary>
    public static PollOutcome? OutcomeOf(string? word) => Enum.GetValues<PollOutcome>().Where(o => WordOf(o) == word).Select(o => (PollOutcome?)o).SingleOrDefault();

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

/// <summary>The record: what its first line says, how many ballots follow, and the lines themselves, read while they are written.</summary>
/// <param name="Lines">The header first, with its marks and signature.</param>
public sealed record RecordFile(PollRecord Header, long Size, IAsyncEnumerable<byte[]> Lines);

public sealed class GetRecordHandler(ForumDb db, Desk desk, RecordWriter writer) : IRequestHandler<GetRecord, Outcome<RecordFile>>
{
    public async Task<Outcome<RecordFile>> Handle(GetRecord request, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null) return Refusal.NotFound;
        if (poll is { State: PollState.CalledOff, OpenedAt: null }) return Refusal.Conflict("poll.called-off");
        return poll.State == PollState.Draft ? Refusal.Conflict("poll.not-open") : await writer.OfAsync(poll, stop);
    }
}
