using Forum.Domain.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<Home> Homes => Set<Home>();
    public DbSet<Ownership> Ownerships => Set<Ownership>();
    public DbSet<Residency> Residencies => Set<Residency>();
}
