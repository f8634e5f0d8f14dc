using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

/// <summary>The count of a closed poll among options: the roll, who took part, who abstained, and the method's own count with every step.</summary>
public sealed record OptionsTally(Measure Roll, Measure Cast, Measure Abstain, CountResult Count)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Counts the kept answers of a poll.</summary>
    public static OptionsTally Of(CountingTerms terms, IReadOnlyList<(string Answer, long Count)> answers, long abstained)
    {
        var (names, lot, seats) = (terms.Options, terms.LotSeed is { } seed ? Lot.Of(seed, terms.Options) : null, terms.Seats);
        var cast = answers.Sum(a => a.Count) + abstained;
        List<PointBallot> Approvals() => [.. answers.Select(a => Answer.RanksOf(a.Answer, a.Count)).Select(r => new PointBallot(r.Ranks.SelectMany(o => o).ToDictionary(o => o, _ => 1L), r.Count))];
        List<PointBallot> Points() => [.. answers.Select(a => Answer.PointsOf(a.Answer, a.Count))];
        Rankings Ranked() => Rankings.Of(names, answers.Select(a => Answer.RanksOf(a.Answer, a.Count)), terms.Unranked).Value;
        var count = terms.Method switch
        {
            VotingMethod.Plurality => Totals.Plurality(Ranked(), seats, lot),
            VotingMethod.Approval => Totals.Approval(names, Approvals(), seats, lot).Value,
            VotingMethod.Score => Totals.Score(names, Points(), VotingMethods.HighestScore, seats, lot).Value,
            VotingMethod.Dots => Totals.Dots(names, Points(), VotingMethods.Dots, seats, lot).Value,
            VotingMethod.Borda => Totals.Borda(Ranked(), seats, lot),
            VotingMethod.InstantRunoff => InstantRunoff.Count(Ranked(), lot),
            VotingMethod.ScottishStv => ScottishStv.Count(Ranked(), seats, lot),
            VotingMethod.MeekStv => MeekStv.Count(Ranked(), seats, lot),
            VotingMethod.Schulze => Schulze.Count(Ranked(), lot: lot),
            VotingMethod.RankedPairs => RankedPairs.Count(Ranked(), lot: lot),
            _ => terms.Budget!.Count(terms.Method, names, answers, lot),
        };
        return new(terms.Roll, new(cast, 0), new(abstained, 0), count);
    }

    /// <summary>How the poll ends: too few took part, nobody chose or no project is paid, a tie that nothing settles, a winner whom too few chose, or decided.</summary>
    public PollOutcome Judge(DecisionRule rule) =>
        !rule.Quorum.IsReachedBy(Cast.Persons, Roll.Persons) ? PollOutcome.NoQuorum : Count.Open ? PollOutcome.Tied
        : Count.Winners.Count == 0 || TooFew(rule).Count > 0 ? PollOutcome.Failed : PollOutcome.Passed;

    /// <summary>The winners whom fewer voters chose than a rule that somebody set asks for.</summary>
    public IReadOnlyList<string> TooFew(DecisionRule rule)
    {
        if (!rule.AsksOfWinners || Count.Totals is not { } totals) return [];
        var whole = rule.BaseOf(Roll, Cast, Abstain);
        return [.. Count.Winners.Where(w => long.Parse(totals[w], CultureInfo.InvariantCulture) is var chose && !(rule.Majority.IsReachedBy(chose, whole.Persons) && rule.Support.IsReachedBy(chose, Roll.Persons)))];
    }

    /// <summary>The tally as canonical JSON's object.</summary>
    public JsonObject ToJson() => new()
    {
        ["roll"] = Json(Roll), ["cast"] = Json(Cast), ["abstain"] = Json(Abstain), ["count"] = JsonSerializer.SerializeToNode(Count, Web),
    };

    /// <summary>SHA-256 of the canonical JSON, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(ToJson())));

    /// <summary>The count of a frozen tally; none where it is of yes and no.</summary>
    public static CountResult? CountOf(string tally) => JsonNode.Parse(tally)!["count"]?.Deserialize<CountResult>(Web);

    private static JsonObject Json(Measure m) => new() { ["persons"] = m.Persons, ["area"] = m.Area };
}
