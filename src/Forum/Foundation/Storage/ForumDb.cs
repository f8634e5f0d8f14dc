using Forum.Accounts;
using Forum.Domain.Kernel;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>
/// The one context. This file knows no feature: each says in its own <c>*Mapping.cs</c> how it is stored and adds its sets
/// in its own <c>*Sets.cs</c>.
/// </summary>
public sealed partial class ForumDb(DbContextOptions<ForumDb> options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Keys that protect cookies and tokens, in the database so that several nodes share them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What the rows saved and not yet committed can alter of what is kept.</summary>
    public Altered Altered { get; } = new();

    /// <summary>What happened to the aggregates of this context since the last call.</summary>
    public IReadOnlyList<IEvent> TakeEvents() => [.. ChangeTracker.Entries<Aggregate>().SelectMany(e => e.Entity.TakeEvents())];

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ForumDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite cannot order or compare a DateTimeOffset: UTC ticks everywhere.
        conventions.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
        foreach (var id in typeof(IEvent).Assembly.GetTypes().Where(t => t.IsValueType && !t.IsGenericType && t.GetInterfaces().Any(IsId)))
            conventions.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    private static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IId<>);
}
