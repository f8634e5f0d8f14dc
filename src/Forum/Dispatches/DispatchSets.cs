using Forum.Domain.Dispatches;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Dispatch> Dispatches => Set<Dispatch>();
}
