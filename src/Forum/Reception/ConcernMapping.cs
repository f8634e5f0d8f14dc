using Forum.Domain.Reception;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Reception;

public sealed class ConcernMapping : IEntityTypeConfiguration<Concern>, IEntityTypeConfiguration<ConcernStep>
{
    public void Configure(EntityTypeBuilder<Concern> concern)
    {
        concern.ToTable("Concerns");
        concern.HasKey(c => c.Id);
        concern.HasIndex(c => c.Number).IsUnique();
        concern.HasIndex(c => new { c.CommunityId, c.Status, c.Due });
        concern.HasIndex(c => c.PlaceId);
        concern.HasIndex(c => c.UnitId);
        concern.Ignore(c => c.Topic);
        concern.ComplexProperty(c => c.RaisedBy);
        concern.OwnsOne(c => c.Hidden);
        concern.HasMany(c => c.Steps).WithOne().HasForeignKey("ConcernId");
        concern.Navigation(c => c.Steps).HasField("_steps").AutoInclude();
    }

    public void Configure(EntityTypeBuilder<ConcernStep> step)
    {
        step.ToTable("ConcernSteps");
        step.Property<Forum.Domain.Kernel.ConcernId>("ConcernId");
        step.HasKey("ConcernId", nameof(ConcernStep.Order));
        step.Property(s => s.Order).ValueGeneratedNever();
        step.ComplexProperty(s => s.By);
    }
}
