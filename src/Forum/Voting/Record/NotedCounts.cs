using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// How many secret ballots there are in each poll, noted outside the database, in the <see cref="KeyFolder"/>, under a seal:
/// no act tells of one that is not published yet, and a count from before, put back with fewer ballots, is rightly sealed.
/// None ever goes, so a note only rises. It is a number: it tells of no ballot which it is. A file that cannot be read, or
/// that somebody else wrote, is no note: it holds up no poll, is told, and is written anew from what this program knows.
/// </summary>
public sealed class NotedCounts(KeyFolder folder, BallotSeals seals, ILogger<NotedCounts> log)
{
    private const string File = "ballot-counts";

    private sealed record Note(Dictionary<Guid, int> Counts, byte[] Seal);

    private readonly Lock _known = new();
    private readonly Dictionary<Guid, int> _counts = [];

    /// <summary>Whether the file is one that this portal wrote, or there is none.</summary>
    public bool IsWhole => Read() is not null;

    /// <summary>How many there were at least.</summary>
    public int Of(PollId poll)
    {
        var noted = Read()?.GetValueOrDefault(poll.Value) ?? 0;
        lock (_known) return Math.Max(noted, _counts.GetValueOrDefault(poll.Value));
    }

    /// <summary>Notes how many there are now in open polls, and tells which have fewer than there once were.</summary>
    public async Task<IReadOnlyList<PollId>> NoteAsync(ForumDb db, CancellationToken stop)
    {
        if (!seals.HasKey) return [];
        var now = await db.SealedCounts.AsNoTracking().Where(c => c.Kind == BallotSeals.SecretBallots && db.Polls.Any(p => p.Id == c.PollId && p.State == PollState.Open && p.Secrecy == Secrecy.Secret)).ToListAsync(stop);
        var noted = Read();
        if (noted is null) log.LogError("{File}.key cannot be read or was changed; it is written anew", File);
        lock (_known)
        {
            foreach (var (poll, rows) in (noted ?? []).Select(n => (n.Key, n.Value)).Concat(now.Where(seals.Holds).Select(c => (c.PollId.Value, c.Rows))))
                _counts[poll] = Math.Max(rows, _counts.GetValueOrDefault(poll));
            if (_counts.Count > 0 && (noted is null || _counts.Any(c => c.Value > noted.GetValueOrDefault(c.Key)))) folder.Replace(File, JsonSerializer.SerializeToUtf8Bytes(new Note(_counts, seals.OfNoted(_counts))));
            return [.. now.Where(c => c.Rows < _counts.GetValueOrDefault(c.PollId.Value)).Select(c => c.PollId)];
        }
    }

    private Dictionary<Guid, int>? Read()
    {
        try
        {
            if (folder.Read(File) is not { } file) return [];
            return JsonSerializer.Deserialize<Note>(file) is { Counts: { } counts, Seal: { } seal } && seal.AsSpan().SequenceEqual(seals.OfNoted(counts)) ? counts : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException) { return null; }
    }
}
