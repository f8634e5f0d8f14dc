using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Tests.Voting.Methods;

/// <summary>A tie is a tie: reported, and broken by nothing but the rule that was declared.</summary>
public class TieTests
{
    private static readonly string[] Abc = ["A", "B", "C"];
    private static readonly Lot Lot = Lot.Of("2026-05-12", Abc);

    private static Rankings Of(params (int[] Order, long Count)[] ballots) => Rankings.Of(Abc, ballots.Select(b => new Ranking([.. b.Order.Select(c => (IReadOnlyList<int>)[c])], b.Count))).Value;

    private static readonly Rankings Even = Of(([0], 5), ([1], 5), ([2], 5));
    private static readonly Rankings Circle = Of(([0, 1, 2], 5), ([1, 2, 0], 5), ([2, 0, 1], 5));

    public static TheoryData<string> Methods() => ["plurality", "borda", "irv", "schulze", "ranked-pairs", "scottish-stv", "meek-stv"];

    private static CountResult Count(string method, Rankings rankings, Lot? lot) => method switch
    {
        "plurality" => Totals.Plurality(rankings, 1, lot),
        "borda" => Totals.Borda(rankings, 1, lot),
        "irv" => InstantRunoff.Count(rankings, lot),
        "schulze" => Schulze.Count(rankings, lot: lot),
        "ranked-pairs" => RankedPairs.Count(rankings, lot: lot),
        "scottish-stv" => ScottishStv.Count(rankings, 1, lot),
        _ => MeekStv.Count(rankings, 1, lot),
    };

    [Theory, MemberData(nameof(Methods))]
    public void Without_a_lot_the_winner_stays_open(string method)
    {
        foreach (var rankings in new[] { Even, Circle })
        {
            var result = Count(method, rankings, null);
            Assert.Empty(result.Winners);
            Assert.True(result.Open);
            Assert.Contains(result.Ties, t => t.ResolvedBy == TieResolution.None && t.Among.SequenceEqual(Abc));
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_lot_makes_the_same_winner_each_time(string method)
    {
        var winner = Count(method, Circle, Lot).Winners.Single();
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(winner, Count(method, Circle, Lot.Of("2026-05-12", Abc)).Winners.Single()));
        Assert.Contains(Count(method, Circle, Lot).Ties, t => t.ResolvedBy == TieResolution.Lot);
        Assert.True(Enumerable.Range(0, 40).Select(seed => Count(method, Circle, Lot.Of($"{seed}", Abc)).Winners.Single()).Distinct().Count() == 3);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Where_no_ballot_names_anybody_nobody_wins_and_nobody_is_tied(string method)
    {
        foreach (var lot in new[] { null, Lot }) NobodyIn(Count(method, Of(), lot), 0);
    }

    [Theory]
    [InlineData("approval")]
    [InlineData("score")]
    [InlineData("dots")]
    public void Where_no_ballot_gives_a_point_nobody_wins_and_nobody_is_tied(string method)
    {
        foreach (var ballots in new PointBallot[][] { [], [new(new Dictionary<int, long>(), 4)] })
            NobodyIn((method switch { "approval" => Totals.Approval(Abc, ballots, 1, Lot), "score" => Totals.Score(Abc, ballots, 5, 1, Lot), _ => Totals.Dots(Abc, ballots, 10, 1, Lot) }).Value, ballots.Sum(b => b.Count));
    }

    private static void NobodyIn(CountResult result, long ballots)
    {
        Assert.Equal((ballots, false, 0, 0), (result.Ballots, result.Open, result.Winners.Count, result.Ties.Count));
        Assert.Equal((null, null, null), (result.Rounds, result.Totals, result.Ranking));
    }

    [Theory, MemberData(nameof(Methods))]
    public void An_open_tie_stands_in_a_round_that_there_is(string method)
    {
        foreach (var result in new[] { Even, Circle, Of(([0], 2), ([1], 1)), Of(([0], 6), ([1], 4), ([2], 4)) }.Select(r => Count(method, r, null)).Where(r => r.Rounds is not null))
            Assert.All(result.Ties.Where(t => t.ResolvedBy == TieResolution.None), t => Assert.InRange(t.Round!.Value, 1, result.Rounds!.Count));
    }

    [Fact]
    public void The_lot_is_SHA_256_over_seed_and_name()
    {
        // printf 'seed\nA' | sha256sum and so on: A 28d5…, B dc7b…, C 89a9….
        var lot = Lot.Of("seed", Abc);
        Assert.Equal([0, 2, 1], new[] { lot.PlaceOf(0), lot.PlaceOf(1), lot.PlaceOf(2) });
    }

    [Theory]
    [InlineData("irv")]
    [InlineData("scottish-stv")]
    [InlineData("meek-stv")]
    public void What_an_earlier_round_takes_out_and_between_whom_the_lot_decides_are_two_steps(string method)
    {
        // A and B with 3 each in round 1 and C with 4; with X's ballots gone on to A and B all three have 4.
        string[] names = ["A", "B", "C", "X", "W"];
        var rankings = Rankings.Of(names, [Line([0], 3), Line([1], 3), Line([2], 4), Line([3, 0], 1), Line([3, 1], 1), Line([4], 9)]).Value;
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var lot = Lot.Of($"{seed}", names);
            var result = Count(method, rankings, lot);
            Assert.Equal(["2 A B C EarlierRound", "2 A B Lot"], result.Ties.Take(2).Select(t => string.Join(' ', [t.Round, .. t.Among, t.ResolvedBy])));
            // Whoever repeats the lot among those named finds the one who fell out.
            Assert.Equal(lot.PlaceOf(0) > lot.PlaceOf(1) ? "A" : "B", result.Rounds!.SelectMany(r => r.Excluded).ElementAt(1));
        }
        Assert.Equal(["2 A B C EarlierRound", "2 A B None"], Count(method, rankings, null).Ties.Select(t => string.Join(' ', [t.Round, .. t.Among, t.ResolvedBy])));
        static Ranking Line(int[] order, long count) => new([.. order.Select(c => (IReadOnlyList<int>)[c])], count);
    }

    [Fact]
    public void The_latest_earlier_round_comes_before_the_lot()
    {
        // B and C tie in round 2 with 4 each; in round 1 C had fewer.
        var result = ScottishStv.Count(Rankings.Of(["A", "B", "C", "D"], [Line([0], 7), Line([1], 4), Line([2], 3), Line([3, 2], 1)]).Value, 1);
        Assert.Contains(result.Ties, t => t is { Round: 2, ResolvedBy: TieResolution.EarlierRound } && t.Among.SequenceEqual(["B", "C"]));
        Assert.Equal(["C"], result.Rounds![2].Excluded);
        static Ranking Line(int[] order, long count) => new([.. order.Select(c => (IReadOnlyList<int>)[c])], count);
    }
}
