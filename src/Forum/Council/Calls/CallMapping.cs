using System.Text.Json;
using Forum.Domain.Council.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Calls
{
    public sealed class CallMapping : IEntityTypeConfiguration<Call>, IEntityTypeConfiguration<CallConclusion>, IEntityTypeConfiguration<CallProlonging>, IEntityTypeConfiguration<Contribution>, IEntityTypeConfiguration<ContributionVersion>, IEntityTypeConfiguration<ContributionSettlement>
    {
        public void Configure(EntityTypeBuilder<Call> call)
        {
            call.ToTable("Calls");
            call.HasKey(c => c.Id);
            call.Ignore(c => c.Topic);
            call.HasIndex(c => c.Number).IsUnique();
            call.HasIndex(c => new { c.CommunityId, c.ClosesAt });
            call.HasIndex(c => c.Matter).HasFilter("\"Matter\" IS NOT NULL");
            call.ComplexProperty(c => c.Body);
            call.ComplexProperty(c => c.By);
            call.OwnsOne(c => c.English, english => english.OwnsOne(e => e.Body));
            call.Property(c => c.Groups).HasConversion(g => JsonSerializer.Serialize(g, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Web)!, new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), g => g.Count));
            call.HasOne(c => c.Conclusion).WithOne().HasForeignKey<CallConclusion>("CallId");
            call.Navigation(c => c.Conclusion).AutoInclude();
            call.OwnsOne(c => c.CalledOff);
            call.HasMany(c => c.Prolongings).WithOne().HasForeignKey(p => p.CallId);
            call.Navigation(c => c.Prolongings).HasField("_prolongings").AutoInclude();
        }

        public void Configure(EntityTypeBuilder<CallConclusion> conclusion)
        {
            conclusion.ToTable("CallConclusions");
            // Concluded once.
            conclusion.Property<Domain.Kernel.CallId>("CallId");
            conclusion.HasKey("CallId");
            conclusion.ComplexProperty(c => c.By);
        }

        public void Configure(EntityTypeBuilder<Contribution> contribution)
        {
            contribution.ToTable("Contributions");
            contribution.Ignore(c => c.Topic).Ignore(c => c.IsShown);
            contribution.OwnsOne(c => c.Hidden);
            contribution.HasKey(c => c.Id);
            contribution.HasOne<Call>().WithMany().HasForeignKey(c => c.CallId);
            contribution.HasIndex(c => new { c.CallId, c.Number }).IsUnique();
            contribution.HasIndex(c => new { c.CallId, c.Outcome, c.Number });
            // The same words of the same person once, but for what was taken back.
            contribution.HasIndex(c => new { c.CallId, c.Speaker, c.Print }).IsUnique().HasFilter("\"WithdrawnAt\" IS NULL");
            contribution.HasIndex(c => c.At);
            contribution.Property(c => c.Print).HasMaxLength(64);
            contribution.ComplexProperty(c => c.Body);
            contribution.ComplexProperty(c => c.By);
            contribution.OwnsOne(c => c.From);
            contribution.HasMany(c => c.Settlements).WithOne().HasForeignKey(s => s.ContributionId);
            contribution.Navigation(c => c.Settlements).HasField("_settlements").AutoInclude();
        }

        public void Configure(EntityTypeBuilder<CallProlonging> prolonging)
        {
            prolonging.ToTable("CallProlongings");
            prolonging.HasKey(p => new { p.CallId, p.Order });
            prolonging.Property(p => p.Order).ValueGeneratedNever();
            prolonging.ComplexProperty(p => p.By);
        }

        public void Configure(EntityTypeBuilder<ContributionVersion> version)
        {
            version.ToTable("ContributionVersions");
            version.HasKey(v => new { v.ContributionId, v.Number });
            version.Property(v => v.Number).ValueGeneratedNever();
            version.ComplexProperty(v => v.Body);
        }

        public void Configure(EntityTypeBuilder<ContributionSettlement> settlement)
        {
            settlement.ToTable("ContributionSettlements");
            settlement.HasKey(s => new { s.ContributionId, s.Order });
            settlement.Property(s => s.Order).ValueGeneratedNever();
            settlement.ComplexProperty(s => s.By);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>Calls for input and what was said to them.</summary>
    public partial class ForumDb
    {
        public DbSet<Call> Calls => Set<Call>();
        public DbSet<Contribution> Contributions => Set<Contribution>();
        public DbSet<ContributionVersion> ContributionVersions => Set<ContributionVersion>();
    }
}
