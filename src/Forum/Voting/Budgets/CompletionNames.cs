using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Budgets;

/// <summary>What happens with the rest, by the names of the API and the command line.</summary>
public static class CompletionNames
{
    private static readonly IReadOnlyDictionary<string, Completion> All = new Dictionary<string, Completion>
    {
        ["add1u"] = Completion.Add1Utilitarian, ["add1"] = Completion.Add1, ["add1-exhaustive"] = Completion.Add1Exhaustive, ["none"] = Completion.None,
    };

    public static Completion? Of(string? name) => name is not null && All.TryGetValue(name, out var completion) ? completion : null;

    public static string NameOf(Completion completion) => All.Single(c => c.Value == completion).Key;

    /// <summary>Every name, in the order shown.</summary>
    public static IEnumerable<string> Names => All.Keys;
}
