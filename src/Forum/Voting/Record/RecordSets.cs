using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();
    public DbSet<SealedCount> SealedCounts => Set<SealedCount>();
    public DbSet<ReplacedBallot> ReplacedBallots => Set<ReplacedBallot>();
}
