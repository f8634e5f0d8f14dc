using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<JoinCode> JoinCodes => Set<JoinCode>();
    public DbSet<Domain.Register.Joining> Joinings => Set<Domain.Register.Joining>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
}
