using Forum.Domain.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Concern> Concerns => Set<Concern>();
}
