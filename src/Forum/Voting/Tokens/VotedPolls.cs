using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Voting.Tokens;

/// <summary>
/// Secret polls that are being voted in, with their public keys, so that a ballot is looked over without the database.
/// Method, options, time and key stay from the opening on; a closing shows in the time, and the writer asks again.
/// </summary>
public sealed class VotedPolls : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _polls = new(new MemoryCacheOptions { SizeLimit = 200 });

    /// <summary>A poll with its key, and the second registrar's where there is one; nothing where there is no such poll.</summary>
    public async Task<(Poll Poll, PublicKey? Key, PublicKey? Second)?> FindAsync(ForumDb db, PollId id, CancellationToken stop)
    {
        if (_polls.TryGetValue(id, out (Poll, PublicKey?, PublicKey?) known)) return known;
        if (await db.Polls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is not { } poll) return null;
        var key = await db.PollKeys.AsNoTracking().Where(k => k.PollId == id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var second = await db.SecondKeys.AsNoTracking().Where(k => k.PollId == id).Select(k => k.Public).SingleOrDefaultAsync(stop);
        var found = (poll, PublicKey.Of(key), PublicKey.Of(second));
        if (poll is { State: PollState.Open, Secrecy: Secrecy.Secret }) _polls.Set(id, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return found;
    }

    public void Dispose() => _polls.Dispose();
}
