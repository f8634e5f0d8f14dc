using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Foundation.Outbox;

/// <summary>How often a matter has changed. Written in the command's transaction; pages join with it.</summary>
public sealed class TopicRow
{
    public required string Topic { get; init; }
    public long Version { get; set; }
}

/// <summary>An event that waits to be told, in the order of its matter's version.</summary>
public sealed class OutboxRow
{
    public long Id { get; init; }
    public required PlaceId CommunityId { get; init; }
    public required string Topic { get; init; }
    public required long Version { get; init; }
    public required string Kind { get; init; }
    public required string Body { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
    public List<DeliveryRow> Deliveries { get; init; } = [];
}

/// <summary>One event for one consumer: claimed with a lease, repeated until it is done.</summary>
public sealed class DeliveryRow
{
    public long OutboxId { get; init; }
    public required string Consumer { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string? Failure { get; set; }
    public OutboxRow Event { get; init; } = null!;
}

public sealed class OutboxMapping : IEntityTypeConfiguration<TopicRow>, IEntityTypeConfiguration<OutboxRow>, IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<TopicRow> topic)
    {
        topic.ToTable("Topics");
        topic.HasKey(t => t.Topic);
    }

    public void Configure(EntityTypeBuilder<OutboxRow> row)
    {
        row.ToTable("Outbox");
        row.HasIndex(r => new { r.Topic, r.Version });
    }

    public void Configure(EntityTypeBuilder<DeliveryRow> row)
    {
        row.ToTable("Deliveries").HasAnnotation(WithoutRowId.Annotation, true);
        row.HasKey(r => new { r.OutboxId, r.Consumer });
        // What waits is little; what is done is all the rest.
        row.HasIndex(r => r.OutboxId).HasFilter("\"DoneAt\" IS NULL");
        // What failed and waits to be tried again holds up its lane; that is looked for every round.
        row.HasIndex(r => r.NotBefore).HasFilter("\"DoneAt\" IS NULL AND \"Attempts\" > 0");
        row.HasOne(r => r.Event).WithMany(e => e.Deliveries).HasForeignKey(r => r.OutboxId);
    }
}
