namespace Forum.Domain.Voting;

/// <summary>How ballots become a result.</summary>
public enum VotingMethod
{
    /// <summary>同意 / 反对 / 弃权</summary>
    YesNoAbstain = 1,
    /// <summary>单选: one option each, most votes.</summary>
    Plurality,
    /// <summary>多选赞成: as many as one likes, most approvals.</summary>
    Approval,
    /// <summary>打分: each option 0 to 5.</summary>
    Score,
    /// <summary>点数: ten dots to spread.</summary>
    Dots,
    /// <summary>波达计数: points by rank.</summary>
    Borda,
    /// <summary>排序淘汰: the last falls out, round by round.</summary>
    InstantRunoff,
    /// <summary>可转移单票（苏格兰）: several seats, ranked.</summary>
    ScottishStv,
    /// <summary>可转移单票（米克）: several seats, ranked.</summary>
    MeekStv,
    /// <summary>舒尔茨: each pair compared.</summary>
    Schulze,
    /// <summary>排序配对: the strongest pairs first.</summary>
    RankedPairs,
    /// <summary>均等份额: projects with costs; everybody has the same share of the budget to spend.</summary>
    EqualShares,
    /// <summary>得票多的先办: projects with costs; what does not fit is passed over.</summary>
    Greedy,
    /// <summary>按得票依次办: projects with costs; what does not fit ends the list.</summary>
    GreedyNoSkip,
}

/// <summary>What each method takes.</summary>
public static class VotingMethods
{
    /// <summary>The highest score, from nothing.</summary>
    public const long HighestScore = 5;

    /// <summary>The dots that each voter may spread.</summary>
    public const long Dots = 10;

    /// <summary>Whether the total of an option is the number of voters who chose it.</summary>
    public static bool CountsSupporters(this VotingMethod method) => method is VotingMethod.Plurality or VotingMethod.Approval;

    /// <summary>Whether options are ranked.</summary>
    public static bool IsRanked(this VotingMethod method) => method is >= VotingMethod.Borda and <= VotingMethod.RankedPairs;

    /// <summary>Whether options are given points.</summary>
    public static bool GivesPoints(this VotingMethod method) => method is VotingMethod.Score or VotingMethod.Dots;

    /// <summary>Whether several options may share a rank.</summary>
    public static bool TakesEqualRanks(this VotingMethod method) => method is VotingMethod.Borda or VotingMethod.Schulze or VotingMethod.RankedPairs;

    /// <summary>Whether it fills one place only, or, spending a budget, none.</summary>
    public static bool HasOneSeat(this VotingMethod method) => method is VotingMethod.InstantRunoff or VotingMethod.Schulze or VotingMethod.RankedPairs || method.SpendsBudget();

    /// <summary>Whether options are projects with costs, among which a budget is spent.</summary>
    public static bool SpendsBudget(this VotingMethod method) => method is VotingMethod.EqualShares or VotingMethod.Greedy or VotingMethod.GreedyNoSkip;
}
