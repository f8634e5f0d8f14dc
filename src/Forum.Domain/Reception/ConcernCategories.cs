namespace Forum.Domain.Reception;

/// <summary>What concerns are about. The usual list; a community may set its own.</summary>
public static class ConcernCategories
{
    /// <summary>Safety, health, education, culture, the estate, environment, facilities, and what fits none.</summary>
    public static readonly IReadOnlyList<string> Usual = ["facilities", "environment", "property", "safety", "health", "education", "culture", "other"];
}
