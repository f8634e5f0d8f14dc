namespace Forum.Foundation.Checking;

/// <summary>Something that the command line's <c>check</c> looks into.</summary>
public interface ICheck
{
    /// <summary>What is wrong, a line each; empty where all is well.</summary>
    Task<IReadOnlyList<string>> RunAsync(CancellationToken stop);
}
