using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Tokens;

/// <summary>
/// The secret ballots of a poll: sealed in their box until it closes, rows that anybody may compare with the record from
/// then on. In the box nobody without the poll's key reads one, or finds one by its token.
/// </summary>
public sealed class BallotBox(ForumDb db, PollKeys keys, IForumStorage storage)
{
    /// <summary>The refusal of whatever needs the box of an open poll whose key is away.</summary>
    public const string Shut = "poll.box-shut";

    // As many as are held in memory at a time.
    private const int Stretch = 500;

    /// <summary>What opens a poll's box; nothing where the file of its key is not in its place.</summary>
    public BoxKey? Key(PollId poll) => keys.Box(poll);

    /// <summary>The same at the closing, which also a key does that is only in memory any more.</summary>
    public BoxKey? LastKey(PollId poll) => keys.LastBox(poll);

    /// <summary>Puts a ballot in; its place being taken, the database refuses it.</summary>
    public void Put(Poll poll, SecretBallot ballot, BoxKey key)
    {
        var place = key.PlaceOf(ballot.TokenHash);
        db.BoxedBallots.Add(new(poll.Id, place, key.Seal(place, ballot.ToBytes(Answer.Longest(poll.Options.Count)))));
    }

    /// <summary>Lays a paper's ballot beside the box until the second registrar has signed its token.</summary>
    public void Wait(Poll poll, Channel channel, SecretBallot ballot, Blindness second, BoxKey key)
    {
        var (blinded, unveil) = second.Blind(ballot.Message);
        var request = Blindness.NameOf(blinded);
        db.WaitingBallots.Add(new(poll.Id, channel, request, blinded, key.Seal(request, [.. unveil, .. ballot.ToBytes(Answer.Longest(poll.Options.Count))])));
    }

    /// <summary>The ballot that waited, with the second registrar's signature; a <see cref="CryptographicException"/> where it is not as it was laid down.</summary>
    public static SecretBallot Signed(WaitingBallot waiting, byte[] signature, Blindness second, BoxKey key)
    {
        var contents = key.Open(waiting.Request, waiting.Contents);
        var unveil = contents[..waiting.Blinded.Length];
        return SecretBallot.Of(waiting.PollId, contents[unveil.Length..]).Countersigned(second.Unblind(signature, unveil));
    }

    /// <summary>How many there are, in the box or out of it.</summary>
    public async Task<int> CountAsync(PollId poll, CancellationToken stop) =>
        await db.BoxedBallots.CountAsync(b => b.PollId == poll, stop) + await db.SecretBallots.CountAsync(b => b.PollId == poll, stop);

    /// <summary>Those of these tokens that are cast, in the box or out of it, by their token's hash.</summary>
    public async Task<Dictionary<string, SecretBallot>> FindAsync(PollId poll, BoxKey? key, IReadOnlyCollection<string> tokens, CancellationToken stop)
    {
        var found = await db.SecretBallots.AsNoTracking().Where(b => b.PollId == poll && tokens.Contains(b.TokenHash)).ToDictionaryAsync(b => b.TokenHash, stop);
        if (key is null) return found;
        var places = tokens.Select(key.PlaceOf).ToList();
        foreach (var boxed in await db.BoxedBallots.AsNoTracking().Where(b => b.PollId == poll && places.Contains(b.Place)).ToListAsync(stop))
            if (Opened(boxed, key) is { } ballot) found[ballot.TokenHash] = ballot;
        return found;
    }

    /// <summary>What lies in the box, in no order that tells of anything; nothing in place of one that cannot be read.</summary>
    public async IAsyncEnumerable<SecretBallot?> ReadAsync(IQueryable<BoxedBallot> boxed, BoxKey key)
    {
        await foreach (var one in boxed.AsNoTracking().AsAsyncEnumerable()) yield return Opened(one, key);
    }

    /// <summary>
    /// Empties the box in the open transaction: each ballot becomes a row, in the order of the tokens' hashes, so that the
    /// pages of the file show no other. False where one cannot be read, or some lie outside before.
    /// </summary>
    public async Task<bool> EmptyAsync(PollId poll, BoxKey key, CancellationToken stop)
    {
        if (await db.SecretBallots.AnyAsync(b => b.PollId == poll, stop)) return false;
        List<(string Token, string Place)> all = [];
        await foreach (var boxed in db.BoxedBallots.AsNoTracking().Where(b => b.PollId == poll).AsAsyncEnumerable().WithCancellation(stop))
            if (Opened(boxed, key) is { } ballot) all.Add((ballot.TokenHash, boxed.Place));
            else return false;
        all.Sort((one, other) => string.CompareOrdinal(one.Token, other.Token));
        foreach (var stretch in all.Chunk(Stretch))
        {
            var places = stretch.Select(s => s.Place).ToList();
            var ballots = await db.BoxedBallots.AsNoTracking().Where(b => b.PollId == poll && places.Contains(b.Place)).ToListAsync(stop);
            await storage.InsertAsync(db, [.. ballots.Select(b => Opened(b, key)!).OrderBy(b => b.TokenHash, StringComparer.Ordinal)], stop);
        }
        // Only now: a page that one of them leaves must not be taken by its own row.
        await db.BoxedBallots.Where(b => b.PollId == poll).ExecuteDeleteAsync(stop);
        return true;
    }

    private static SecretBallot? Opened(BoxedBallot boxed, BoxKey key)
    {
        try { return SecretBallot.Of(boxed.PollId, key.Open(boxed.Place, boxed.Contents), boxed.Batch); }
        catch (Exception changed) when (changed is CryptographicException or ArgumentException or EndOfStreamException) { return null; }
    }
}
