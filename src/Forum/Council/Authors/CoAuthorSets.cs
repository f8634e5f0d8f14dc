using Forum.Domain.Council.Authors;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<CoAuthor> CoAuthors => Set<CoAuthor>();
}
