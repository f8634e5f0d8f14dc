using System.Globalization;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Voting.Budgets;

namespace Forum.Voting.Counting;

/// <summary>What the command line's <c>count</c> was given besides method and file.</summary>
public static class CountFlags
{
    private const int OneSeat = 1;

    /// <summary>Why they are bad use, before any file is read: a number of seats or a completion that there is not, or what the method cannot use. Nothing where all is well. What a method does anyway may be said.</summary>
    public static Refusal? Bars(VotingMethod method, IReadOnlyDictionary<string, string> given)
    {
        if (given.ContainsKey("seats") && Seats(given) is null) return Refusal.Invalid("seats", "count.seats");
        if (given.TryGetValue("completion", out var completion) && CompletionNames.Of(completion) is null) return NoCompletion(completion);
        var unused = given.Where(g => !IsUsed(method, g.Key, given)).Select(g => $"--{g.Key} {g.Value}").FirstOrDefault();
        return unused is null ? null : Refusal.Invalid("method", "count.unused", new("method", MethodNames.NameOf(method)), new("flag", unused));
    }

    /// <summary>The seats asked for; nothing where none are, or no whole number above nothing.</summary>
    public static int? Seats(IReadOnlyDictionary<string, string> given) =>
        int.TryParse(given.GetValueOrDefault("seats"), NumberStyles.None, CultureInfo.InvariantCulture, out var seats) && seats > 0 ? seats : null;

    /// <summary>The refusal of a completion by its name.</summary>
    public static Refusal NoCompletion(string name) => Refusal.Invalid("completion", "count.completion", new("completion", name), new("completions", string.Join(", ", CompletionNames.Names)));

    private static bool IsUsed(VotingMethod method, string flag, IReadOnlyDictionary<string, string> given) => flag switch
    {
        "seats" => Seats(given) == OneSeat || (!method.HasOneSeat() && method != VotingMethod.YesNoAbstain),
        "completion" => method == VotingMethod.EqualShares,
        "defeat" => method is VotingMethod.Schulze or VotingMethod.RankedPairs,
        "unranked" => given[flag] == "below" ? method.IsRanked() : method.TakesEqualRanks(),
        _ => true,
    };
}
