using Forum.Domain.Council.Discussion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Discussion;

/// <summary>What a discussion keeps beside the words, and the indexes by which a page of ten thousand comments costs as much as one of ten.</summary>
public sealed class DiscussionMapping : IEntityTypeConfiguration<CommentVersion>, IEntityTypeConfiguration<Talk>
{
    public static void Add(EntityTypeBuilder<Comment> comment)
    {
        comment.Ignore(c => c.IsShown).Ignore(c => c.Topic);
        comment.OwnsOne(c => c.Withdrawn);
        comment.OwnsOne(c => c.Quote);
        comment.OwnsOne(c => c.From, from => from.HasIndex(f => f.PersonId).HasFilter("\"From_PersonId\" IS NOT NULL"));
        // Threads by age and by agreement, answers by their place, the best of each side: each holds those alone that are
        // looked for there, since every other costs whoever writes.
        comment.HasIndex(c => new { c.ProposalId, c.ReplyTo, c.Seq }).HasFilter("\"ReplyTo\" IS NULL");
        comment.HasIndex(c => new { c.ProposalId, c.ReplyTo, c.Agreed, c.Seq }).IsDescending(false, false, true, false).HasFilter("\"ReplyTo\" IS NULL");
        comment.HasIndex(c => new { c.ReplyTo, c.Nth }).HasFilter("\"ReplyTo\" IS NOT NULL");
        comment.HasIndex(c => c.At);
        comment.HasIndex(c => new { c.ProposalId, c.Stance, c.Agreed, c.Seq }).IsDescending(false, false, true, false).HasFilter("\"Agreed\" > 0");
    }

    public void Configure(EntityTypeBuilder<CommentVersion> version)
    {
        version.ToTable("CommentVersions");
        version.HasKey(v => new { v.CommentId, v.Number });
        version.Property(v => v.Number).ValueGeneratedNever();
        version.ComplexProperty(v => v.Body);
    }

    public void Configure(EntityTypeBuilder<Talk> talk)
    {
        talk.ToTable("Talks");
        talk.HasKey(t => t.ProposalId);
    }
}
