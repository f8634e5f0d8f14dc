using Forum.Domain.Kernel;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// Something that must happen in the same transaction as an event: both or neither. One level deep: what a reaction
/// raises goes into ledger and outbox but calls no further reaction.
/// </summary>
public interface IReaction
{
    bool Wants(IEvent happened);
    Task ReactAsync(IEvent happened, CancellationToken stop);
}
