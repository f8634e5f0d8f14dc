using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Notifications;

/// <summary>One line for one person. The words are made when it is read, in the reader's language.</summary>
public sealed class NewsRow
{
    public required long OutboxId { get; init; }
    public required AccountId AccountId { get; init; }
    public required PlaceId CommunityId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Text { get; init; }
    public required string Facts { get; init; }
    public required string Href { get; init; }

    /// <summary>The concern it speaks of, whose visibility is asked again whenever the line is read or counted.</summary>
    public ConcernId? ConcernId { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

public sealed class NewsMapping : IEntityTypeConfiguration<NewsRow>
{
    public void Configure(EntityTypeBuilder<NewsRow> row)
    {
        row.ToTable("News");
        // Told twice is told once.
        row.HasKey(n => new { n.AccountId, n.OutboxId });
        row.HasIndex(n => new { n.AccountId, n.ReadAt });
    }
}
