using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Amendments;

public sealed class AmendmentMapping : IEntityTypeConfiguration<Amendment>, IEntityTypeConfiguration<AmendmentSettlement>
{
    public void Configure(EntityTypeBuilder<Amendment> amendment)
    {
        amendment.ToTable("Amendments");
        amendment.HasKey(a => a.Id);
        amendment.HasIndex(a => new { a.ProposalId, a.Number }).IsUnique();
        amendment.HasOne<Proposal>().WithMany().HasForeignKey(a => a.ProposalId);
        amendment.ComplexProperty(a => a.Body);
        amendment.ComplexProperty(a => a.By);
        amendment.OwnsOne(a => a.Hidden);
        amendment.HasOne(a => a.Settlement).WithOne().HasForeignKey<AmendmentSettlement>("AmendmentId");
        amendment.Navigation(a => a.Settlement).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<AmendmentSettlement> settlement)
    {
        settlement.ToTable("AmendmentSettlements");
        settlement.Property<AmendmentId>("AmendmentId");
        // Settled once.
        settlement.HasKey("AmendmentId");
        settlement.ComplexProperty(s => s.By);
    }
}
