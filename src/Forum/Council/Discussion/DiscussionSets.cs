using Forum.Domain.Council.Discussion;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What a discussion keeps beside its comments.</summary>
public partial class ForumDb
{
    public DbSet<CommentVersion> CommentVersions => Set<CommentVersion>();
    public DbSet<Talk> Talks => Set<Talk>();
}
