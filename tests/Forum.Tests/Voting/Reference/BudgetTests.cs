using System.Text.Json;
using Forum.Domain.Voting.Methods;
using Forum.Voting.Counting;

namespace Forum.Tests.Voting.Reference;

/// <summary>Participatory budgets whose winners the cities published (Pabulib).</summary>
public class BudgetTests
{
    [Theory]
    [InlineData("Netherlands_Assen_2024")]
    [InlineData("Poland_Wieliczka_2023_Green_Budget")]
    [InlineData("Poland_Warszawa_2017_Czyste__Mirow")]
    [InlineData("Poland_Gdynia_2020_Chylonia__small")]
    public void The_cities_own_winners(string file)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("budget/expected.json"))).RootElement.GetProperty($"{file}.pb");
        var budget = BallotFile.Read(ReferenceData.Path($"budget/{file}.pb")).Value.Budget!;
        var result = expected.GetProperty("rule").GetString() switch
        {
            "greedy" => Greedy.Count(budget),
            "greedy-no-skip" => Greedy.Count(budget, false),
            _ => EqualShares.Count(budget, Completion.Add1),
        };
        Assert.Equal(expected.GetProperty("voters").GetInt64(), result.Ballots);
        Assert.Equal(expected.GetProperty("published_selected").EnumerateArray().Select(p => p.GetString()).Order(), result.Winners.Order());
        Assert.Equal(expected.GetProperty("published_cost").GetInt64(), budget.Projects.Where(p => result.Winners.Contains(p.Id)).Sum(p => p.Cost));
    }

    [Fact]
    public void Stopping_when_nothing_fits_is_another_rule_with_other_winners()
    {
        var budget = BallotFile.Read(ReferenceData.Path("budget/Poland_Wieliczka_2023_Green_Budget.pb")).Value.Budget!;
        var chosen = EqualShares.Count(budget, Completion.Add1Exhaustive).Winners;
        Assert.Equal(984_579, budget.Projects.Where(p => chosen.Contains(p.Id)).Sum(p => p.Cost));
    }
}
