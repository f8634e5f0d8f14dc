using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Voting.Record;

/// <summary>
/// Seals polls, from the draft on, ballots, papers, spent lines and all that a count rests on as they are saved
/// (HMAC-SHA-256, RFC 2104), by a key that lies outside the database: whoever changes, adds or drops one in the file alone
/// cannot seal it; <c>check</c> says so, also before the poll closes, no such draft opens, and nothing is saved on top of it
/// until it is restored. A seal binds a secret ballot in its box to its place, to nobody and no time; from the closing on the record does.
/// </summary>
public sealed class BallotSeals(KeyFolder folder, PollLooks looks) : SaveChangesInterceptor
{
    /// <summary>The column of the seal, which the rules do not know.</summary>
    public const string Column = "Seal";

    /// <summary>The kind of row that a secret ballot is; how many were put in the box.</summary>
    public const string SecretBallots = "secret ballots";

    /// <summary>The kind of row that waits for a second signature; of a poll that was called off they go, past the seals.</summary>
    public const string WaitingBallots = "waiting ballots";

    /// <summary>What is counted too. How many open ballots and papers there are, the ledger knows.</summary>
    public static readonly IReadOnlyList<string> Counted = [SecretBallots, WaitingBallots, "spent lines", "second signatures", "scans", "replaced receipts", "corrections"];

    private const string File = "ballots";
    private byte[]? _key;

    // Made with the first poll and never again: what another key had sealed would all look changed.
    private byte[] Key => _key ??= folder.Read(File) ?? throw new SavingRefused(Refusal.Conflict("seals.no-key"));

    /// <summary>Whether the key is there.</summary>
    public bool HasKey => (_key ?? folder.Read(File)) is not null;

