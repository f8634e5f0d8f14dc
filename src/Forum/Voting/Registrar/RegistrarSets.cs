using Forum.Domain.Voting;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<SecondKeyRow> SecondKeys => Set<SecondKeyRow>();
    public DbSet<SecondSignature> SecondSignatures => Set<SecondSignature>();
    public DbSet<WaitingBallot> WaitingBallots => Set<WaitingBallot>();
}
