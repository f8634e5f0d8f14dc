using System.Text.Json.Nodes;

namespace Forum.Domain.Voting;

/// <summary>Who votes.</summary>
public enum Electorate
{
    /// <summary>年满18周岁的居民，一人一票: residents of 18 and over.</summary>
    Residents = 1,
    /// <summary>业主: owners, counted by heads and by exclusive area.</summary>
    Owners,
}

/// <summary>Of what the share that agrees is taken.</summary>
public enum RuleBase
{
    /// <summary>All that took part, abstentions too.</summary>
    Cast = 1,
    /// <summary>Those that said yes or no.</summary>
    CastLessAbstentions,
    /// <summary>Everybody on the roll.</summary>
    Electorate,
}

/// <summary>A share as a fraction of whole numbers, reached at equality or only beyond it. Compared exactly, in integers.</summary>
/// <param name="Numerator">Above the line; 0 asks for nothing.</param>
/// <param name="Denominator">Below it, above nothing.</param>
/// <param name="Strict">Whether equality falls short: 过半 excludes the number, 以上 includes it (Civil Code, art. 1259).</param>
public sealed record Share(int Numerator, int Denominator, bool Strict)
{
    /// <summary>Whether a part of a whole reaches the share. Of nothing, only a share that asks for nothing is reached.</summary>
    public bool IsReachedBy(long part, long whole)
    {
        var (has, needs) = ((Int128)part * Denominator, (Int128)whole * Numerator);
        return Numerator == 0 || (whole > 0 && (Strict ? has > needs : has >= needs));
    }

    /// <summary>The least whole part that reaches the share.</summary>
    public long Least(long whole)
    {
        var needs = (Int128)whole * Numerator;
        var (quotient, rest) = (needs / Denominator, needs % Denominator);
        return (long)(Strict || rest > 0 ? quotient + 1 : quotient);
    }
}

/// <summary>
/// What makes a poll's result binding, as data with its source. Where area counts, every share must be reached by heads
/// and by area. An equal number of yes and no is a tie where only those two are counted and more than half is asked.
/// </summary>
public sealed record DecisionRule(string Preset, string Citation, Electorate Electorate, bool CountsArea, Share Quorum, RuleBase Base, Share Majority)
{
    /// <summary>The rule as it is shown and sealed.</summary>
    public JsonObject ToJson() => new()
    {
        ["preset"] = Preset, ["citation"] = Citation, ["electorate"] = Electorate.ToString(), ["countsArea"] = CountsArea, ["base"] = Base.ToString(),
        ["quorum"] = Json(Quorum), ["majority"] = Json(Majority), ["abstentions"] = Base == RuleBase.CastLessAbstentions ? "not-counted" : "count-as-taking-part", ["tie"] = "reported",
    };

    private static JsonObject Json(Share share) => new() { ["numerator"] = share.Numerator, ["denominator"] = share.Denominator, ["strict"] = share.Strict };
}

/// <summary>The rules that come with the portal. A poll keeps the one it was set up with.</summary>
public static class DecisionRules
{
    private static readonly Share None = new(0, 1, false), MoreThanHalf = new(1, 2, true), TwoThirds = new(2, 3, false), ThreeQuarters = new(3, 4, false);

    /// <summary>Every preset.</summary>
    public static readonly IReadOnlyList<DecisionRule> All =
    [
        new("residents", "community-custom-2026", Electorate.Residents, false, None, RuleBase.CastLessAbstentions, MoreThanHalf),
        new("residents-assembly", "organic-law-2018-art-10", Electorate.Residents, false, MoreThanHalf, RuleBase.Cast, MoreThanHalf),
        new("owners-ordinary", "civil-code-278-2021", Electorate.Owners, true, TwoThirds, RuleBase.Cast, MoreThanHalf),
        new("owners-special", "civil-code-278-2021-items-6-8", Electorate.Owners, true, TwoThirds, RuleBase.Cast, ThreeQuarters),
    ];

    /// <summary>The preset of a name.</summary>
    public static DecisionRule? Of(string? preset) => All.FirstOrDefault(r => r.Preset == preset);
}
