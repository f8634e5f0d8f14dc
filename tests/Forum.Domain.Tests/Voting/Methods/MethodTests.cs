using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Tests.Voting.Methods;

/// <summary>A small election for each method, with its source; the whole collections are read where the reference data lies.</summary>
public class MethodTests
{
    private static readonly string[] Abcd = ["A", "B", "C", "D"];

    private static Rankings Of(string[] names, params string[] ballots) => Rankings.Of(names, ballots.Select(b => Read(names, b))).Value;

    private static Ranking Read(string[] names, string line)
    {
        var parts = line.Split('*', StringSplitOptions.TrimEntries);
        return new([.. parts[0].Split('>').Select(rank => (IReadOnlyList<int>)[.. rank.Split('=').Select(n => Array.IndexOf(names, n.Trim()))])], parts.Length > 1 ? long.Parse(parts[1]) : 1);
    }

    // The capital of Tennessee, the textbook example: Memphis has most first places, Nashville beats everybody, Knoxville wins the runoff.
    private static readonly Rankings Tennessee = Of(["Memphis", "Nashville", "Chattanooga", "Knoxville"],
        "Memphis>Nashville>Chattanooga>Knoxville*42", "Nashville>Chattanooga>Knoxville>Memphis*26", "Chattanooga>Knoxville>Nashville>Memphis*15", "Knoxville>Chattanooga>Nashville>Memphis*17");

    [Fact]
    public void Tennessee_by_each_method()
    {
        Assert.Equal(["Memphis"], Totals.Plurality(Tennessee).Winners);
        Assert.Equal(["Knoxville"], InstantRunoff.Count(Tennessee).Winners);
        Assert.Equal(["Nashville"], Schulze.Count(Tennessee).Winners);
        Assert.Equal(["Nashville"], RankedPairs.Count(Tennessee).Winners);
        var borda = Totals.Borda(Tennessee);
        Assert.Equal(["126", "194", "173", "107"], Tennessee.Candidates.Select(c => borda.Totals![c]));
    }

    [Fact]
    public void Schulze_s_first_example_has_Wikipedia_s_paths()
    {
        // M. Schulze (2011), section 3.1, 45 voters.
        string[] names = ["A", "B", "C", "D", "E"];
        var rankings = Of(names, "A>C>B>E>D*5", "A>D>E>C>B*5", "B>E>D>A>C*8", "C>A>B>E>D*3", "C>A>E>B>D*7", "C>B>A>D>E*2", "D>C>E>B>A*7", "E>B>A>D>C*8");
        var result = Schulze.Count(rankings);
        Assert.Equal(["E", "A", "C", "B", "D"], result.Ranking!.Select(r => r.Single()));
        Assert.Equal(["A>D>C>B 28", "A>D>C 28", "A>D 30", "A>D>C>E 24"], names[1..].Select(to => $"{string.Join('>', result.Paths!["A"][to].By)} {result.Paths["A"][to].Strength}"));
    }

    [Fact]
    public void Ranked_pairs_tells_which_pairs_hold_and_what_a_circle_passes_over()
    {
        // B over C with 7 of 9 and A over B with 6 leave no room for C over A with 5.
        var circle = RankedPairs.Count(Of(["A", "B", "C"], "A>B>C*4", "B>C>A*3", "C>A>B*2"));
        Assert.Equal([("B", "C", 7, 2, DefeatFate.Locked), ("A", "B", 6, 3, DefeatFate.Locked), ("C", "A", 5, 4, DefeatFate.PassedOver)], circle.Defeats!.Select(d => (d.Winner, d.Loser, (int)d.For, (int)d.Against, d.Fate)));
        Assert.Equal(["A", "B", "C"], circle.Defeats![2].Way!);
        Assert.Equal(["C>K 83", "N>C 68", "N>K 68", "N>M 58", "C>M 58", "K>M 58"], RankedPairs.Count(Tennessee).Defeats!.Select(d => $"{d.Winner[0]}>{d.Loser[0]} {d.For}"));
        var open = Of(["A", "B", "C"], "A>B>C", "B>C>A", "C>A>B");
        Assert.Equal([DefeatFate.Open, DefeatFate.Open, DefeatFate.Open], RankedPairs.Count(open).Defeats!.Select(d => d.Fate));
        Assert.Equal([DefeatFate.Locked, DefeatFate.Locked, DefeatFate.PassedOver], RankedPairs.Count(open, lot: Lot.Of("seed", open.Candidates)).Defeats!.Select(d => d.Fate));
    }

