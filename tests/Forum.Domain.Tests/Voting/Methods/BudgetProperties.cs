using System.Globalization;
using CsCheck;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Tests.Voting.Methods;

/// <summary>What holds for every counted budget, checked from outside the count.</summary>
public class BudgetProperties
{
    private static readonly string[] Names = ["A", "B", "C", "D", "E", "F"];
    private static readonly Lot Lot = Lot.Of("seed", Names);
    private static readonly Completion[] Completions = Enum.GetValues<Completion>();

    private static readonly Gen<Budget> Budgets =
        from costs in Gen.Long[1, 60].Array[6]
        from limit in Gen.Long[1, 150]
        from least in Gen.Long[0, 4]
        from ballots in Gen.Select(Gen.Int[1, 63], Gen.Long[1, 5], (mask, count) => new BudgetBallot([.. Enumerable.Range(0, 6).Where(p => (mask >> p & 1) == 1)], count)).Array[1, 12]
        select new Budget([.. costs.Select((c, i) => new BudgetProject(Names[i], c))], limit, ballots, least);

    private static IEnumerable<CountResult> All(Budget budget, Lot? lot) => [Greedy.Count(budget, true, lot), Greedy.Count(budget, false, lot), .. Completions.Select(c => EqualShares.Count(budget, c, lot))];

    [Fact]
    public void Each_project_is_told_once_and_the_money_adds_up() => Budgets.Sample(budget =>
    {
        foreach (var result in All(budget, Lot).Concat(All(budget, null)))
        {
            Assert.Equal(Names, result.Projects!.Select(p => p.Project).Order());
            Assert.Equal(result.Winners, result.Projects!.Where(p => p.Place is not null).OrderBy(p => p.Place).Select(p => p.Project));
            Assert.All(result.Projects!, p => Assert.NotEqual(p.Place is null, p.NotFunded is null));
            Assert.Equal((budget.Limit, result.Projects!.Where(p => p.Place is not null).Sum(p => p.Cost)), (result.Spent + result.Left, result.Spent));
            Assert.True(result.Left >= 0);
            Assert.Equal(result.Open, result.Projects!.Any(p => p.NotFunded == NotFunded.TieOpen));
        }
    });

    [Fact]
    public void Why_a_project_is_not_funded_is_true() => Budgets.Sample(budget =>
    {
        foreach (var result in All(budget, Lot))
            foreach (var project in result.Projects!.Where(p => p.Place is null))
            {
                var (at, mayWin) = (Array.IndexOf(Names, project.Project), project.Votes >= Math.Max(1, budget.LeastVotes) && project.Cost <= budget.Limit);
                Assert.Equal(budget.Ballots.Where(b => b.Approved.Contains(at)).Sum(b => b.Count), project.Votes);
                switch (project.NotFunded)
                {
                    case NotFunded.NoVotes: Assert.Equal(0, project.Votes); break;
                    case NotFunded.BelowLeastVotes: Assert.InRange(project.Votes, 1, budget.LeastVotes - 1); break;
                    case NotFunded.AboveBudget: Assert.True(project.Cost > budget.Limit); break;
                    case NotFunded.AboveLeft:
                        Assert.True(mayWin && project.Cost > Number(project.Left));
                        Assert.Equal(LeftBefore(budget, result, project), Number(project.Left));
                        break;
                    case NotFunded.ListEnded: Assert.True(mayWin && result.Projects!.Any(p => p.NotFunded is NotFunded.AboveLeft or NotFunded.AboveBudget && IsBefore(p, project))); break;
                    case NotFunded.SupportersShort:
                        Assert.True(mayWin && Number(project.Left) < project.Cost);
                        Assert.Equal(Purses(budget, result).Where((_, b) => budget.Ballots[b].Approved.Contains(at)).Sum(), Number(project.Left));
                        break;
                    default: Assert.Fail($"{result.Method}: {project.NotFunded}"); break;
                }
            }
    });

