using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council;

public sealed class ProposalMapping :
    IEntityTypeConfiguration<Proposal>, IEntityTypeConfiguration<ProposalVersion>, IEntityTypeConfiguration<ProposalStop>, IEntityTypeConfiguration<StepStop>, IEntityTypeConfiguration<Endorsement>
{
    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.ToTable("Proposals");
        proposal.HasKey(p => p.Id);
        proposal.HasIndex(p => p.Number).IsUnique();
        proposal.HasIndex(p => new { p.CommunityId, p.Station });
        proposal.Ignore(p => p.Topic).Ignore(p => p.IsOpen).Ignore(p => p.IsTalkedOf).Ignore(p => p.IsChanging).Ignore(p => p.AwaitsAdmission).Ignore(p => p.AwaitsAppeal).Ignore(p => p.IsRefused).Ignore(p => p.IsShown).Ignore(p => p.BarsHiding);
        proposal.HasIndex(p => p.DueAt);
        proposal.HasIndex(p => p.FromDraft).IsUnique();
        proposal.ComplexProperty(p => p.Author);
        proposal.ComplexProperty(p => p.Periods);
        proposal.OwnsOne(p => p.From, from => from.HasIndex(f => f.PersonId));
        proposal.OwnsOne(p => p.Ending);
        proposal.OwnsOne(p => p.Hidden);
        proposal.OwnsOne(p => p.Refused, refused => refused.OwnsOne(r => r.Answer));
        proposal.HasMany(p => p.Steps).WithOne().HasForeignKey("ProposalId");
        proposal.Navigation(p => p.Steps).HasField("_steps").AutoInclude();
        proposal.HasMany(p => p.Versions).WithOne().HasForeignKey("ProposalId");
        proposal.HasMany(p => p.Stops).WithOne().HasForeignKey("ProposalId");
        proposal.Navigation(p => p.Versions).HasField("_versions").AutoInclude();
        proposal.Navigation(p => p.Stops).HasField("_stops").AutoInclude();
    }

    public void Configure(EntityTypeBuilder<ProposalVersion> version)
    {
        version.ToTable("ProposalVersions");
        version.Property<ProposalId>("ProposalId");
        version.HasKey("ProposalId", nameof(ProposalVersion.Number));
        version.Property(v => v.Number).ValueGeneratedNever();
        version.ComplexProperty(v => v.Body);
        version.ComplexProperty(v => v.By);
    }

    public void Configure(EntityTypeBuilder<ProposalStop> stop)
    {
        stop.ToTable("ProposalStops");
        stop.Property<ProposalId>("ProposalId");
        stop.HasKey("ProposalId", nameof(ProposalStop.Station));
        stop.Property(s => s.Station).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<StepStop> step)
    {
        step.ToTable("ProposalSteps");
        step.Property<ProposalId>("ProposalId");
        step.HasKey("ProposalId", nameof(StepStop.Step));
        step.Property(s => s.Step).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Endorsement> endorsement)
    {
        endorsement.ToTable("Endorsements");
        // One for each account.
        endorsement.HasKey(e => new { e.ProposalId, e.AccountId });
        endorsement.ComplexProperty(e => e.By);
    }
}

public sealed class CommentMapping : IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("Comments");
        comment.HasKey(c => c.Id);
        comment.HasIndex(c => new { c.ProposalId, c.Seq }).IsUnique();
        Discussion.DiscussionMapping.Add(comment);
        comment.ComplexProperty(c => c.Body);
        comment.ComplexProperty(c => c.By);
        comment.OwnsOne(c => c.Hidden);
    }

    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("Agreements");
        agreement.HasKey(a => new { a.CommentId, a.AccountId });
    }
}
