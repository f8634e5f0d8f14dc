using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Papers;

public sealed class PaperMapping : IEntityTypeConfiguration<BallotPaper>, IEntityTypeConfiguration<PaperScan>
{
    public void Configure(EntityTypeBuilder<BallotPaper> paper)
    {
        paper.ToTable("BallotPapers");
        paper.HasKey(p => new { p.PollId, p.Serial });
        paper.HasIndex(p => new { p.PollId, p.State });
        paper.HasIndex(p => new { p.PollId, p.VoterId });
        // Two who enter at once: the later one finds that it has moved.
        paper.Property(p => p.State).IsConcurrencyToken();
        paper.Property<byte[]?>(Record.BallotSeals.Column);
    }

    public void Configure(EntityTypeBuilder<PaperScan> scan)
    {
        scan.ToTable("PaperScans");
        scan.HasKey(s => new { s.PollId, s.Serial });
        scan.Property<byte[]?>(Record.BallotSeals.Column);
    }
}
