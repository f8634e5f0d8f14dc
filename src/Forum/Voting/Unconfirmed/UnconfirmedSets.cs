using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<UnconfirmedChoice> UnconfirmedChoices => Set<UnconfirmedChoice>();
}