    /// <summary>Whether its file lies in the key folder now, so that the next start finds it too.</summary>
    public bool KeyLies => folder.Read(File) is not null;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        var db = (ForumDb)data.Context!;
        Dictionary<(PollId, string), int> moved = [];
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted) || PartsOf(entry.Entity) is not var (poll, kind, parts)) continue;
            if (!HasKey && !await db.Polls.AnyAsync(stop)) _key = folder.ReadOrMake(File, 32);
            // Nothing is built upon a forgery, which could be taken back no more; a poll with one is called off, and stays broken.
            var good = entry.State == EntityState.Added || Holds(entry.OriginalValues.ToObject(), (byte[]?)entry.Property(Column).OriginalValue);
            if ((!good || (looks.IsChanged(poll) && IsVoting(entry.Entity))) && entry.Entity is not Poll { State: PollState.CalledOff }) throw Changed(poll);
            if (entry.State != EntityState.Deleted) entry.Property(Column).CurrentValue = good ? Seal(poll, kind, parts) : [];
            if (entry.State == EntityState.Modified || !Counted.Contains(kind)) continue;
            moved[(poll, kind)] = moved.GetValueOrDefault((poll, kind)) + (entry.State == EntityState.Added ? 1 : -1);
        }
        foreach (var ((poll, kind), more) in moved) Move(await db.SealedCounts.FindAsync([poll, kind], stop) ?? throw Changed(poll), more);
        return result;
    }

    /// <summary>The counts of a poll that has just opened.</summary>
    public IEnumerable<SealedCount> Begin(PollId poll) => Counted.Select(kind => new SealedCount { PollId = poll, Kind = kind, Seal = Seal(poll, "count", [kind, 0]) });

    /// <summary>The seed of a poll's lot, which no copy of the database tells before the closing: 16 bytes, lower-case hex.</summary>
    public string LotSeedOf(PollId poll) => Convert.ToHexStringLower(Seal(poll, "lot", []).AsSpan(..16));

    /// <summary>Who is present, as one keyed hash of their rows in any order, lower-case hex: it tells nobody who.</summary>
    public string PresentOf(PollId poll, IEnumerable<Attendee> present) =>
        Convert.ToHexStringLower(Seal(poll, "present", [.. present.Select(a => PartsOf(a) is var (_, kind, parts) ? Convert.ToHexStringLower(Seal(poll, kind, parts)) : "").Order(StringComparer.Ordinal)]));

    /// <summary>The seal of noted counts.</summary>
    public byte[] OfNoted(IReadOnlyDictionary<Guid, int> counts) => Seal(default, "noted", [.. counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}")]);

    /// <summary>Whether a row is as it was saved.</summary>
    public bool Holds(object row, byte[]? seal) => seal is not null && PartsOf(row) is var (poll, kind, parts) && CryptographicOperations.FixedTimeEquals(seal, Seal(poll, kind, parts));

    /// <summary>Whether a tracked row is as it was saved.</summary>
    public bool Holds(ForumDb db, object row) => Holds(row, (byte[]?)db.Entry(row).Property(Column).CurrentValue);

    /// <summary>Whether a count is as it was saved.</summary>
    public bool Holds(SealedCount count) => CryptographicOperations.FixedTimeEquals(count.Seal, SealOf(count));

    private void Move(SealedCount count, int more)
    {
        if (!Holds(count)) throw Changed(count.PollId);
        count.Rows += more;
        count.Seal = SealOf(count);
    }

    private SavingRefused Changed(PollId poll)
    {
        looks.Suspect(poll);
        return new(Refusal.Conflict("record.changed"));
    }

    // Of a poll that was found changed nobody votes any more: a copy from before, which is put back, would not know it.
    private static bool IsVoting(object row) => row is Ballot or BallotPaper or BoxedBallot or WaitingBallot or SpentLine or SecondSignature;

    private byte[] SealOf(SealedCount count) => Seal(count.PollId, "count", [count.Kind, count.Rows]);

    private static (PollId Poll, string Kind, object?[] Parts)? PartsOf(object row) => row switch
    {
        Poll p => (p.Id, "poll", [p.FrozenHash(), p.State, p.CorrectedRollHash, p.Corrections, p.RollPersons, p.RollArea, p.Voted, p.LotSeed, p.CalledOffFor, p.Closed?.Outcome, p.Closed?.At.UtcTicks, p.Closed?.TallyHash, p.Closed?.Channels]),
        Attendee a => (a.PollId, "attendees", [a.VoterId, a.Label, a.GridId, a.By, a.At.UtcTicks]),
        RollCorrection c => (c.PollId, Counted[6], [c.Id, c.CommunityId, c.Kind, c.VoterId, c.OpenFor, c.Label, c.Area, c.GridId, c.Reason, c.ProposedBy, c.ProposedAt.UtcTicks, c.Settling?.By, c.Settling?.At.UtcTicks, c.Settling?.Confirmed]),
        Ballot b => (b.PollId, "open ballots", [b.VoterId, b.AccountId, b.Version, b.Choice, b.Options, b.Receipt, b.Channel, b.CastAt.UtcTicks]),
        BallotPaper p => (p.PollId, "papers", [p.CommunityId, p.Serial, p.Batch, p.VoterId, p.Label, p.State, p.Channel, p.GivenAt?.UtcTicks, p.Witness, p.Scan, p.Read, p.FirstBy, p.SecondBy, p.Differed]),
        BoxedBallot b => (b.PollId, Counted[0], [b.Place, b.Contents]),
        WaitingBallot b => (b.PollId, Counted[1], [b.Request, b.Blinded, b.Contents, b.Channel]),
        SpentLine s => (s.PollId, Counted[2], [s.CommunityId, s.VoterId, s.Channel, s.AccountId, s.WitnessId, s.Blinded, s.SecondBlinded]),
        SecondSignature s => (s.PollId, Counted[3], [s.VoterId, s.Signature]),
        PaperScan s => (s.PollId, Counted[4], [s.Serial, s.Bytes]),
        CheckpointRow c => (c.PollId, "checkpoints", [c.Size, c.Note, c.Leaves]),
        ReplacedBallot b => (b.PollId, Counted[5], [b.Leaf, b.Receipt]),
        _ => null,
    };

    private byte[] Seal(PollId poll, string kind, object?[] parts) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(string.Join('\n', [$"{poll}", kind, .. parts.Select(Text)])));

    private static string Text(object? part) => part is byte[] bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : FormattableString.Invariant($"{part}");
}
