using Forum.Domain.Kernel;
using Forum.Domain.Voting;

namespace Forum.Voting.Rules;

/// <summary>A rule that somebody sets where no preset fits: with its source, and a share for each thing asked.</summary>
public sealed record FreeRule(string? Source, Electorate? Electorate, CountedBy? By, Share? Quorum, RuleBase? Base, Share? Majority, Share? Support)
{
    /// <summary>The rule, or why it is none.</summary>
    public Outcome<DecisionRule> Read() =>
        DecisionRule.Free(Source, Electorate ?? Domain.Voting.Electorate.Residents, By ?? CountedBy.Heads, Quorum ?? Share.None, Base ?? RuleBase.Cast, Majority ?? Share.None, Support ?? Share.None);

    /// <summary>The shares that the set-up page offers; the API takes any.</summary>
    public static readonly IReadOnlyDictionary<string, Share> Shares = new Dictionary<string, Share>
    {
        ["none"] = Share.None, ["1-5"] = new(1, 5, false), ["1-3"] = new(1, 3, false), ["1-2"] = new(1, 2, false), ["more-1-2"] = new(1, 2, true),
        ["3-5"] = new(3, 5, false), ["2-3"] = new(2, 3, false), ["3-4"] = new(3, 4, false), ["4-5"] = new(4, 5, false), ["1-1"] = new(1, 1, false),
    };
}
