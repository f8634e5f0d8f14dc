using Forum.Domain.Voting;

namespace Forum.Domain.Tests.Voting;

public class DecisionRuleTests
{
    private static readonly Share TwoThirds = new(2, 3, false), ThreeQuarters = new(3, 4, false), Half = new(1, 2, true);

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(199, 300, false)]
    [InlineData(200, 300, true)]
    [InlineData(66, 100, false)]
    [InlineData(67, 100, true)]
    [InlineData(0, 0, false)]
    public void Two_thirds_is_reached_at_equality(long part, long whole, bool reached) => Assert.Equal(reached, TwoThirds.IsReachedBy(part, whole));

    [Theory]
    [InlineData(50, 100, false)]
    [InlineData(51, 100, true)]
    [InlineData(50, 99, true)]
    public void More_than_half_is_not_reached_at_equality(long part, long whole, bool reached) => Assert.Equal(reached, Half.IsReachedBy(part, whole));

    [Theory]
    [InlineData(3, 4, true)]
    [InlineData(74, 100, false)]
    [InlineData(75, 100, true)]
    public void Three_quarters_is_reached_at_equality(long part, long whole, bool reached) => Assert.Equal(reached, ThreeQuarters.IsReachedBy(part, whole));

    private static readonly Gen<Share> AnyShare = Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Bool).Where((n, d, _) => n <= d).Select((n, d, s) => new Share(n, d, s));

    [Fact]
    public void The_least_that_reaches_does_and_one_less_does_not() =>
        Gen.Select(AnyShare, Gen.Long[1, 10_000_000_000_000]).Where((s, w) => s.Numerator < s.Denominator).Sample((share, whole) =>
            share.IsReachedBy(share.Least(whole), whole) && !share.IsReachedBy(share.Least(whole) - 1, whole));

    [Fact]
    public void Shares_agree_with_exact_fractions() =>
        Gen.Select(AnyShare, Gen.Long[0, 1000], Gen.Long[1, 1000]).Sample((share, part, whole) =>
        {
            var (left, right) = (new System.Numerics.BigInteger(part) * share.Denominator, new System.Numerics.BigInteger(whole) * share.Numerator);
            return share.IsReachedBy(part, whole) == (share.Strict ? left > right : left >= right);
        });

    private static Tally Count(long roll, long area, (long, long) yes, (long, long) no, (long, long) abstain) =>
        new(new(roll, area), new(yes.Item1, yes.Item2), new(no.Item1, no.Item2), new(abstain.Item1, abstain.Item2));

    // Civil Code, article 278: participation by area and by heads, then agreement by both, abstentions taking part.
    [Theory]
    [InlineData("owners-ordinary", 100, 60, 60, 5, 5, 1, 1, PollOutcome.NoQuorum)]
    [InlineData("owners-ordinary", 99, 34, 3400, 32, 3200, 0, 0, PollOutcome.Passed)]
    [InlineData("owners-ordinary", 99, 33, 3300, 33, 3300, 0, 0, PollOutcome.Failed)]
    [InlineData("owners-ordinary", 99, 40, 3000, 26, 3600, 0, 0, PollOutcome.Failed)]
    [InlineData("owners-ordinary", 99, 34, 3400, 20, 2000, 14, 1200, PollOutcome.Failed)]
    [InlineData("owners-special", 99, 51, 5100, 17, 1700, 0, 0, PollOutcome.Passed)]
    [InlineData("owners-special", 99, 50, 5100, 18, 1700, 0, 0, PollOutcome.Failed)]
    public void Owners_decide_by_heads_and_by_area(string preset, long roll, long yes, long yesArea, long no, long noArea, long abstain, long abstainArea, PollOutcome outcome) =>
        Assert.Equal(outcome, Count(roll, roll * 100, (yes, yesArea), (no, noArea), (abstain, abstainArea)).Judge(DecisionRules.Of(preset)!));

    [Fact]
    public void Heads_alone_do_not_carry_where_area_disagrees()
    {
        var tally = Count(10, 1000, (9, 400), (1, 600), (0, 0));
        Assert.Equal(((true, false), PollOutcome.Failed), (tally.MajorityBy(DecisionRules.Of("owners-ordinary")!), tally.Judge(DecisionRules.Of("owners-ordinary")!)));
    }

    [Theory]
    [InlineData(3, 2, 9, PollOutcome.Passed)]
    [InlineData(2, 3, 0, PollOutcome.Failed)]
    [InlineData(3, 3, 4, PollOutcome.Tied)]
    [InlineData(0, 0, 4, PollOutcome.Failed)]
    public void A_consultation_counts_yes_against_no_and_reports_a_tie(long yes, long no, long abstain, PollOutcome outcome) =>
        Assert.Equal(outcome, Count(1000, 0, (yes, 0), (no, 0), (abstain, 0)).Judge(DecisionRules.Of("residents")!));

    [Fact]
    public void A_further_yes_never_turns_a_pass_into_a_failure() =>
        Gen.Select(Gen.Int[0, DecisionRules.All.Count - 1].Select(i => DecisionRules.All[i]), Gen.Long[0, 200], Gen.Long[0, 200], Gen.Long[0, 200], Gen.Long[0, 300]).Sample((rule, yes, no, abstain, idle) =>
        {
            var roll = yes + no + abstain + idle + 1;
            Tally Of(long y) => Count(roll, roll, (y, y), (no, no), (abstain, abstain));
            return Of(yes).Judge(rule) != PollOutcome.Passed || Of(yes + 1).Judge(rule) == PollOutcome.Passed;
        });
}
