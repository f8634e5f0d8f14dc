using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Forum.Foundation.Storage;

/// <summary>An instant as UTC ticks, which every database can order.</summary>
public sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>A typed id as its bare value.</summary>
public sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make(value)) where TId : struct, IId<TId>
{
    private static TId Make(Guid value) => TId.From(value);
}
