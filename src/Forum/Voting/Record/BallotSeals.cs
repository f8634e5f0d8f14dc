using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Voting.Record;

/// <summary>
/// Seals each ballot as it is saved (HMAC-SHA-256, RFC 2104) by a key that lies outside the database: whoever changes or
/// adds one in the file alone cannot seal it, and <c>check</c> says so, also before the poll closes. A seal binds a secret
/// ballot to its token and answer, to nobody and no time.
/// </summary>
public sealed class BallotSeals(KeyFolder folder) : SaveChangesInterceptor
{
    /// <summary>The column of the seal, which the rules do not know.</summary>
    public const string Column = "Seal";

    private const string File = "ballots";
    private readonly Lazy<byte[]> _key = new(() => folder.ReadOrMake(File, 32));

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        foreach (var entry in data.Context!.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified && entry.Entity is Ballot or SecretBallot) entry.Property(Column).CurrentValue = Of(entry.Entity);
        return new(result);
    }

    /// <summary>Whether a ballot is as it was saved.</summary>
    public bool Holds(object ballot, byte[]? seal) => seal is not null && CryptographicOperations.FixedTimeEquals(seal, Of(ballot));

    private byte[] Of(object ballot) => ballot switch
    {
        Ballot b => Seal("open", b.PollId, b.VoterId, b.AccountId, b.Version, b.Choice, b.Options, b.Receipt, b.Channel, b.CastAt.UtcTicks),
        SecretBallot b => Seal("secret", b.PollId, b.TokenHash, b.Choice, b.Options),
        _ => throw new ArgumentException("no ballot", nameof(ballot)),
    };

    private byte[] Seal(params object?[] parts) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(p => FormattableString.Invariant($"{p}")))));
}
