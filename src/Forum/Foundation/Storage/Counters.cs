using Forum.Foundation.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Foundation.Storage;

/// <summary>The last number given out of a kind in a year.</summary>
public sealed class Counter
{
    public required string Kind { get; init; }
    public required int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>Numbers that people write down, such as 2026-000123: one row of numbers in the portal for each kind, given out in the command's transaction.</summary>
public sealed class Counters(ForumDb db, Moment moment)
{
    public async Task<string> NextAsync(string kind, CancellationToken stop)
    {
        var year = moment.Today.Year;
        var counter = await db.Set<Counter>().FindAsync([kind, year], stop) ?? db.Add(new Counter { Kind = kind, Year = year }).Entity;
        return $"{year}-{++counter.Last:D6}";
    }
}

public sealed class CounterMapping : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("Counters");
        counter.HasKey(c => new { c.Kind, c.Year });
        counter.Property(c => c.Last).IsConcurrencyToken();
    }
}
