using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Voting.Record;

namespace Forum.Voting.Counting;

/// <summary>Forum's own record of a closed poll (<see cref="PollRecord"/>): its options, or yes and no, with the answers as they stand. Who abstained cast a valid ballot that chooses none.</summary>
internal static class ForumRecord
{
    private static readonly string[] YesNo = ["yes", "no"];

    public static BallotFile Read(string[] lines)
    {
        var header = JsonSerializer.Deserialize<PollRecord>(lines[0], PollRecord.Json);
        if (header is not { Record: PollRecord.Edition, Leaves: "ballots" } || header.Rule.CountsArea || MethodNames.Of(header.Method) is not { } method) throw new FormatException("not the record of a closed poll with its answers");
        var answers = lines.Skip(1).Where(l => l.Length > 0).Select(l => Answer.Read(JsonDocument.Parse(l).RootElement.GetProperty("answer").GetString()!, method, header.Options.Count)).ToList();
        if (answers.FindIndex(a => !a.Ok) is >= 0 and var wrong) throw new FormatException($"line {wrong + 2}");
        var abstained = answers.Count(a => a.Value.Choice == Choice.Abstain);
        var said = answers.Select(a => a.Value).Where(a => a.Choice != Choice.Abstain).CountBy(a => a).ToList();
        if (header.Spending() is { } spending && method.SpendsBudget())
            return new(header.Options, [])
            {
                Abstentions = abstained, LotSeed = header.LotSeed, Completion = header.Completion, Budget = spending.With(header.Options, said.Select(a => (a.Key.Options!, (long)a.Value))),
            };
        var names = header.Options.Count > 0 ? header.Options : YesNo;
        if (!method.GivesPoints()) return new(names, [.. said.Select(a => RanksOf(a.Key, a.Value))]) { Abstentions = abstained, Seats = header.Seats, LotSeed = header.LotSeed, Unranked = UnrankedNames.Of(header.Unranked) ?? Unranked.Below };
        return new(names, [])
        {
            Abstentions = abstained, Seats = header.Seats, LotSeed = header.LotSeed, Points = [.. said.Select(a => Answer.PointsOf(a.Key.Options!, a.Value))],
        };
    }

    private static Ranking RanksOf(Answer answer, long count) => answer.Options is { } ranks ? Answer.RanksOf(ranks, count)
        : new([[answer.Choice == Choice.Yes ? 0 : 1]], count);
}
