using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>One voter's answer.</summary>
public enum Choice
{
    /// <summary>同意</summary>
    Yes = 1,
    /// <summary>反对</summary>
    No,
    /// <summary>弃权</summary>
    Abstain,
}

/// <summary>Heads and area, counted together; area in hundredths of a square metre.</summary>
public readonly record struct Measure(long Persons, long Area)
{
    /// <summary>Both added.</summary>
    public static Measure operator +(Measure a, Measure b) => new(a.Persons + b.Persons, a.Area + b.Area);
}

/// <summary>The count of a closed poll. Everything that decides it is in here, so that anybody can repeat it.</summary>
public sealed record Tally(Measure Roll, Measure Yes, Measure No, Measure Abstain)
{
    /// <summary>All that took part.</summary>
    public Measure Cast => Yes + No + Abstain;

    /// <summary>What the share that agrees is taken of.</summary>
    public Measure BaseOf(DecisionRule rule) => rule.BaseOf(Roll, Cast, Abstain);

    /// <summary>Whether enough took part, by what the rule counts.</summary>
    public (bool Persons, bool Area) QuorumBy(DecisionRule rule) => Reached(rule, rule.Quorum, Cast, Roll);

    /// <summary>Whether enough agree, by what the rule counts.</summary>
    public (bool Persons, bool Area) MajorityBy(DecisionRule rule) => Reached(rule, rule.Majority, Yes, BaseOf(rule));

    /// <summary>Whether enough of the whole roll agree, by what the rule counts.</summary>
    public (bool Persons, bool Area) SupportBy(DecisionRule rule) => Reached(rule, rule.Support, Yes, Roll);

    private static (bool Persons, bool Area) Reached(DecisionRule rule, Share share, Measure part, Measure whole) =>
        (!rule.CountsHeads || share.IsReachedBy(part.Persons, whole.Persons), !rule.CountsArea || share.IsReachedBy(part.Area, whole.Area));

    /// <summary>How the poll ends under a rule.</summary>
    public PollOutcome Judge(DecisionRule rule)
    {
        if (QuorumBy(rule) is not (true, true)) return PollOutcome.NoQuorum;
        if (MajorityBy(rule) is (true, true)) return SupportBy(rule) is (true, true) ? PollOutcome.Passed : PollOutcome.Failed;
        return IsEven(rule) ? PollOutcome.Tied : PollOutcome.Failed;
    }

    // Half of those counted for it and half against, where more than half is asked: by heads a tie, of whatever they are a half.
    private bool IsEven(DecisionRule rule) =>
        !rule.CountsArea && rule.Majority is { Strict: true, Denominator: var d, Numerator: var n } && d == 2 * n && Yes.Persons > 0 && Yes.Persons == No.Persons && 2 * Yes.Persons == BaseOf(rule).Persons;

    /// <summary>The tally as canonical JSON's object.</summary>
    public JsonObject ToJson() => new() { ["roll"] = Json(Roll), ["yes"] = Json(Yes), ["no"] = Json(No), ["abstain"] = Json(Abstain) };

    /// <summary>SHA-256 of the canonical JSON, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(ToJson())));

    private static JsonObject Json(Measure m) => new() { ["persons"] = m.Persons, ["area"] = m.Area };
}
