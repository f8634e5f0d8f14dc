using Forum.Domain.Voting;

namespace Forum.Voting;

/// <summary>Methods by the names of the API and the command line.</summary>
public static class MethodNames
{
    private static readonly IReadOnlyDictionary<string, VotingMethod> All = new Dictionary<string, VotingMethod>
    {
        ["yes-no-abstain"] = VotingMethod.YesNoAbstain, ["plurality"] = VotingMethod.Plurality, ["approval"] = VotingMethod.Approval, ["score"] = VotingMethod.Score,
        ["dots"] = VotingMethod.Dots, ["borda"] = VotingMethod.Borda, ["irv"] = VotingMethod.InstantRunoff, ["scottish-stv"] = VotingMethod.ScottishStv,
        ["meek-stv"] = VotingMethod.MeekStv, ["schulze"] = VotingMethod.Schulze, ["ranked-pairs"] = VotingMethod.RankedPairs,
        ["equal-shares"] = VotingMethod.EqualShares, ["greedy"] = VotingMethod.Greedy, ["greedy-no-skip"] = VotingMethod.GreedyNoSkip,
    };

    public static VotingMethod? Of(string? name) => name is not null && All.TryGetValue(name, out var method) ? method : null;

    public static string NameOf(VotingMethod method) => All.Single(m => m.Value == method).Key;

    /// <summary>Every name, in the order shown.</summary>
    public static IEnumerable<string> Names => All.Keys;
}
