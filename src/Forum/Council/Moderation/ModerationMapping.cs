using Forum.Domain.Council.Moderation;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Moderation
{
    public sealed class ModerationMapping :
        IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<HidingEntry>, IEntityTypeConfiguration<HidingAppeal>, IEntityTypeConfiguration<SlowMode>, IEntityTypeConfiguration<Interest>, IEntityTypeConfiguration<InterestRefusal>
    {
        public void Configure(EntityTypeBuilder<Report> report)
        {
            report.ToTable("Reports");
            report.HasKey(r => r.Id);
            // Once for each account and text.
            report.HasIndex(r => new { r.Kind, r.TextId, r.By }).IsUnique();
            report.OwnsOne(r => r.Answer);
        }

        public void Configure(EntityTypeBuilder<HidingEntry> hiding)
        {
            hiding.ToTable("Hidings");
            hiding.HasKey(h => h.Id);
            hiding.HasIndex(h => h.Number).IsUnique();
            hiding.HasIndex(h => new { h.CommunityId, h.Number });
            hiding.HasIndex(h => new { h.Kind, h.TextId });
            hiding.ComplexProperty(h => h.By);
        }

        public void Configure(EntityTypeBuilder<HidingAppeal> appeal)
        {
            appeal.ToTable("HidingAppeals");
            // Once for each hiding.
            appeal.HasKey(a => a.HidingId);
            appeal.OwnsOne(a => a.Answer);
        }

        public void Configure(EntityTypeBuilder<SlowMode> slow)
        {
            slow.ToTable("SlowModes");
            slow.HasKey(s => new { s.ProposalId, s.Number });
            slow.Property(s => s.Number).ValueGeneratedNever();
            slow.ComplexProperty(s => s.By);
            slow.OwnsOne(s => s.Ending);
        }

        public void Configure(EntityTypeBuilder<Interest> interest)
        {
            interest.ToTable("Interests");
            interest.HasKey(i => i.Id);
            interest.ComplexProperty(i => i.By);
            interest.OwnsOne(i => i.Plea);
            interest.OwnsOne(i => i.Ending);
            interest.Ignore(i => i.About);
            interest.Ignore(i => i.Whose);
            interest.HasIndex(i => i.ProposalId);
            interest.HasIndex(i => i.PollId);
            interest.HasIndex(i => i.ConcernId);
            interest.HasIndex(i => i.CallId);
        }

        public void Configure(EntityTypeBuilder<InterestRefusal> refusal)
        {
            refusal.ToTable("InterestRefusals");
            refusal.HasKey(r => new { r.InterestId, r.Number });
            refusal.Property(r => r.Number).ValueGeneratedNever();
            refusal.ComplexProperty(r => r.By);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>What keeps order in discussions.</summary>
    public partial class ForumDb
    {
        public DbSet<Report> Reports => Set<Report>();
        public DbSet<HidingEntry> Hidings => Set<HidingEntry>();
        public DbSet<HidingAppeal> HidingAppeals => Set<HidingAppeal>();
        public DbSet<SlowMode> SlowModes => Set<SlowMode>();
        public DbSet<Interest> Interests => Set<Interest>();
        public DbSet<InterestRefusal> InterestRefusals => Set<InterestRefusal>();
    }
}
