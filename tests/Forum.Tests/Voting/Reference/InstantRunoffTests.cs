using System.Text.Json;
using Forum.Domain.Voting.Methods;
using Forum.Voting.Counting;

namespace Forum.Tests.Voting.Reference;

/// <summary>Instant runoffs as they were counted: Burlington 2009, and every round of Minneapolis 2017.</summary>
public class InstantRunoffTests
{
    [Fact]
    public void Burlington_elected_Kiss_with_4313_against_4060()
    {
        var file = BallotFile.Read(ReferenceData.Path("irv/burlington-2009.toi")).Value;
        var rankings = Rankings.Of(file.Candidates, file.Rankings).Value;
        var result = InstantRunoff.Count(rankings);
        Assert.Equal(["Bob Kiss"], result.Winners);
        Assert.Equal(("4313", "4060"), (result.Rounds![^1].Votes["Bob Kiss"], result.Rounds[^1].Votes["Kurt Wright"]));
        Assert.Equal(["Andy Montroll"], Schulze.Count(rankings).Winners);
        Assert.Equal(["Kurt Wright"], Totals.Plurality(rankings).Winners);
    }

    [Fact]
    public void Minneapolis_round_by_round()
    {
        using var ballots = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("irv/2017_minneapolis_mayor.ballots.json")));
        using var report = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("irv/2017_minneapolis_mayor_expected_detailed_report.json")));
        var rounds = report.RootElement.GetProperty("results").EnumerateArray().ToList();
        List<string> names = [.. rounds[0].GetProperty("tally").EnumerateObject().Select(c => c.Name)];
        var writeIns = names.IndexOf("Undeclared Write-ins");
        var rankings = Rankings.Of(names, ballots.RootElement.GetProperty("ballots").EnumerateArray().Select(b => Read(b, names))).Value;
        var result = InstantRunoff.Count(rankings, null, new([writeIns], true));

        Assert.Equal(["Jacob Frey"], result.Winners);
        Assert.Equal(rounds.Count, result.Rounds!.Count);
        foreach (var (expected, round) in rounds.Zip(result.Rounds))
        {
            var tally = expected.GetProperty("tally").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!);
            Assert.Equal(tally.OrderBy(t => t.Key), round.Votes.OrderBy(v => v.Key).Select(v => KeyValuePair.Create(v.Key, v.Value)));
            Assert.Equal(expected.GetProperty("tallyResults").EnumerateArray().Where(t => t.TryGetProperty("eliminated", out _)).Select(t => t.GetProperty("eliminated").GetString()).Order(), round.Excluded.Order());
        }
    }

    // Minneapolis: an overvoted or repeated rank is passed over, a second skipped rank in a row ends the ballot.
    private static Ranking Read(JsonElement ballot, List<string> names)
    {
        List<IReadOnlyList<int>> ranks = [];
        var skipped = 0;
        foreach (var mark in ballot[0].EnumerateArray().Select(m => m.GetString()!))
        {
            if (mark == "undervote" && ++skipped > 1) break;
            if (mark != "undervote") skipped = 0;
            var at = names.IndexOf(mark == "UWI" ? "Undeclared Write-ins" : mark);
            if (at >= 0 && !ranks.Any(r => r[0] == at)) ranks.Add([at]);
        }
        return new(ranks, ballot[1].GetInt64());
    }
}
