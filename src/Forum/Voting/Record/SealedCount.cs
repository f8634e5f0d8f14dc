using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Record;

/// <summary>
/// How many rows of a kind belong to a poll, under a seal of <see cref="BallotSeals"/>: one that is dropped from the file is
/// missed, also before anything is published. It tells of no row which it is, nor when it came.
/// </summary>
public sealed class SealedCount
{
    public required PollId PollId { get; init; }
    public required string Kind { get; init; }
    public int Rows { get; set; }
    public byte[] Seal { get; set; } = [];
}

public sealed class SealedCountMapping : IEntityTypeConfiguration<SealedCount>
{
    public void Configure(EntityTypeBuilder<SealedCount> count)
    {
        count.ToTable("SealedCounts");
        count.HasKey(c => new { c.PollId, c.Kind });
    }
}
