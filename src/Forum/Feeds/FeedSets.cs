using Forum.Feeds;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<CalendarKey> CalendarKeys => Set<CalendarKey>();
}
