using Forum.Domain.Kernel;

namespace Forum.Foundation.Storage;

/// <summary>What stands in the database, or is missing beside it, lets a command not be saved.</summary>
public sealed class SavingRefused(Refusal refusal) : Exception(refusal.Code)
{
    /// <summary>What a person is told of it.</summary>
    public Refusal Refusal { get; } = refusal;
}
