using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Accounts;

/// <summary>
/// Counts, in the transaction itself, every change that may alter who somebody is or what they may: <see cref="Callers"/>
/// keeps what it read only as long as this count stands, in every process.
/// </summary>
public sealed class CallerChanges : SaveChangesInterceptor
{
    /// <summary>The row of the count among the topics. No page listens to it.</summary>
    public const string Topic = "callers";

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        if (data.Context is { } db && db.ChangeTracker.Entries().Any(Matters))
        {
            var row = await db.Set<TopicRow>().FindAsync([Topic], stop) ?? db.Set<TopicRow>().Add(new TopicRow { Topic = Topic }).Entity;
            row.Version++;
        }
        return result;
    }

    // A new community lies within the reach of those above it; any other new place, or body, is not yet in anybody's term; a new account has not been asked for.
    private static bool Matters(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity switch
    {
        Appointment or Residency or Ownership => true,
        Place { Level: PlaceLevel.Community } => true,
        Place or Unit or PartyUnit => entry.State != EntityState.Added,
        // Who is of age answers for a home.
        Person => entry.State == EntityState.Modified,
        Account => entry.State == EntityState.Deleted || (entry.State == EntityState.Modified && new[] { nameof(Account.PersonId), nameof(Account.DisplayName), nameof(Account.CommunityId) }.Any(p => entry.Property(p).IsModified)),
        _ => false,
    };
}
