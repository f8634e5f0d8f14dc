using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Tokens;

public sealed class SecretMapping : IEntityTypeConfiguration<PollKeyRow>, IEntityTypeConfiguration<SpentLine>, IEntityTypeConfiguration<BoxedBallot>, IEntityTypeConfiguration<SecretBallot>
{
    public void Configure(EntityTypeBuilder<PollKeyRow> key)
    {
        key.ToTable("PollKeys");
        key.HasKey(k => k.PollId);
    }

    public void Configure(EntityTypeBuilder<SpentLine> token)
    {
        token.ToTable("SpentLines");
        // One token or paper per poll and voter.
        token.HasKey(t => new { t.PollId, t.VoterId });
        token.Property<byte[]?>(Record.BallotSeals.Column);
    }

    public void Configure(EntityTypeBuilder<BoxedBallot> ballot)
    {
        // A numbered row would tell the order in which ballots came.
        ballot.ToTable("BoxedBallots").HasAnnotation(WithoutRowId.Annotation, true);
        // One ballot per token.
        ballot.HasKey(b => new { b.PollId, b.Place });
        ballot.Property<byte[]?>(Record.BallotSeals.Column);
        ballot.HasIndex(b => b.PollId).HasFilter("\"Batch\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<SecretBallot> ballot)
    {
        // There are none before the closing; from then on the record's root, which the ledger knows, is their seal.
        ballot.ToTable("SecretBallots").HasAnnotation(WithoutRowId.Annotation, true);
        ballot.HasKey(b => new { b.PollId, b.TokenHash });
    }
}
