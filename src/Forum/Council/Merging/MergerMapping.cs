using Forum.Domain.Council.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Merging;

public sealed class MergerMapping : IEntityTypeConfiguration<ProposalMerger>, IEntityTypeConfiguration<MergerReply>, IEntityTypeConfiguration<SpokenMergerReply>, IEntityTypeConfiguration<JoinedProposal>, IEntityTypeConfiguration<MergerAsk>, IEntityTypeConfiguration<SpokenMergerAsk>
{
    public void Configure(EntityTypeBuilder<ProposalMerger> merger)
    {
        merger.ToTable("ProposalMergers");
        merger.HasKey(m => m.Id);
        merger.HasIndex(m => m.Into);
        // One offer at a time that waits, and a proposal goes into one other only.
        merger.HasIndex(m => m.From).IsUnique().HasFilter("\"Agreed\" IS NOT FALSE AND \"Ending_At\" IS NULL");
        merger.ComplexProperty(m => m.By);
        merger.Ignore(m => m.Waits);
        merger.OwnsOne(m => m.Ending);
    }

    public void Configure(EntityTypeBuilder<MergerAsk> ask)
    {
        ask.ToTable("MergerAsks");
        ask.HasKey(a => new { a.MergerId, a.AccountId });
        ask.HasIndex(a => a.AccountId);
    }

    public void Configure(EntityTypeBuilder<SpokenMergerAsk> ask)
    {
        ask.ToTable("SpokenMergerAsks");
        ask.HasKey(a => new { a.MergerId, a.PersonId });
        ask.HasIndex(a => a.PersonId);
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
