using Forum.Domain.Voting;
using Forum.Voting.Papers;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<BallotPaper> BallotPapers => Set<BallotPaper>();
    public DbSet<PaperScan> PaperScans => Set<PaperScan>();
}
