namespace Forum.Domain.Kernel;

/// <summary>What somebody wrote, and the safe HTML made from it once, when it was saved.</summary>
public sealed record Markup(string Source, string Html);
