using Forum.Domain.Decisions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Decisions.CarryingOut
{
    public sealed class ExecutionMapping : IEntityTypeConfiguration<Execution>, IEntityTypeConfiguration<Milestone>, IEntityTypeConfiguration<MilestoneReport>, IEntityTypeConfiguration<MilestonePicture>
    {
        public void Configure(EntityTypeBuilder<Execution> execution)
        {
            execution.ToTable("Executions");
            execution.HasKey(e => e.DecisionId);
            execution.HasMany(e => e.Milestones).WithOne().HasForeignKey(m => m.DecisionId);
            execution.Navigation(e => e.Milestones).HasField("_milestones").AutoInclude();
        }

        public void Configure(EntityTypeBuilder<Milestone> milestone)
        {
            milestone.ToTable("Milestones");
            milestone.HasKey(m => m.Id);
            milestone.Property(m => m.Id).ValueGeneratedNever();
            milestone.HasIndex(m => new { m.DecisionId, m.Order }).IsUnique();
            milestone.HasIndex(m => new { m.UnitId, m.Percent });
            milestone.HasMany(m => m.Reports).WithOne().HasForeignKey(r => r.MilestoneId);
            milestone.Navigation(m => m.Reports).HasField("_reports").AutoInclude();
        }

        public void Configure(EntityTypeBuilder<MilestoneReport> report)
        {
            report.ToTable("MilestoneReports");
            report.HasKey(r => new { r.MilestoneId, r.Order });
            report.Property(r => r.Order).ValueGeneratedNever();
            report.ComplexProperty(r => r.By);
            report.HasMany(r => r.Pictures).WithOne().HasForeignKey(p => new { p.MilestoneId, p.Report });
            report.Navigation(r => r.Pictures).HasField("_pictures").AutoInclude();
        }

        public void Configure(EntityTypeBuilder<MilestonePicture> picture)
        {
            picture.ToTable("MilestonePictures");
            picture.HasKey(p => new { p.MilestoneId, p.Report, p.Order });
            picture.Property(p => p.Report).ValueGeneratedNever();
            picture.Property(p => p.Order).ValueGeneratedNever();
            picture.OwnsOne(p => p.Removal);
            picture.HasIndex(p => new { p.MilestoneId, p.Report, p.Hash }).IsUnique();
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>What becomes of decisions.</summary>
    public partial class ForumDb
    {
        public DbSet<Execution> Executions => Set<Execution>();
        public DbSet<MilestonePicture> MilestonePictures => Set<MilestonePicture>();
    }
}
