using Forum.Domain.Voting;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// Whether the key files of polls lie in the key folder. Without the seals' key nothing is voted in anywhere, which is how a
/// portal looks that was started without its folder: it is not ready. Without one poll's key that poll alone gives out no
/// more tokens and takes no ballots: that is told, and the portal serves. One that lies there still after its poll has ended is told too.
/// </summary>
public sealed class KeysAreThere(ForumDb db, BallotSeals seals, PollKeys keys, NotedCounts noted) : IReadiness
{
    public async Task<IReadOnlyList<Standing>> LookAsync(CancellationToken stop)
    {
        var missing = !seals.KeyLies && await db.Polls.AnyAsync(stop);
        var needed = await db.PollKeys.AsNoTracking().Where(k => k.Wrapped != null && db.Polls.Any(p => p.Id == k.PollId && (p.State == PollState.Draft || p.State == PollState.Open))).ToListAsync(stop);
        var over = await db.PollKeys.AsNoTracking().Where(k => db.Polls.Any(p => p.Id == k.PollId && (p.State == PollState.Closed || p.State == PollState.CalledOff))).Select(k => k.PollId).ToListAsync(stop);
        return [new("ballotsKey", missing ? "missing" : "ok", missing), new("pollKeysMissing", needed.Count(k => !keys.Opens(k))), new("pollKeysLeft", over.Count(keys.Lies)), new("ballotCounts", missing || noted.IsWhole ? "ok" : "changed")];
    }
}
