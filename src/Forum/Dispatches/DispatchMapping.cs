using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Dispatches;

public sealed class DispatchMapping : IEntityTypeConfiguration<Dispatch>, IEntityTypeConfiguration<DispatchHop>, IEntityTypeConfiguration<SealedPart>
{
    public void Configure(EntityTypeBuilder<Dispatch> dispatch)
    {
        dispatch.ToTable("Dispatches");
        dispatch.HasKey(d => d.Id);
        dispatch.HasIndex(d => d.Number).IsUnique();
        // One dispatch for each poll.
        dispatch.HasIndex(d => d.PollId).IsUnique();
        dispatch.HasIndex(d => d.Matter);
        dispatch.HasIndex(d => new { d.CommunityId, d.SentAt, d.LeavesBy });
        dispatch.Ignore(d => d.Topic);
        dispatch.OwnsOne(d => d.Reply);
        dispatch.HasMany(d => d.Hops).WithOne().HasForeignKey("DispatchId");
        dispatch.HasMany(d => d.Parts).WithOne().HasForeignKey("DispatchId");
        dispatch.Navigation(d => d.Hops).HasField("_hops").AutoInclude();
        dispatch.Navigation(d => d.Parts).HasField("_parts").AutoInclude();
    }

    public void Configure(EntityTypeBuilder<DispatchHop> hop)
    {
        hop.ToTable("DispatchHops");
        hop.Property<DispatchId>("DispatchId");
        hop.HasKey("DispatchId", nameof(DispatchHop.Order));
        hop.Property(h => h.Order).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SealedPart> part)
    {
        part.ToTable("SealedParts");
        part.Property<DispatchId>("DispatchId");
        part.HasKey("DispatchId", nameof(SealedPart.Order));
        part.Property(p => p.Order).ValueGeneratedNever();
    }
}
