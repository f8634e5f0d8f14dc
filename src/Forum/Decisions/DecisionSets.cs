using Forum.Domain.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<NoticePeriod> NoticePeriods => Set<NoticePeriod>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<Decision> Decisions => Set<Decision>();
}
