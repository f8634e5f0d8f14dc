using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Voting.Record;

/// <summary>
/// Seals each ballot and paper as it is saved (HMAC-SHA-256, RFC 2104) by a key that lies outside the database: whoever
/// changes, adds or drops one in the file alone cannot seal it, and <c>check</c> says so, also before the poll closes. A
/// seal binds a secret ballot to its token and answer, to nobody and no time.
/// </summary>
public sealed class BallotSeals(KeyFolder folder) : SaveChangesInterceptor
{
    /// <summary>The column of the seal, which the rules do not know.</summary>
    public const string Column = "Seal";

    private const string File = "ballots";
    private readonly Lazy<byte[]> _key = new(() => folder.ReadOrMake(File, 32));

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        var db = (ForumDb)data.Context!;
        List<PollId> taken = [];
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified) || entry.Entity is not (Ballot or SecretBallot or BallotPaper)) continue;
            entry.Property(Column).CurrentValue = Of(entry.Entity);
            if (entry is { State: EntityState.Added, Entity: SecretBallot ballot }) taken.Add(ballot.PollId);
        }
        foreach (var poll in taken.CountBy(p => p)) Count(await db.SecretCounts.FindAsync([poll.Key], stop) ?? db.Add(new SecretCount { PollId = poll.Key }).Entity, poll.Value);
        return result;
    }

    /// <summary>The count of a poll that has just opened.</summary>
    public SecretCount None(PollId poll) => Count(new() { PollId = poll }, 0);

    /// <summary>Whether a ballot is as it was saved.</summary>
    public bool Holds(object ballot, byte[]? seal) => seal is not null && CryptographicOperations.FixedTimeEquals(seal, Of(ballot));

    /// <summary>Whether a poll's count is as it was saved.</summary>
    public bool Holds(SecretCount count) => Holds(count, count.Seal);

    private SecretCount Count(SecretCount count, int more)
    {
        count.Ballots += more;
        count.Seal = Of(count);
        return count;
    }

    private byte[] Of(object what) => what switch
    {
        Ballot b => Seal("open", b.PollId, b.VoterId, b.AccountId, b.Version, b.Choice, b.Options, b.Receipt, b.Channel, b.CastAt.UtcTicks),
        SecretBallot b => Seal("secret", b.PollId, b.TokenHash, b.Choice, b.Options),
        BallotPaper p => Seal("paper", p.PollId, p.Serial, p.Batch, p.VoterId, p.Label, p.State, p.Channel, p.GivenAt?.UtcTicks, p.Witness, p.Scan, p.Read, p.FirstBy, p.SecondBy, p.Differed),
        SecretCount c => Seal("count", c.PollId, c.Ballots),
        _ => throw new ArgumentException("nothing that is sealed", nameof(what)),
    };

    private byte[] Seal(params object?[] parts) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(p => FormattableString.Invariant($"{p}")))));
}
