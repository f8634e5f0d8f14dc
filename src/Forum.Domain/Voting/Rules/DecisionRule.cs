using System.Text.Json.Nodes;
using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

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

/// <summary>
/// What makes a poll's result binding, as data with its source. Where area counts, every share must be reached by area,
/// and by heads unless area alone counts. An equal number of yes and no is a tie where only those two are counted and more
/// than half is asked.
/// </summary>
/// <param name="Preset">Its name; <see cref="DecisionRules.Free"/> for one that somebody set.</param>
/// <param name="Citation">The law or covenant that it is taken from.</param>
/// <param name="Version">Which text of it.</param>
/// <param name="Electorate">Who votes.</param>
/// <param name="By">What the shares are taken by.</param>
/// <param name="Quorum">The share of the roll that must take part.</param>
/// <param name="Base">Of what the majority is taken.</param>
/// <param name="Majority">The share that must agree.</param>
/// <param name="Support">The share of the whole roll that must agree besides.</param>
public sealed record DecisionRule(string Preset, string Citation, string Version, Electorate Electorate, CountedBy By, Share Quorum, RuleBase Base, Share Majority, Share Support)
{
    /// <summary>The longest citation of a rule that somebody sets, in UTF-16 units.</summary>
    public const int LongestCitation = 120;

    /// <summary>Whether area is counted.</summary>
    public bool CountsArea => By != CountedBy.Heads;

    /// <summary>Whether each winner among options needs so many voters: where somebody set the rule so.</summary>
    public bool AsksOfWinners => Preset == DecisionRules.Free && (Majority.Asks || Support.Asks);

    /// <summary>What the share that agrees is taken of.</summary>
    public Measure BaseOf(Measure roll, Measure cast, Measure abstain) =>
        Base switch { RuleBase.Electorate => roll, RuleBase.CastLessAbstentions => new(cast.Persons - abstain.Persons, cast.Area - abstain.Area), _ => cast };

    /// <summary>Whether heads are counted.</summary>
    public bool CountsHeads => By != CountedBy.Area;

    /// <summary>
    /// A rule that somebody sets, with its source. Refused without one; for shares that cannot be reached; and by area for
    /// others than owners. Whether it fits what is asked, <see cref="Poll.RuleMisfit"/> says.
    /// </summary>
    public static Outcome<DecisionRule> Free(string? source, Electorate electorate, CountedBy by, Share quorum, RuleBase of, Share majority, Share support)
    {
        List<Refusal> wrong = [.. new[] { quorum.Wrong("quorum"), majority.Wrong("majority"), support.Wrong("support") }.OfType<Refusal>()];
        if (Words.Check("source", source, LongestCitation) is { } words) wrong.Add(words);
        if (by != CountedBy.Heads && electorate != Electorate.Owners) wrong.Add(Refusal.Invalid("by", "rule.area-owners"));
        return wrong.Count > 0 ? Outcome<DecisionRule>.Refused(wrong) : new DecisionRule(DecisionRules.Free, source!.Trim(), "", electorate, by, quorum, of, majority, support);
    }

    /// <summary>The rule as it is shown and sealed.</summary>
    public JsonObject ToJson() => new()
    {
        ["preset"] = Preset, ["citation"] = Citation, ["version"] = Version, ["electorate"] = Electorate.ToString(), ["by"] = By.ToString(), ["base"] = Base.ToString(),
        ["quorum"] = Json(Quorum), ["majority"] = Json(Majority), ["support"] = Json(Support), ["abstentions"] = Base == RuleBase.CastLessAbstentions ? "not-counted" : "count-as-taking-part", ["tie"] = "reported",
    };

    private static JsonObject Json(Share share) => new() { ["numerator"] = share.Numerator, ["denominator"] = share.Denominator, ["strict"] = share.Strict };
}
