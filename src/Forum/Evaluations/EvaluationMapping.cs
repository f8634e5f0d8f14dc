using Forum.Domain.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Evaluations
{
    public sealed class EvaluationMapping : IEntityTypeConfiguration<Survey>, IEntityTypeConfiguration<Evaluation>
    {
        public void Configure(EntityTypeBuilder<Survey> survey)
        {
            survey.ToTable("Surveys");
            survey.HasKey(s => s.Topic);
        }

        public void Configure(EntityTypeBuilder<Evaluation> evaluation)
        {
            evaluation.ToTable("Evaluations");
            // Once for each account.
            evaluation.HasKey(e => new { e.Topic, e.AccountId });
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
        public DbSet<Evaluation> Evaluations => Set<Evaluation>();
    }
}
