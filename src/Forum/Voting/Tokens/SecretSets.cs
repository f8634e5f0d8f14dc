using Forum.Domain.Voting;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<PollKeyRow> PollKeys => Set<PollKeyRow>();
    public DbSet<SpentLine> SpentLines => Set<SpentLine>();
    public DbSet<BoxedBallot> BoxedBallots => Set<BoxedBallot>();
    public DbSet<SecretBallot> SecretBallots => Set<SecretBallot>();
}