    [Fact]
    public void A_scottish_surplus_goes_on_in_five_decimals()
    {
        // Quota floor(100 / 3) + 1 = 34; 60 hold 26 too many, so each paper is worth 26/60 = 0.43333.
        var result = ScottishStv.Count(Of(["A", "B", "C"], "A>B*40", "A>C*20", "B*15", "C*25"), 2);
        Assert.Equal("34.00000", result.Quota);
        Assert.Equal(("32.33320", "33.66660"), (result.Rounds![1].Votes["B"], result.Rounds[1].Votes["C"]));
        Assert.Equal("0.00020", result.Rounds[1].NonTransferable);
        Assert.Equal(["A", "C"], result.Winners);
    }

    [Fact]
    public void Meeks_quota_falls_with_the_votes_that_go_no_further()
    {
        var result = MeekStv.Count(Of(Abcd, "A*7", "B*5", "C*4", "D*3"), 2);
        var quotas = result.Rounds!.Select(r => MeekStv.QuotaOf(r, 2)).ToList();
        Assert.Equal((result.Quota, "6.333333334"), (quotas[0], quotas[0]));
        Assert.Equal(quotas.Order(StringComparer.Ordinal).Reverse(), quotas);
        Assert.NotEqual(quotas[0], quotas[^1]);
        foreach (var (round, quota) in result.Rounds!.Zip(quotas).SkipLast(1)) Assert.All(round.Elected, e => Assert.True(decimal.Parse(round.Votes[e], System.Globalization.CultureInfo.InvariantCulture) >= decimal.Parse(quota, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Meek_gives_two_thirds_two_of_three_seats()
    {
        var result = MeekStv.Count(Of(Abcd, "A>B>C>D*45", "B>A>D>C*21", "C>D>A>B*34"), 3);
        Assert.Equal(["A", "B", "C"], result.Winners.Order());
        Assert.All(result.Rounds!, round => Assert.Equal(100m, round.Votes.Values.Append(round.NonTransferable).Sum(v => decimal.Parse(v, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Equal_shares_lets_a_third_of_the_people_spend_a_third()
    {
        // 60 people want the three dear projects, 30 the two cheap ones; a greedy count gives the 30 nothing.
        List<BudgetProject> projects = [new("1", 30), new("2", 30), new("3", 30), new("4", 15), new("5", 15)];
        var budget = new Budget(projects, 90, [new([0, 1, 2], 60), new([3, 4], 30)]);
        Assert.Equal(["1", "2", "3"], Greedy.Count(budget).Winners.Order());
        var shared = EqualShares.Count(budget, Completion.None, Lot.Of("seed", [.. projects.Select(p => p.Id)])).Winners;
        Assert.Equal((2, 2), (shared.Count(w => w is "1" or "2" or "3"), shared.Count(w => w is "4" or "5")));
        Assert.True(EqualShares.Count(budget, Completion.None).Open);
    }

    [Fact]
    public void A_list_that_skips_nothing_ends_at_what_costs_more_than_there_is()
    {
        var budget = new Budget([new("1", 100), new("2", 30)], 90, [new([0], 60), new([1], 30)]);
        Assert.Equal(["2"], Greedy.Count(budget).Winners);
        var ended = Greedy.Count(budget, skip: false);
        Assert.Empty(ended.Winners);
        Assert.Equal([NotFunded.AboveBudget, NotFunded.ListEnded], ended.Projects!.Select(p => p.NotFunded!.Value));
    }

    [Fact]
    public void Points_are_refused_beyond_what_the_method_gives()
    {
        PointBallot Ballot(params long[] points) => new(points.Select((p, i) => (p, i)).ToDictionary(x => x.i, x => x.p));
        Assert.False(Totals.Approval(Abcd, [Ballot(2)]).Ok);
        Assert.False(Totals.Score(Abcd, [Ballot(6)], 5).Ok);
        Assert.False(Totals.Score(Abcd, [Ballot(-1)], 5).Ok);
        Assert.False(Totals.Dots(Abcd, [Ballot(3, 3)], 5).Ok);
        Assert.Equal(["B"], Totals.Dots(Abcd, [Ballot(2, 3), Ballot(0, 0, 5), Ballot(0, 5)], 5).Value.Winners);
    }

    [Theory]
    [InlineData("A>B>A")]
    [InlineData("A=A")]
    [InlineData("E")]
    public void A_ballot_names_each_once_and_nobody_else(string ballot) => Assert.Equal("count.ballot", Rankings.Of(Abcd, [Read(Abcd, ballot)]).Refusals[0].Code);

    [Fact]
    public void Equal_ballots_are_one() => Assert.Equal((1, 3L), (Of(Abcd, "A>B=C", "A>C=B*2").Ballots.Count, Of(Abcd, "A>B=C", "A>C=B*2").Valid));
}
