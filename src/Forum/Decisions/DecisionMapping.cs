using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Decisions;

public sealed class DecisionMapping : IEntityTypeConfiguration<NoticePeriod>, IEntityTypeConfiguration<Objection>, IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<NoticePeriod> period)
    {
        period.ToTable("NoticePeriods");
        period.HasKey(p => p.PollId);
        period.HasIndex(p => new { p.CommunityId, p.Until });
        period.Ignore(p => p.Unanswered);
        period.HasMany(p => p.Objections).WithOne().HasForeignKey(o => o.PollId);
        period.Navigation(p => p.Objections).HasField("_objections").AutoInclude();
    }

    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.ToTable("Objections");
        objection.HasKey(o => o.Id);
        objection.HasIndex(o => new { o.PollId, o.Order }).IsUnique();
        objection.Property(o => o.Id).ValueGeneratedNever();
        objection.ComplexProperty(o => o.By);
        objection.OwnsOne(o => o.Answer);
        objection.OwnsOne(o => o.Hidden);
        objection.Ignore(o => o.Topic);
    }

    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("Decisions");
        decision.HasKey(d => d.Id);
        decision.HasIndex(d => d.Number).IsUnique();
        // One decision, or one word why there is none, for each poll.
        decision.HasIndex(d => d.PollId).IsUnique();
        decision.HasIndex(d => new { d.CommunityId, d.PublishedAt });
        decision.Ignore(d => d.Topic);
        decision.ComplexProperty(d => d.By);
    }
}
