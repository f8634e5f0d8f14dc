using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Record;

/// <summary>
/// How many ballots a secret poll has taken, under a seal of <see cref="BallotSeals"/>: one that is dropped from the file
/// before it is published is missed. It tells of no ballot which it is, nor when it came.
/// </summary>
public sealed class SecretCount
{
    public required PollId PollId { get; init; }
    public long Ballots { get; set; }
    public byte[] Seal { get; set; } = [];
}

public sealed class SecretCountMapping : IEntityTypeConfiguration<SecretCount>
{
    public void Configure(EntityTypeBuilder<SecretCount> count)
    {
        count.ToTable("SecretCounts");
        count.HasKey(c => c.PollId);
    }
}
