using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// What a closed poll keeps besides the answers, as one hash: the roll as it is shown, who took part in which way, papers
/// with their scans, corrections, who was present. Of a secret poll nothing in it ties a voter to a ballot.
/// </summary>
public sealed class PollEvidence(ForumDb db)
{
    /// <summary>SHA-256, lower-case hex, of the lines in the order of their bytes; each line is canonical JSON.</summary>
    public async Task<string> HashAsync(Poll poll, CancellationToken stop)
    {
        List<string> lines = [];
        await foreach (var line in LinesAsync(poll).WithCancellation(stop)) lines.Add(line);
        lines.Sort(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async IAsyncEnumerable<string> LinesAsync(Poll poll)
    {
        if (poll.Closed is { } closed) yield return Line("closed", closed.At.UtcTicks, closed.Channels);
        await foreach (var b in Of<ReplacedBallot>(b => b.PollId == poll.Id)) yield return Line("replaced", b.Leaf, b.Receipt);
        await foreach (var l in Of<RollLine>(l => l.PollId == poll.Id)) yield return Line("roll", l.VoterId, l.Label, l.Area, l.GridId);
        await foreach (var b in Of<Ballot>(b => b.PollId == poll.Id)) yield return Line("ballot", b.VoterId, b.AccountId, b.Receipt, b.Channel, b.CastAt.UtcTicks);
        await foreach (var s in Of<SpentLine>(s => s.PollId == poll.Id)) yield return Line("spent", s.VoterId, s.AccountId, s.WitnessId, s.Channel, HashOf(s.Blinded), HashOf(s.SecondBlinded));
        await foreach (var s in Of<SecondSignature>(s => s.PollId == poll.Id)) yield return Line("second", s.VoterId, HashOf(s.Signature));
        await foreach (var p in Of<BallotPaper>(p => p.PollId == poll.Id)) yield return Line("paper", p.Serial, p.Batch, p.VoterId, p.Label, p.State, p.Channel, p.GivenAt?.UtcTicks, p.Witness, p.Scan, p.Read, p.FirstBy, p.SecondBy, p.Differed);
        await foreach (var s in Of<PaperScan>(s => s.PollId == poll.Id)) yield return Line("scan", s.Serial, HashOf(s.Bytes));
        await foreach (var a in Of<Attendee>(a => a.PollId == poll.Id)) yield return Line("present", a.VoterId, a.Label, a.GridId, a.By, a.At.UtcTicks);
        await foreach (var c in Of<RollCorrection>(c => c.PollId == poll.Id)) yield return Line("correction", c.Id, c.Kind, c.VoterId, c.Label, c.Area, c.Reason, c.ProposedBy, c.ProposedAt.UtcTicks, c.Settling?.By, c.Settling?.At.UtcTicks, c.Settling?.Confirmed);
    }

    private IAsyncEnumerable<T> Of<T>(System.Linq.Expressions.Expression<Func<T, bool>> ofThePoll) where T : class => db.Set<T>().AsNoTracking().Where(ofThePoll).AsAsyncEnumerable();

    private static string Line(params object?[] parts) => CanonicalJson.Of(new JsonArray([.. parts.Select(p => p is null ? null : JsonValue.Create(FormattableString.Invariant($"{p}")))]));

    private static string? HashOf(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes));
}
