using System.Text.Json.Nodes;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

/// <summary>What a count depends on besides the ballots.</summary>
/// <param name="Method">The method.</param>
/// <param name="Options">The options in order; none in a poll of yes and no.</param>
/// <param name="Seats">The places that options fill.</param>
/// <param name="LotSeed">The lot's seed, once it is told.</param>
/// <param name="Roll">The roll, persons and area in hundredths of a square metre.</param>
/// <param name="Budget">What is spent among the options, where the method spends a budget.</param>
/// <param name="Unranked">What becomes of options that a ballot does not rank.</param>
public sealed record CountingTerms(VotingMethod Method, IReadOnlyList<string> Options, int Seats, string? LotSeed, Measure Roll, PollBudget? Budget = null, Unranked Unranked = Unranked.Below);

/// <summary>The count of a poll repeated from its answers alone, as anybody can who has the public record.</summary>
public sealed record Recount(JsonObject Tally, string Hash, PollOutcome Outcome)
{
    /// <summary>Counts answers by their <see cref="Answer.Text"/>, each worth one head. Not for polls where area counts.</summary>
    public static Recount Of(CountingTerms terms, DecisionRule rule, IEnumerable<string> answers)
    {
        var counts = answers.CountBy(a => a).ToDictionary(a => a.Key, a => (long)a.Value);
        if (terms.Options.Count > 0)
        {
            var among = OptionsTally.Of(terms, [.. counts.Where(c => c.Key != "abstain").OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))], counts.GetValueOrDefault("abstain"));
            return new(among.ToJson(), among.Hash(), among.Judge(rule));
        }
        Measure Heads(string answer) => new(counts.GetValueOrDefault(answer), 0);
        var tally = new Tally(terms.Roll, Heads("yes"), Heads("no"), Heads("abstain"));
        return new(tally.ToJson(), tally.Hash(), tally.Judge(rule));
    }
}
