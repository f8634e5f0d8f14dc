using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Authors;

public sealed class CoAuthorMapping : IEntityTypeConfiguration<CoAuthor>, IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<CoAuthor> line)
    {
        line.ToTable("CoAuthors", t => t.HasCheckConstraint("CK_CoAuthors_one_text", "(ProposalId IS NULL) <> (DraftId IS NULL)"));
        line.HasKey(c => c.Id);
        line.Property(c => c.Id).ValueGeneratedNever();
        line.Property<ProposalId?>("ProposalId");
        line.Property<DraftId?>("DraftId");
        line.Ignore(c => c.By).Ignore(c => c.Holds).Ignore(c => c.Writes);
        line.HasIndex(c => c.AccountId);
        // Nobody stands twice under one text.
        line.HasIndex("ProposalId", nameof(CoAuthor.AccountId)).IsUnique().HasFilter("EndedAt IS NULL");
        line.HasIndex("DraftId", nameof(CoAuthor.AccountId)).IsUnique().HasFilter("EndedAt IS NULL");
    }

    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.HasMany(p => p.CoAuthors).WithOne().HasForeignKey("ProposalId");
        proposal.Navigation(p => p.CoAuthors).HasField("_coAuthors");
    }
}
