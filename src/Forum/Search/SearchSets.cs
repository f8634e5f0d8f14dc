using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<SearchDocument> SearchDocuments => Set<SearchDocument>();
}
