using Forum.Domain.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Evaluations
{
    public sealed class EvaluationMapping : IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<SurveyAsked>, IEntityTypeConfiguration<Evaluation>
    {
        public void Configure(EntityTypeBuilder<Survey> survey)
        {
            survey.ToTable("Surveys");
            survey.HasKey(s => s.Topic);
            survey.HasMany(s => s.Asked).WithOne().HasForeignKey(a => a.Topic);
            survey.Navigation(s => s.Asked).HasField("_asked");
        }

        public void Configure(EntityTypeBuilder<SurveyAsked> asked)
        {
            asked.ToTable("SurveyAsked");
            asked.HasKey(a => new { a.Topic, a.AccountId });
        }

        public void Configure(EntityTypeBuilder<Evaluation> evaluation)
        {
            evaluation.ToTable("Evaluations");
            // Once for each account.
            evaluation.HasKey(e => new { e.Topic, e.AccountId });
            evaluation.HasIndex(e => e.RemarkId).IsUnique();
            evaluation.OwnsOne(e => e.Hidden);
            evaluation.HasOne<Survey>().WithMany().HasForeignKey(e => e.Topic);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>What people think of what is finished.</summary>
    public partial class ForumDb
    {
        public DbSet<Survey> Surveys => Set<Survey>();
        public DbSet<SurveyAsked> SurveyAsked => Set<SurveyAsked>();
        public DbSet<Evaluation> Evaluations => Set<Evaluation>();
    }
}
