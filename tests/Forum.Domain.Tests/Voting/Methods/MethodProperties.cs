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
