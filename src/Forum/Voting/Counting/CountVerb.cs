using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;
using Forum.Foundation.Texts;
using Forum.Voting.Budgets;

namespace Forum.Voting.Counting;

/// <summary>The command line's <c>count</c>: counts ballots from a file and prints every step as JSON.</summary>
public static class CountVerb
{
    public const string Usage = "count --method M [--seats N] [--completion C] [--defeat winning|margins] [--unranked below|ignored] [--lot SEED] FILE";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>0 counted, 1 a "no", 2 bad use.</summary>
    public static int Run(string[] args, TextBook texts, TextWriter output, TextWriter errors)
    {
        if (Options(args) is not { } given || !given.TryGetValue("file", out var file) || !given.TryGetValue("method", out var method))
        {
            errors.WriteLine($"Forum {Usage}");
            return 2;
        }
        if ((MethodNames.Of(method) is { } known ? CountFlags.Bars(known, given) ?? VerbFile.Bars(file) : Refusal.Invalid("method", "count.no-method", new Fact("method", method), new Fact("methods", string.Join(", ", MethodNames.Names)))) is { } bars)
        {
            errors.WriteLine(texts[bars]);
            return 2;
        }
        var counted = BallotFile.Read(file).Then(ballots => Counting.Count(method, ballots, given));
        if (counted.Ok) output.WriteLine(JsonSerializer.Serialize(counted.Value, Json));
        else foreach (var refusal in counted.Refusals) errors.WriteLine(VerbFile.Plain(texts[refusal]));
        return counted.Ok ? 0 : 1;
    }

    private static Dictionary<string, string>? Options(string[] args)
    {
        Dictionary<string, string> given = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) { if (!given.TryAdd("file", args[i])) return null; continue; }
            var name = args[i][2..];
            if ((name, i + 1 < args.Length ? args[i + 1] : "") is ("defeat", not ("winning" or "margins")) or ("unranked", not ("below" or "ignored"))) return null;
            if (name is not ("method" or "seats" or "completion" or "defeat" or "unranked" or "lot") || ++i == args.Length || !given.TryAdd(name, args[i])) return null;
        }
        return given;
    }
}

/// <summary>What <c>count</c> prints: the result with the file's own numbers.</summary>
/// <param name="Abstentions">How many of the valid ballots abstain; where the file tells.</param>
public sealed record Counted(
    string Method, int? Seats, IReadOnlyList<string> Candidates, long Ballots, long Valid, long Invalid, long? Abstentions, string? Quota, IReadOnlyList<string> Winners, bool? Open,
    IReadOnlyDictionary<string, string>? Totals, IReadOnlyList<CountRound>? Rounds, IReadOnlyList<IReadOnlyList<string>>? Ranking,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? Pairwise,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, CountPath>>? Paths, IReadOnlyList<CountDefeat>? Defeats, IReadOnlyList<CountTie> Ties, IReadOnlyList<CountProject>? Projects, long? Spent, long? Left, string? Share, CountRise? Rise);

/// <summary>Methods by their names on the command line.</summary>
public static class Counting
{
    public static Outcome<Counted> Count(string method, BallotFile file, IReadOnlyDictionary<string, string> given)
    {
        if ((CountFlags.Seats(given) ?? file.Seats ?? 1) is not (> 0 and var seats)) return Refusal.Invalid("seats", "count.seats");
        var lot = (given.GetValueOrDefault("lot") ?? file.LotSeed) is { } seed ? Lot.Of(seed, file.Candidates) : null;
        if (file.Budget is { } budget) return Budgeted(method, budget, seats, given.GetValueOrDefault("completion") ?? file.Completion ?? "none", lot).Map(r => Tell(r, file, r.Ballots));
        if (file.Points is { } points) return Pointed(method, file.Candidates, points, seats, lot).Map(r => Tell(r, file, r.Ballots));
        return Rankings.Of(file.Candidates, file.Rankings, UnrankedNames.Of(given.GetValueOrDefault("unranked")) ?? file.Unranked)
            .Then(rankings => Ranked(method, rankings, seats, given, lot)).Map(r => Tell(r, file, file.Rankings.Sum(b => b.Count)));
    }

    private static Outcome<CountResult> Ranked(string method, Rankings rankings, int seats, IReadOnlyDictionary<string, string> given, Lot? lot)
    {
        var measure = given.GetValueOrDefault("defeat") == "margins" ? DefeatStrength.Margins : DefeatStrength.WinningVotes;
        return method switch
        {
            "plurality" => Totals.Plurality(rankings, seats, lot),
            "yes-no-abstain" when rankings.Candidates is ["yes", "no"] => Totals.Plurality(rankings) with { Method = method },
            "approval" => Totals.Approval(rankings.Candidates, Approvals(rankings), seats, lot),
            "borda" => Totals.Borda(rankings, seats, lot),
            "irv" => InstantRunoff.Count(rankings, lot),
            "scottish-stv" => ScottishStv.Count(rankings, seats, lot),
            "meek-stv" => MeekStv.Count(rankings, seats, lot),
            "schulze" => Schulze.Count(rankings, measure, lot),
            "ranked-pairs" => RankedPairs.Count(rankings, measure, lot),
            _ => Refusal.Invalid("method", "count.method", new Fact("method", method)),
        };
    }

    private static Outcome<CountResult> Pointed(string method, IReadOnlyList<string> candidates, IReadOnlyList<PointBallot> points, int seats, Lot? lot) => method switch
    {
        "score" => Totals.Score(candidates, points, VotingMethods.HighestScore, seats, lot),
        "dots" => Totals.Dots(candidates, points, VotingMethods.Dots, seats, lot),
        _ => Refusal.Invalid("method", "count.method", new Fact("method", method)),
    };

    private static Outcome<CountResult> Budgeted(string method, Budget budget, int seats, string completion, Lot? lot) => method switch
    {
        "greedy" => Greedy.Count(budget, true, lot),
        "greedy-no-skip" => Greedy.Count(budget, false, lot),
        "approval" => Totals.Approval([.. budget.Projects.Select(p => p.Id)], [.. budget.Ballots.Select(b => new PointBallot(b.Approved.ToDictionary(p => p, _ => 1L), b.Count))], seats, lot),
        "equal-shares" => CompletionNames.Of(completion) is { } rest ? EqualShares.Count(budget, rest, lot) : CountFlags.NoCompletion(completion),
        _ => Refusal.Invalid("method", "count.method", new Fact("method", method)),
    };

    // On a ranked file, whoever is ranked at all is approved.
    private static List<PointBallot> Approvals(Rankings rankings) => [.. rankings.Ballots.Select(b => new PointBallot(b.Ranks.SelectMany(r => r).ToDictionary(c => c, _ => 1L), b.Count))];

    // Whoever abstains casts a valid ballot too; invalid is one that neither chooses nor abstains.
    private static Counted Tell(CountResult r, BallotFile file, long choosing) =>
        new(r.Method, r.Seats, r.Candidates, choosing + (file.Abstentions ?? 0), r.Ballots + (file.Abstentions ?? 0), choosing - r.Ballots, file.Abstentions, r.Quota, r.Winners, r.Open ? true : null, r.Totals, r.Rounds, r.Ranking, r.Pairwise, r.Paths, r.Defeats, r.Ties, r.Projects, r.Spent, r.Left, r.Share, r.Rise);
}
