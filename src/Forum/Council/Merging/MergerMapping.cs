using Forum.Domain.Council.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Merging;

public sealed class MergerMapping : IEntityTypeConfiguration<ProposalMerger>, IEntityTypeConfiguration<MergerReply>, IEntityTypeConfiguration<SpokenMergerReply>, IEntityTypeConfiguration<JoinedProposal>
{
    public void Configure(EntityTypeBuilder<ProposalMerger> merger)
    {
        merger.ToTable("ProposalMergers");
        merger.HasKey(m => m.Id);
        merger.HasIndex(m => m.Into);
        // One offer at a time, and a proposal goes into one other only.
        merger.HasIndex(m => m.From).IsUnique().HasFilter("\"Agreed\" IS NOT FALSE");
        merger.ComplexProperty(m => m.By);
    }

    public void Configure(EntityTypeBuilder<MergerReply> reply)
    {
        reply.ToTable("MergerReplies");
        reply.HasKey(r => new { r.MergerId, r.AccountId });
    }

    public void Configure(EntityTypeBuilder<SpokenMergerReply> reply)
    {
        reply.ToTable("SpokenMergerReplies");
        // One for each person.
        reply.HasKey(r => new { r.MergerId, r.PersonId });
        reply.ComplexProperty(r => r.By);
    }

    public void Configure(EntityTypeBuilder<JoinedProposal> joined)
    {
        joined.ToTable("JoinedProposals");
        joined.HasKey(j => new { j.Into, j.From });
        joined.HasIndex(j => j.From);
    }
}
