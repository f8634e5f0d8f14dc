using Forum.Domain.Council.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<ProposalDraft> Drafts => Set<ProposalDraft>();
    public DbSet<SavedText> SavedTexts => Set<SavedText>();
}
