using Forum.Domain.Council.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Drafts;

public sealed class DraftMapping : IEntityTypeConfiguration<ProposalDraft>, IEntityTypeConfiguration<SavedText>
{
    public void Configure(EntityTypeBuilder<ProposalDraft> draft)
    {
        draft.ToTable("Drafts");
        draft.HasKey(d => d.Id);
        draft.HasIndex(d => d.AuthorId);
        draft.Property(d => d.Last).IsConcurrencyToken();
        draft.HasMany(d => d.CoAuthors).WithOne().HasForeignKey("DraftId").OnDelete(DeleteBehavior.Cascade);
        draft.Navigation(d => d.CoAuthors).HasField("_coAuthors");
        draft.HasMany<SavedText>().WithOne().HasForeignKey(t => t.DraftId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SavedText> text)
    {
        text.ToTable("SavedTexts");
        text.HasKey(t => new { t.DraftId, t.Number });
        text.Property(t => t.Number).ValueGeneratedNever();
        text.Ignore(t => t.Text);
    }
}
