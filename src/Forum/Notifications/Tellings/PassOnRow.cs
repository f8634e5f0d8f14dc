using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Notifications;

/// <summary>One line for somebody of the register who has no account, to be passed on by whoever tells people. The words are made when it is read.</summary>
public sealed class PassOnRow
{
    public required long OutboxId { get; init; }
    public required PersonId PersonId { get; init; }
    public required PlaceId CommunityId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Text { get; init; }
    public required string Facts { get; init; }

    /// <summary>The proposal it speaks of; as long as that is hidden, so is the line.</summary>
    public ProposalId? ProposalId { get; init; }

    /// <summary>Another proposal that it names, likewise.</summary>
    public ProposalId? OtherProposalId { get; init; }

    /// <summary>The call it speaks of; what that asks is told as long as it is open.</summary>
    public CallId? CallId { get; init; }
}

public sealed class PassOnMapping : IEntityTypeConfiguration<PassOnRow>
{
    public void Configure(EntityTypeBuilder<PassOnRow> row)
    {
        row.ToTable("PassOns");
        // Told twice is told once.
        row.HasKey(n => new { n.PersonId, n.OutboxId });
        row.HasIndex(n => n.OutboxId);
        row.HasIndex(n => n.At);
    }
}
