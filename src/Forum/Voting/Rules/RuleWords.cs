using Forum.Domain.Voting;
using Forum.Foundation.Texts;

namespace Forum.Voting.Rules;

/// <summary>A decision rule in words: a preset has its own, a rule that somebody set is put together.</summary>
public static class RuleWords
{
    /// <summary>What it is called.</summary>
    public static string NameOf(this TextBook t, DecisionRule rule) => t[$"rule.{rule.Preset}"];

    /// <summary>How a poll passes under it; among options the presets ask for turnout alone.</summary>
    /// <summary>What a line of an electorate's roll is counted as.</summary>
    public static string UnitOf(this TextBook t, Electorate electorate) => t[electorate switch { Electorate.Households => "unit.homes", Electorate.Organisations => "unit.bodies", _ => "unit.persons" }];

    public static string HowOf(this TextBook t, DecisionRule rule, bool among = false)
    {
        if (among) return string.Join(t["rule.part.and"], [t.QuorumOf(rule), .. rule.AsksOfWinners ? OfWinners(t, rule) : []]);
        if (rule.Preset != DecisionRules.Free) return t[$"rule.{rule.Preset}.how"];
        string By(Share share, string part) => t[$"rule.part.{part}", ("share", t.Of(share)), ("by", t[$"CountedBy.{rule.By}.words"])];
        string[] parts = [t.QuorumOf(rule), By(rule.Majority, rule.Base.ToString()), .. rule.Support.Asks ? [By(rule.Support, "support")] : Array.Empty<string>()];
        return string.Join(t["rule.part.and"], parts);
    }

    private static IEnumerable<string> OfWinners(TextBook t, DecisionRule rule)
    {
        if (rule.Majority.Asks) yield return t[$"rule.part.winner.{rule.Base}", ("share", t.Of(rule.Majority))];
        if (rule.Support.Asks) yield return t["rule.part.winner.Electorate", ("share", t.Of(rule.Support))];
    }

    /// <summary>What turnout it asks for.</summary>
    public static string QuorumOf(this TextBook t, DecisionRule rule) =>
        rule.Quorum.Asks ? t["rule.part.quorum", ("share", t.Of(rule.Quorum)), ("by", t[$"CountedBy.{rule.By}.words"])] : t["rule.part.no-quorum"];

    /// <summary>Where it is taken from.</summary>
    public static string SourceOf(this TextBook t, DecisionRule rule) => rule.Preset == DecisionRules.Free ? rule.Citation : t[$"citation.{rule.Citation}", ("version", rule.Version)];

    /// <summary>A share as people say it: more than half, at least two thirds.</summary>
    public static string Of(this TextBook t, Share share)
    {
        var (key, kind) = ($"share.{share.Numerator}-{share.Denominator}", share.Strict ? "more" : "least");
        return t.Has($"{key}.{kind}") ? t[$"{key}.{kind}"] : t[$"share.{kind}", ("numerator", share.Numerator), ("denominator", share.Denominator)];
    }
}
