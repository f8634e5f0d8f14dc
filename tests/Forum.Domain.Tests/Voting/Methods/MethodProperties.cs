using System.Globalization;
using CsCheck;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Tests.Voting.Methods;

/// <summary>What holds for every election.</summary>
public class MethodProperties
{
    private static readonly string[] Names = ["A", "B", "C", "D", "E", "F"];
    private static readonly Lot Lot = Lot.Of("seed", Names);

    private static readonly Gen<Ranking> Ballot =
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5 })
        from named in Gen.Int[1, 6]
        from count in Gen.Long[1, 9]
        select new Ranking([.. order.Take(named).Select(c => (IReadOnlyList<int>)[c])], count);

    private static readonly Gen<Rankings> Elections = Ballot.Array[1, 40].Select(b => Rankings.Of(Names, b).Value);

    // Cut anywhere into ranks, so that some stand side by side in any order, and some ranks are empty.
    private static readonly Gen<Ranking> Loose =
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3 })
        from cuts in Gen.Int[0, 4].Array[3]
        from count in Gen.Long[1, 3]
        select new Ranking([.. cuts.Order().Prepend(0).Zip(cuts.Order().Append(4)).Select(c => (IReadOnlyList<int>)order[c.First..c.Second])], count);

    [Fact]
    public void Ballots_of_the_same_ranks_are_gathered_and_no_others() => Loose.Array[0, 60].Sample(ballots =>
    {
        static string Line(Ranking ballot) => string.Join('>', ballot.Ranks.Where(r => r.Count > 0).Select(r => string.Join('=', r.Order())));
        var expected = ballots.GroupBy(Line).Select(g => (g.Key, g.Sum(b => b.Count)));
        Assert.Equal(expected, Rankings.Of(Names[..4], ballots).Value.Ballots.Select(b => (string.Join('>', b.Ranks.Select(r => string.Join('=', r))), b.Count)));
    });

    private static decimal Sum(CountRound round) => round.Votes.Values.Append(round.NonTransferable).Sum(v => decimal.Parse(v, CultureInfo.InvariantCulture));

    [Fact]
    public void Votes_held_and_non_transferable_are_all_ballots_at_every_stage() => Gen.Select(Elections, Gen.Int[1, 4]).Sample((rankings, seats) =>
    {
        foreach (var result in new[] { ScottishStv.Count(rankings, seats, Lot), MeekStv.Count(rankings, seats, Lot), InstantRunoff.Count(rankings, Lot) })
        {
            Assert.All(result.Rounds!, round => Assert.Equal(rankings.Valid, Sum(round)));
            Assert.All(result.Rounds!, round => Assert.All(round.Votes.Values.Append(round.NonTransferable), v => Assert.False(v.StartsWith('-'))));
        }
    });

    [Fact]
    public void As_many_are_elected_as_there_are_seats() => Gen.Select(Elections, Gen.Int[1, 5]).Sample((rankings, seats) =>
    {
        Assert.Equal(seats, ScottishStv.Count(rankings, seats, Lot).Winners.Distinct().Count());
        Assert.Equal(seats, MeekStv.Count(rankings, seats, Lot).Winners.Distinct().Count());
        Assert.Equal(seats, Totals.Borda(rankings, seats, Lot).Winners.Distinct().Count());
    });

    [Fact]
    public void A_majority_s_first_wins_whatever_the_others_say() => Gen.Select(Elections, Gen.Int[0, 5]).Sample((rankings, favourite) =>
    {
        var majority = Rankings.Of(Names, [.. rankings.Ballots, new([[favourite]], rankings.Valid + 1)]).Value;
        foreach (var result in new[] { InstantRunoff.Count(majority), Schulze.Count(majority), RankedPairs.Count(majority), ScottishStv.Count(majority, 1), MeekStv.Count(majority, 1), Totals.Plurality(majority) })
            Assert.Equal([Names[favourite]], result.Winners);
    });

    [Fact]
    public void Another_supporter_never_unseats_where_the_method_is_monotone() => Elections.Sample(rankings =>
    {
        foreach (var count in new Func<Rankings, CountResult>[] { r => Schulze.Count(r), r => Schulze.Count(r, DefeatStrength.Margins), r => Totals.Plurality(r), r => Totals.Borda(r) })
        {
            if (count(rankings).Winners is not [var winner]) continue;
            var more = Rankings.Of(Names, [.. rankings.Ballots, new([[Array.IndexOf(Names, winner)]], 1)]).Value;
            Assert.Equal([winner], count(more).Winners);
        }
    });

    [Fact]
    public void Whoever_beats_everybody_is_Schulze_s_and_ranked_pairs_winner() => Elections.Sample(rankings =>
    {
        var pairs = PairwiseTable.Of(rankings);
        var best = Enumerable.Range(0, 6).Where(a => Enumerable.Range(0, 6).All(b => a == b || pairs[a, b] > pairs[b, a])).ToList();
        if (best.Count == 0) return;
        Assert.Equal([Names[best[0]]], Schulze.Count(rankings).Winners);
        Assert.Equal([Names[best[0]]], RankedPairs.Count(rankings).Winners);
    });

    [Fact]
    public void A_strongest_path_is_as_strong_as_its_weakest_win_and_no_path_is_stronger() => Gen.Select(Elections, Gen.Enum<DefeatStrength>()).Sample((rankings, by) =>
    {
        var pairs = PairwiseTable.Of(rankings);
        long Win(int a, int b) => pairs[a, b] <= pairs[b, a] ? 0 : by == DefeatStrength.WinningVotes ? pairs[a, b] : pairs[a, b] - pairs[b, a];
        var result = Schulze.Count(rankings, by);
        for (var a = 0; a < 6; a++)
            for (var b = 0; b < 6; b++)
            {
                if (a == b) continue;
                var path = result.Paths![Names[a]][Names[b]];
                var way = path.By.Select(c => Array.IndexOf(Names, c)).ToList();
                Assert.Equal(path.Strength == 0, way.Count == 0);
                if (way.Count > 0) Assert.Equal((a, b, way.Count, path.Strength), (way[0], way[^1], way.Distinct().Count(), way.Zip(way.Skip(1)).Min(step => Win(step.First, step.Second))));
                // By wins that are all stronger than that, nobody comes from the one to the other.
                HashSet<int> reached = [a];
                for (var before = 0; before < reached.Count;) (before, reached) = (reached.Count, [.. reached, .. Enumerable.Range(0, 6).Where(c => reached.Any(r => Win(r, c) > path.Strength))]);
                Assert.DoesNotContain(b, reached);
            }
    });

    [Fact]
    public void Pairs_that_hold_close_no_circle_and_those_passed_over_would() => Gen.Select(Elections, Gen.Enum<DefeatStrength>(), Gen.Bool).Sample((rankings, by, drawn) =>
    {
        var result = RankedPairs.Count(rankings, by, drawn ? Lot : null);
        List<(string, string)> locked = [];
        foreach (var defeat in result.Defeats!)
        {
            Assert.True(defeat.For > defeat.Against);
            if (defeat.Fate == DefeatFate.Locked) locked.Add((defeat.Winner, defeat.Loser));
            if (defeat.Fate != DefeatFate.PassedOver) continue;
            Assert.Equal((defeat.Loser, defeat.Winner), (defeat.Way![0], defeat.Way[^1]));
            Assert.All(defeat.Way.Zip(defeat.Way.Skip(1)), step => Assert.Contains(step, locked));
        }
        // Whoever a pair that holds puts first stands first in the ranking; a circle could not.
        int PlaceOf(string name) => result.Ranking!.Index().First(r => r.Item.Contains(name)).Index;
        Assert.All(locked, pair => Assert.True(PlaceOf(pair.Item1) < PlaceOf(pair.Item2)));
        var pairs = PairwiseTable.Of(rankings);
        Assert.Equal(from a in Enumerable.Range(0, 6) from b in Enumerable.Range(0, 6) where pairs[a, b] > pairs[b, a] select (Names[a], Names[b]), result.Defeats!.Select(d => (d.Winner, d.Loser)).Order());
        var strengths = result.Defeats!.Select(d => by == DefeatStrength.WinningVotes ? (d.For, -d.Against) : (d.For - d.Against, 0)).ToList();
        Assert.Equal(strengths.OrderDescending(), strengths);
        if (drawn) Assert.DoesNotContain(result.Defeats!, d => d.Fate == DefeatFate.Open);
    });

    private static readonly Gen<Budget> Budgets =
        from costs in Gen.Long[1, 60].Array[6]
        from limit in Gen.Long[1, 150]
        from ballots in Gen.Select(Gen.Int[0, 63], Gen.Long[1, 5], (mask, count) => new BudgetBallot([.. Enumerable.Range(0, 6).Where(p => (mask >> p & 1) == 1)], count)).Array[1, 12]
        select new Budget([.. costs.Select((c, i) => new BudgetProject(Names[i], c))], limit, ballots);

    [Fact]
    public void A_budget_is_never_overspent_nor_a_project_chosen_that_nobody_wants() => Budgets.Sample(budget =>
    {
        var votes = budget.Votes();
        CountResult[] results = [Greedy.Count(budget, true, Lot), Greedy.Count(budget, false, Lot), .. Enum.GetValues<Completion>().Select(c => EqualShares.Count(budget, c, Lot))];
        foreach (var result in results)
        {
            Assert.True(result.Winners.Sum(w => budget.Projects.Single(p => p.Id == w).Cost) <= budget.Limit);
            Assert.All(result.Winners, w => Assert.True(votes[Array.IndexOf(Names, w)] > 0));
            Assert.Equal(result.Winners.Count, result.Winners.Distinct().Count());
        }
    });
}