    [Fact]
    public void Another_supporter_never_unfunds_by_votes() => Gen.Select(Budgets, Gen.Bool).Sample((budget, skip) =>
    {
        foreach (var winner in Greedy.Count(budget, skip, Lot).Winners)
            Assert.Contains(winner, Greedy.Count(budget with { Ballots = [.. budget.Ballots, new([Array.IndexOf(Names, winner)], 1)] }, skip, Lot).Winners);
    });

    [Fact]
    public void The_same_sums_in_fen_have_the_same_winners() => Budgets.Sample(budget =>
    {
        var fen = budget with { Projects = [.. budget.Projects.Select(p => p with { Cost = 100 * p.Cost })], Limit = 100 * budget.Limit, Unit = 100 };
        Assert.Equal(All(budget, Lot).Select(r => r.Winners), All(fen, Lot).Select(r => r.Winners));
        Assert.Equal(All(budget, Lot).Skip(2).Select(r => 100 * Number(r.Share)), All(fen, Lot).Skip(2).Select(r => Number(r.Share)));
    });

    [Fact]
    public void Steps_taken_together_end_where_single_ones_do() => Gen.Select(Budgets, Gen.Bool).Sample((budget, tens) =>
    {
        budget = budget with { Unit = tens ? 10 : 1 };
        foreach (var lot in new[] { Lot, null })
            foreach (var completion in new[] { Completion.Add1, Completion.Add1Exhaustive })
            {
                var (share, winners, steps) = OneByOne(budget, completion, lot);
                var result = EqualShares.Count(budget, completion, lot);
                Assert.Equal((share, string.Join(' ', winners)), (Number(result.Share), string.Join(' ', result.Winners)));
                var unit = (decimal)budget.Unit;
                var told = result.Rise!.Shares.Concat(result.Rise.Beyond is { } beyond ? [beyond] : []).SelectMany(s => Enumerable.Range(0, (int)((Number(s.To) - Number(s.From)) / unit) + 1).Select(i => $"{Number(s.From) + (i * unit):0.#} {string.Join(' ', s.Funded)} {s.Spent}"));
                Assert.Equal(steps, told);
                Assert.All(result.Rise.Shares.Zip(result.Rise.Shares.Skip(1)), s => Assert.NotEqual(s.First.Funded, s.Second.Funded));
                Assert.Equal(result.Open, result.Rise.End == RiseEnd.TieOpen);
            }
    });

    [Fact]
    public void Ten_million_yuan_and_a_lone_voter_take_no_longer()
    {
        // Nine million steps of one yuan, nearly all of which change nothing; one more would buy A and overspend.
        var budget = new Budget([new("A", 900_000_000), new("B", 100_000_000), new("C", 100_000_001)], 1_000_000_000, [new([0], 1), new([1], 4), new([2], 5)], Unit: 100);
        var result = EqualShares.Count(budget, Completion.Add1);
        Assert.Equal(["C", "B"], result.Winners);
        Assert.Equal(899_999_900, Number(result.Projects!.Single(p => p.Project == "A").Left));
    }

    private static decimal Number(string? text) => decimal.Parse(text ?? "-1", CultureInfo.InvariantCulture);

    // By votes, lower cost, lot.
    private static bool IsBefore(CountProject a, CountProject b) =>
        (-a.Votes, a.Cost, Lot.PlaceOf(Array.IndexOf(Names, a.Project))).CompareTo((-b.Votes, b.Cost, Lot.PlaceOf(Array.IndexOf(Names, b.Project)))) < 0;

    // Whoever was funded by shares came first, then by votes.
    private static decimal LeftBefore(Budget budget, CountResult result, CountProject project) =>
        budget.Limit - result.Projects!.Where(p => p.Place is not null && (p.Payment is not null || IsBefore(p, project))).Sum(p => p.Cost);

