using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Demo;

/// <summary>Whether this is a demonstration; then its people, its clock and its banner exist, else none of them.</summary>
public sealed record DemoMode(bool IsOn);

/// <summary>How far the demo's clock was moved forward.</summary>
public sealed class DemoClockRow
{
    public int Id { get; init; } = 1;
    public long AheadTicks { get; set; }
}

public sealed class DemoClockMapping : IEntityTypeConfiguration<DemoClockRow>
{
    public void Configure(EntityTypeBuilder<DemoClockRow> row) => row.ToTable("DemoClock");
}

/// <summary>The portal's time: the real one, moved forward in a demonstration, or a moment of the demo's story while it is told.</summary>
public sealed class DemoClock : TimeProvider
{
    private long _ahead;
    private readonly AsyncLocal<DateTimeOffset?> _told = new();

    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override DateTimeOffset GetUtcNow() => _told.Value ?? System.GetUtcNow() + Ahead;

    public void Show(TimeSpan ahead) => Interlocked.Exchange(ref _ahead, ahead.Ticks);

    /// <summary>The moment of the story at which what follows in this flow happens.</summary>
    public void Tell(DateTimeOffset? at) => _told.Value = at;

    /// <summary>Moves the clock and remembers it over a restart.</summary>
    public async Task AdvanceAsync(ForumDb db, TimeSpan by, CancellationToken stop)
    {
        var row = await db.Set<DemoClockRow>().SingleOrDefaultAsync(stop) ?? db.Add(new DemoClockRow()).Entity;
        row.AheadTicks += by.Ticks;
        await db.SaveChangesAsync(stop);
        Show(TimeSpan.FromTicks(row.AheadTicks));
    }
}
