using Forum.Domain.Voting.Methods;

namespace Forum.Voting;

/// <summary>What becomes of unranked options, by the names of the API, the record and the command line.</summary>
public static class UnrankedNames
{
    private static readonly IReadOnlyDictionary<string, Unranked> All = new Dictionary<string, Unranked> { ["below"] = Unranked.Below, ["ignored"] = Unranked.Ignored };

    public static Unranked? Of(string? name) => name is not null && All.TryGetValue(name, out var unranked) ? unranked : null;

    public static string NameOf(Unranked unranked) => All.Single(u => u.Value == unranked).Key;

    /// <summary>Every name, in the order shown.</summary>
    public static IEnumerable<string> Names => All.Keys;
}