    // What is left to all voters of each ballot, from the share and the payments that the result tells.
    private static decimal[] Purses(Budget budget, CountResult result)
    {
        var purses = budget.Ballots.Select(_ => Number(result.Share)).ToArray();
        foreach (var paid in result.Projects!.Where(p => p.Payment is not null).OrderBy(p => p.Place))
        {
            var payments = purses.Select((purse, b) => budget.Ballots[b].Approved.Contains(Array.IndexOf(Names, paid.Project)) ? Math.Min(purse, Number(paid.Payment)) : 0).ToArray();
            Assert.InRange(payments.Select((p, b) => p * budget.Ballots[b].Count).Sum() - paid.Cost, 0, 0.000_000_1m);
            for (var b = 0; b < purses.Length; b++) purses[b] -= payments[b];
        }
        return [.. purses.Select((p, b) => p * budget.Ballots[b].Count)];
    }

    // The method written down once more in the plainest way: every single step, every purse, prices as fractions.
    private static (decimal Share, IReadOnlyList<string> Winners, IReadOnlyList<string> Steps) OneByOne(Budget budget, Completion completion, Lot? lot)
    {
        Int128 one = 1_000_000_000_000;
        var (scale, votes) = (one / budget.Unit, budget.Votes());
        var share = budget.Limit / budget.Unit / budget.Voters * one;
        var (winners, open) = Run(share);
        long Spent(List<int> chosen) => chosen.Sum(p => budget.Projects[p].Cost);
        List<string> steps = [Told(share, winners)];
        string Told(Int128 share, List<int> chosen) => $"{(decimal)share / (decimal)scale:0.#} {string.Join(' ', chosen.Order().Select(p => Names[p]))} {Spent(chosen)}";
        while (!open && share + one <= budget.Limit * scale)
        {
            if (completion == Completion.Add1Exhaustive && Enumerable.Range(0, 6).All(p => winners.Contains(p) || !budget.MayWin(p, votes[p]) || budget.Projects[p].Cost > budget.Limit - Spent(winners))) break;
            var next = Run(share + one);
            steps.Add(Told(share + one, next.Winners));
            if (Spent(next.Winners) > budget.Limit) break;
            (share, (winners, open)) = (share + one, next);
        }
        return ((decimal)share / (decimal)scale, [.. winners.Select(p => Names[p])], steps);

        (List<int> Winners, bool Open) Run(Int128 each)
        {
            List<int> chosen = [];
            var purses = budget.Ballots.SelectMany(b => Enumerable.Range(0, (int)b.Count).Select(_ => b.Approved)).Select(approved => (approved, Purse: each)).ToArray();
            while (true)
            {
                var prices = Enumerable.Range(0, 6).Where(p => budget.MayWin(p, votes[p]) && !chosen.Contains(p)).Select(p => (Project: p, Price: Price(p))).Where(p => p.Price.Payers > 0).ToList();
                if (prices.Count == 0) return (chosen, false);
                // Payment per unit of cost, by crosswise products.
                Int128 Cross((int Project, (Int128 Sum, Int128 Payers) Price) a, (int Project, (Int128 Sum, Int128 Payers) Price) b) => a.Price.Sum * b.Price.Payers * budget.Projects[b.Project].Cost;
                var best = prices.Where(a => prices.All(b => Cross(a, b) <= Cross(b, a))).ToList();
                best = [.. best.Where(a => best.All(b => (budget.Projects[a.Project].Cost, -votes[a.Project]).CompareTo((budget.Projects[b.Project].Cost, -votes[b.Project])) <= 0))];
                if (best.Count > 1 && lot is null) return (chosen, true);
                var (next, price) = best.MinBy(b => lot?.PlaceOf(b.Project) ?? 0);
                for (var v = 0; v < purses.Length; v++)
                    if (purses[v].approved.Contains(next)) purses[v].Purse -= Int128.Min(purses[v].Purse, (price.Sum + price.Payers - 1) / price.Payers);
                chosen.Add(next);
            }
            (Int128 Sum, Int128 Payers) Price(int project)
            {
                var supporters = purses.Where(p => p.approved.Contains(project)).Select(p => p.Purse).Order().ToList();
                var left = budget.Projects[project].Cost * scale;
                for (var paid = 0; paid < supporters.Count; left -= supporters[paid++])
                    if (supporters[paid] * (supporters.Count - paid) >= left) return (left, supporters.Count - paid);
                return (0, 0);
            }
        }
    }
}
