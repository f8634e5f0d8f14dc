using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Poll> Polls => Set<Poll>();
    public DbSet<RollLine> RollLines => Set<RollLine>();
    public DbSet<Ballot> Ballots => Set<Ballot>();
}
