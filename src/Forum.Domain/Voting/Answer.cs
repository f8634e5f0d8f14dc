using System.Globalization;
using Forum.Domain.Kernel;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

/// <summary>
/// What a voter says on a ballot: yes, no or abstain; or, among options, whom they choose, approve, rank or give points.
/// Options are kept by their numbers from 1: ranks as "2&gt;1=3", choices and approvals as one rank, points as "1:3 2:5".
/// </summary>
public sealed record Answer
{
    private Answer() { }

    /// <summary>Yes, no or abstain; among options, only abstain.</summary>
    public Choice? Choice { get; private init; }

    /// <summary>What is said of the options; none where <see cref="Choice"/> says all.</summary>
    public string? Options { get; private init; }

    /// <summary>What it says as one word: yes, no, abstain, or <see cref="Options"/>.</summary>
    public string Text => Options ?? Choice switch { Voting.Choice.Yes => "yes", Voting.Choice.No => "no", _ => "abstain" };

    /// <summary>No kept answer among so many options has more signs: two for the option, two for its points, two between.</summary>
    public static int Longest(int options) => 6 * options;

    /// <summary>A choice alone.</summary>
    public static implicit operator Answer(Choice choice) => new() { Choice = choice };

    /// <summary>Options in ranks, best first. Refused without any, where one stands twice, and where the method takes fewer: one for plurality, no equal ranks in a runoff.</summary>
    public static Outcome<Answer> Ranked(VotingMethod method, int options, IReadOnlyList<IReadOnlyList<int>> ranks)
    {
        var named = ranks.SelectMany(r => r).ToList();
        if (named.Count == 0) return Refusal.Invalid("choice", "choice.missing");
        if (method.GivesPoints() || method == VotingMethod.YesNoAbstain || named.Distinct().Count() != named.Count || named.Exists(o => o < 1 || o > options)) return Wrong;
        // An order that the method does not know would be lost without a word.
        if (!method.IsRanked() && ranks.Count(r => r.Count > 0) > 1) return Wrong;
        if (method == VotingMethod.Plurality && named.Count != 1) return Refusal.Invalid("choice", "choice.only-one");
        if (method.IsRanked() && !method.TakesEqualRanks() && ranks.Any(r => r.Count > 1)) return Refusal.Invalid("choice", "choice.equal-ranks");
        IEnumerable<IEnumerable<int>> kept = method.IsRanked() ? ranks.Where(r => r.Count > 0) : [named];
        return new Answer { Options = string.Join('>', kept.Select(r => string.Join('=', r.Order()))) };
    }

    /// <summary>Points to options. Refused without any, below nothing, above the highest score, or beyond the dots that there are.</summary>
    public static Outcome<Answer> Pointed(VotingMethod method, int options, IReadOnlyDictionary<int, long> points)
    {
        if (!method.GivesPoints() || points.Keys.Any(o => o < 1 || o > options)) return Wrong;
        var most = method == VotingMethod.Score ? VotingMethods.HighestScore : VotingMethods.Dots;
        if (points.Where(p => p.Value < 0 || p.Value > most).Select(p => p.Key).DefaultIfEmpty().Min() is > 0 and var outside)
        {
            Fact[] facts = [new("option", outside), new("most", most)];
            return method == VotingMethod.Score ? Refusal.Invalid("choice", "choice.points", facts) : Refusal.Invalid("choice", "choice.dots", facts);
        }
        if (method == VotingMethod.Dots && points.Values.Sum() > VotingMethods.Dots) return Refusal.Invalid("choice", "choice.too-many-dots", new Fact("dots", VotingMethods.Dots));
        if (points.Values.All(p => p == 0)) return Refusal.Invalid("choice", "choice.missing");
        return new Answer { Options = string.Join(' ', points.Where(p => p.Value > 0).OrderBy(p => p.Key).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}:{p.Value}"))) };
    }

    /// <summary>Reads an answer's <see cref="Text"/>, as strictly as it was made: what the method does not take, or another way of writing the same, is refused.</summary>
    public static Outcome<Answer> Read(string text, VotingMethod method, int options)
    {
        Outcome<Answer> read = (text, method) switch
        {
            ("abstain", _) => (Answer)Voting.Choice.Abstain,
            ("yes", VotingMethod.YesNoAbstain) => (Answer)Voting.Choice.Yes,
            ("no", VotingMethod.YesNoAbstain) => (Answer)Voting.Choice.No,
            _ when method.GivesPoints() => Numbers(text, ' ', ':') is { } points && points.All(p => p.Count == 2) && points.Select(p => p[0]).Distinct().Count() == points.Count
                ? Pointed(method, options, points.ToDictionary(p => p[0], p => (long)p[1])) : Wrong,
            _ => Numbers(text, '>', '=') is { } ranks ? Ranked(method, options, ranks) : Wrong,
        };
        return read.Then<Answer>(answer => answer.Text == text ? answer : Wrong);
    }

    private static List<IReadOnlyList<int>>? Numbers(string text, char between, char within)
    {
        List<IReadOnlyList<int>> all = [];
        foreach (var group in text.Split(between))
        {
            List<int> numbers = [];
            foreach (var part in group.Split(within))
                if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
                else return null;
            all.Add(numbers);
        }
        return all;
    }

    /// <summary>The ranks of a kept answer, by places in the list from 0.</summary>
    public static Ranking RanksOf(string kept, long count) => new([.. kept.Split('>').Select(rank => (IReadOnlyList<int>)[.. rank.Split('=').Select(o => int.Parse(o, CultureInfo.InvariantCulture) - 1)])], count);

    /// <summary>The points of a kept answer, by places in the list from 0.</summary>
    public static PointBallot PointsOf(string kept, long count) =>
        new(kept.Split(' ').Select(p => p.Split(':')).ToDictionary(p => int.Parse(p[0], CultureInfo.InvariantCulture) - 1, p => long.Parse(p[1], CultureInfo.InvariantCulture)), count);

    private static readonly Refusal Wrong = Refusal.Invalid("choice", "choice.wrong");
}
