using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// How many secret ballots there are in each poll, noted outside the database, in the <see cref="KeyFolder"/>: no act tells
/// of one that is not published yet, and a count from before, put back with fewer ballots, is rightly sealed. None ever
/// goes, so a note only rises. It is a number: it tells of no ballot which it is.
/// </summary>
public sealed class NotedCounts(KeyFolder folder, BallotSeals seals)
{
    private const string File = "ballot-counts";

    /// <summary>How many there were at least.</summary>
    public int Of(PollId poll) => Read().GetValueOrDefault(poll.Value);

    /// <summary>Notes how many there are now in open polls, and tells which have fewer than there once were.</summary>
    public async Task<IReadOnlyList<PollId>> NoteAsync(ForumDb db, CancellationToken stop)
    {
        var now = await db.SealedCounts.AsNoTracking().Where(c => c.Kind == BallotSeals.SecretBallots && db.Polls.Any(p => p.Id == c.PollId && p.State == PollState.Open && p.Secrecy == Secrecy.Secret)).ToListAsync(stop);
        var noted = Read();
        var more = now.Where(c => seals.Holds(c) && c.Rows > noted.GetValueOrDefault(c.PollId.Value)).ToList();
        foreach (var count in more) noted[count.PollId.Value] = count.Rows;
        if (more.Count > 0) folder.Replace(File, JsonSerializer.SerializeToUtf8Bytes(noted));
        return [.. now.Where(c => c.Rows < noted.GetValueOrDefault(c.PollId.Value)).Select(c => c.PollId)];
    }

    private Dictionary<Guid, int> Read() => folder.Read(File) is { } noted ? JsonSerializer.Deserialize<Dictionary<Guid, int>>(noted)! : [];
}
