using Forum.Domain.Council.Amendments;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Amendment> Amendments => Set<Amendment>();
}
