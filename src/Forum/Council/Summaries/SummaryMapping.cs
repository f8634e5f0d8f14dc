using Forum.Domain.Council.Summaries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Summaries
{
    public sealed class SummaryMapping : IEntityTypeConfiguration<Summary>, IEntityTypeConfiguration<SummaryDispute>
    {
        public void Configure(EntityTypeBuilder<Summary> summary)
        {
            summary.ToTable("Summaries");
            summary.HasKey(s => new { s.ProposalId, s.Number });
            summary.Property(s => s.Number).ValueGeneratedNever();
            summary.ComplexProperty(s => s.Body);
            summary.HasIndex(s => s.Id).IsUnique();
            summary.ComplexProperty(s => s.By);
            summary.OwnsOne(s => s.Hidden);
        }

        public void Configure(EntityTypeBuilder<SummaryDispute> dispute)
        {
            dispute.ToTable("SummaryDisputes");
            dispute.HasKey(d => new { d.ProposalId, d.SummaryNumber, d.Number });
            dispute.Property(d => d.Number).ValueGeneratedNever();
            // One of each for each version.
            dispute.HasIndex(d => new { d.ProposalId, d.SummaryNumber, d.AccountId }).IsUnique();
            dispute.HasIndex(d => d.Id).IsUnique();
            dispute.OwnsOne(d => d.Hidden);
            dispute.ComplexProperty(d => d.Reason);
            dispute.ComplexProperty(d => d.By);
            dispute.OwnsOne(d => d.Answer);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>What sums discussions up.</summary>
    public partial class ForumDb
    {
        public DbSet<Summary> Summaries => Set<Summary>();
        public DbSet<SummaryDispute> SummaryDisputes => Set<SummaryDispute>();
    }
}
