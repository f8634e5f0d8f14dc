using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Storage;
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
    public NewsKind Kind { get; init; } = NewsKind.Turn;

    /// <summary>The topic of the matter it is grouped under.</summary>
    public string? Matter { get; init; }

    /// <summary>The concern it speaks of, whose visibility is asked again whenever the line is read or counted.</summary>
    public ConcernId? ConcernId { get; init; }

    /// <summary>The proposal it speaks of, likewise.</summary>
    public ProposalId? ProposalId { get; init; }
    /// <summary>Another proposal that it names, likewise.</summary>
    public ProposalId? OtherProposalId { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The digest it waits for; nothing where it is in a mail, or goes into none.</summary>
    public Frequency? Waits { get; set; }

    /// <summary>The mail that it is in.</summary>
    public Guid? MailId { get; set; }
}

public sealed class NewsMapping : IEntityTypeConfiguration<NewsRow>
{
    public void Configure(EntityTypeBuilder<NewsRow> row)
    {
        row.ToTable("News").HasAnnotation(WithoutRowId.Annotation, true);
        // Told twice is told once.
        row.HasKey(n => new { n.AccountId, n.OutboxId });
        row.HasIndex(n => new { n.AccountId, n.ReadAt });
        row.HasIndex(n => new { n.Waits, n.At }).HasFilter("\"Waits\" IS NOT NULL");
        row.HasIndex(n => n.MailId).HasFilter("\"MailId\" IS NOT NULL");
        row.HasIndex(n => n.ReadAt).HasFilter("\"ReadAt\" IS NOT NULL");
        row.HasIndex(n => n.OutboxId);
    }
}
