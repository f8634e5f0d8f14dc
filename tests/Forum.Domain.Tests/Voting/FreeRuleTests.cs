using Forum.Domain.Voting;

namespace Forum.Domain.Tests.Voting;

/// <summary>Rules that somebody sets: each share at its boundary, by each thing that is counted.</summary>
public class FreeRuleTests
{
    private static DecisionRule Rule(Share majority, RuleBase of = RuleBase.Cast, Share? quorum = null, Share? support = null, CountedBy by = CountedBy.Heads) =>
        DecisionRule.Free("规约第十二条", by == CountedBy.Heads ? Electorate.Residents : Electorate.Owners, by, quorum ?? Share.None, of, majority, support ?? Share.None).Value;

    private static Tally Of(long roll, long yes, long no, long abstain, long rollArea = 0, long yesArea = 0, long noArea = 0) => new(new(roll, rollArea), new(yes, yesArea), new(no, noArea), new(abstain, 0));

    // Every fraction that the page offers: one below fails, equality passes unless "more than" is asked, one above passes.
    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 3)]
    [InlineData(1, 2)]
    [InlineData(3, 5)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(1, 1)]
    public void Each_share_at_its_boundary(int numerator, int denominator)
    {
        var (cast, at) = (60L, 60L * numerator / denominator);
        var least = Rule(new(numerator, denominator, false));
        Assert.Equal(PollOutcome.Failed, Of(100, at - 1, cast - at + 1, 0).Judge(least));
        Assert.Equal(PollOutcome.Passed, Of(100, at, cast - at, 0).Judge(least));
        if (numerator == denominator) return;
        var more = Rule(new(numerator, denominator, true));
        // Half against half is a tie.
        Assert.Equal(2 * numerator == denominator ? PollOutcome.Tied : PollOutcome.Failed, Of(100, at, cast - at, 0).Judge(more));
        Assert.Equal(PollOutcome.Passed, Of(100, at + 1, cast - at - 1, 0).Judge(more));
    }

    [Theory]
    [InlineData(RuleBase.Cast, 30, 20, 10, PollOutcome.Failed)]
    [InlineData(RuleBase.Cast, 30, 30, 0, PollOutcome.Tied)]
    [InlineData(RuleBase.Cast, 30, 30, 1, PollOutcome.Failed)]
    [InlineData(RuleBase.Cast, 31, 20, 10, PollOutcome.Passed)]
    [InlineData(RuleBase.CastLessAbstentions, 21, 20, 60, PollOutcome.Passed)]
    [InlineData(RuleBase.CastLessAbstentions, 20, 20, 60, PollOutcome.Tied)]
    [InlineData(RuleBase.Electorate, 50, 0, 0, PollOutcome.Failed)]
    [InlineData(RuleBase.Electorate, 50, 50, 0, PollOutcome.Tied)]
    [InlineData(RuleBase.Electorate, 50, 49, 1, PollOutcome.Failed)]
    [InlineData(RuleBase.Electorate, 51, 0, 0, PollOutcome.Passed)]
    public void Abstentions_count_as_the_base_says(RuleBase of, long yes, long no, long abstain, PollOutcome outcome) =>
        Assert.Equal(outcome, Of(100, yes, no, abstain).Judge(Rule(new(1, 2, true), of)));

    [Theory]
    [InlineData(24, PollOutcome.Failed)]
    [InlineData(25, PollOutcome.Passed)]
    public void A_least_support_of_the_whole_roll_is_asked_besides(long yes, PollOutcome outcome) =>
        Assert.Equal(outcome, Of(100, yes, 1, 0).Judge(Rule(new(1, 2, true), support: new(1, 4, false))));

    [Theory]
    [InlineData(1, 6000, 9, 4000, PollOutcome.Passed)]
    [InlineData(9, 5000, 1, 5000, PollOutcome.Failed)]
    public void By_area_alone_heads_do_not_matter(long yes, long yesArea, long no, long noArea, PollOutcome outcome) =>
        Assert.Equal(outcome, Of(10, yes, no, 0, 10000, yesArea, noArea).Judge(Rule(new(1, 2, true), quorum: new(1, 1, false), by: CountedBy.Area)));

    // Of 10 on the roll 6 took part, 1 of them abstained; the winner has 3.
    [Theory]
    [InlineData(RuleBase.Cast, 1, 2, false, PollOutcome.Passed)]
    [InlineData(RuleBase.Cast, 1, 2, true, PollOutcome.Failed)]
    [InlineData(RuleBase.CastLessAbstentions, 3, 5, false, PollOutcome.Passed)]
    [InlineData(RuleBase.CastLessAbstentions, 3, 5, true, PollOutcome.Failed)]
    [InlineData(RuleBase.Electorate, 3, 10, false, PollOutcome.Passed)]
    [InlineData(RuleBase.Electorate, 1, 3, false, PollOutcome.Failed)]
    public void Among_options_it_holds_for_the_winner(RuleBase of, int numerator, int denominator, bool strict, PollOutcome outcome)
    {
        var tally = OptionsTally.Of(new(VotingMethod.Plurality, ["a", "b"], 1, null, new(10, 0)), [("1", 3), ("2", 2)], 1);
        Assert.Equal(outcome, tally.Judge(Rule(new(numerator, denominator, strict), of)));
        Assert.Equal(outcome, tally.Judge(Rule(Share.None, of, support: of == RuleBase.Electorate ? new(numerator, denominator, strict) : outcome == PollOutcome.Failed ? new(4, 10, false) : Share.None)));
    }

    [Fact]
    public void What_cannot_be_reached_or_has_no_source_is_refused_all_at_once()
    {
        string[] Codes(string? source, Electorate who, CountedBy by, Share quorum, Share majority, Share support) =>
            [.. DecisionRule.Free(source, who, by, quorum, RuleBase.Cast, majority, support).Refusals.Select(r => $"{r.Field} {r.Code}").Order(StringComparer.Ordinal)];
        Assert.Equal(["quorum rule.share", "source source.missing"], Codes(" ", Electorate.Residents, CountedBy.Heads, new(3, 2, false), Share.None, Share.None));
        Assert.Equal(["by rule.area-owners"], Codes("x", Electorate.Residents, CountedBy.Area, Share.None, new(1, 2, true), Share.None));
        Assert.Equal(["majority rule.share", "support rule.share"], Codes("x", Electorate.Owners, CountedBy.Area, Share.None, new(1, 1, true), new(1, 0, false)));
        Assert.Equal(["quorum rule.share"], Codes("x", Electorate.Owners, CountedBy.Area, new(1, 1001, false), new(1, 2, true), Share.None));
        Assert.Equal(["quorum rule.share"], Codes("x", Electorate.Owners, CountedBy.Area, new(-1, 2, false), new(1, 2, true), Share.None));
    }
}
