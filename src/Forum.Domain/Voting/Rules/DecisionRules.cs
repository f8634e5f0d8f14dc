namespace Forum.Domain.Voting;

/// <summary>
/// The rules that come with the portal, each with its source and the text's year; a poll keeps the one it was set up with.
/// The thresholds of the organic law's text in force since 2026 are in none of our sources: a community that knows
/// them sets them as its own rule, with its citation.
/// </summary>
public static class DecisionRules
{
    /// <summary>The name of a rule that somebody sets.</summary>
    public const string Free = "free";

    private static readonly Share MoreThanHalf = new(1, 2, true), TwoThirds = new(2, 3, false), ThreeQuarters = new(3, 4, false);

    /// <summary>Every preset.</summary>
    public static readonly IReadOnlyList<DecisionRule> All =
    [
        Heads("residents", "community-custom", "2026", Electorate.Residents, Share.None, RuleBase.CastLessAbstentions),
        Heads("residents-assembly", "organic-law-art-10", "2018", Electorate.Residents, MoreThanHalf, RuleBase.Cast),
        Heads("households-assembly", "organic-law-art-10", "2018", Electorate.Households, MoreThanHalf, RuleBase.Cast),
        Heads("representatives-assembly", "organic-law-art-10", "2018", Electorate.Representatives, MoreThanHalf, RuleBase.Cast),
        Heads("committee", "community-custom", "2026", Electorate.Members, MoreThanHalf, RuleBase.Cast),
        Heads("members", "community-custom", "2026", Electorate.Members, Share.None, RuleBase.CastLessAbstentions),
        Heads("organisations", "community-custom", "2026", Electorate.Organisations, Share.None, RuleBase.CastLessAbstentions),
        Heads("meeting", "community-custom", "2026", Electorate.Present, Share.None, RuleBase.Cast),
        new("owners-ordinary", "civil-code-278", "2021", Electorate.Owners, CountedBy.HeadsAndArea, TwoThirds, RuleBase.Cast, MoreThanHalf, Share.None),
        new("owners-special", "civil-code-278-items-6-8", "2021", Electorate.Owners, CountedBy.HeadsAndArea, TwoThirds, RuleBase.Cast, ThreeQuarters, Share.None),
    ];

    /// <summary>The preset of a name.</summary>
    public static DecisionRule? Of(string? preset) => All.FirstOrDefault(r => r.Preset == preset);

    private static DecisionRule Heads(string preset, string citation, string version, Electorate electorate, Share quorum, RuleBase of) =>
        new(preset, citation, version, electorate, CountedBy.Heads, quorum, of, MoreThanHalf, Share.None);
}
