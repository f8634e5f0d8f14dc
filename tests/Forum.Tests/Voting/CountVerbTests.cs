using System.Text.Json;
using Forum.Foundation.Texts;
using Forum.Voting.Counting;
using Microsoft.Extensions.Configuration;

namespace Forum.Tests.Voting;

/// <summary>The command line's <c>count</c> on small files of each form.</summary>
public sealed class CountVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("forum-count-").FullName;
    private static readonly TextBook Texts = new(new ConfigurationBuilder().Build());

    public void Dispose() => Directory.Delete(_folder, true);

    private (int Code, string Out, string Errors) Run(string file, string text, params string[] options)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllText(path, text);
        using StringWriter output = new(), errors = new();
        return (CountVerb.Run([.. options, path], Texts, output, errors), output.ToString(), errors.ToString());
    }

    private JsonElement Counted(string file, string text, params string[] options)
    {
        var (code, printed, errors) = Run(file, text, options);
        Assert.True(code == 0, errors);
        return JsonDocument.Parse(printed).RootElement;
    }

    private const string Blt = "3 1\n4 1 2 0\n3 2 1 0\n2 3 2 0\n0\n\"Ann\"\n\"Bo\"\n\"Cy\"\n\"Board\"\n";

    [Theory]
    [InlineData("--defeat", "zzz")]
    [InlineData("--unranked", "zzz")]
    [InlineData("--unranked")]
    [InlineData("--zzz", "1")]
    public void What_it_does_not_know_is_bad_use(params string[] options) => Assert.Equal(2, Run("a.blt", Blt, ["--method", "schulze", .. options]).Code);

    [Fact]
    public void A_blt_file_by_scottish_stv()
    {
        var counted = Counted("a.blt", Blt, "--method", "scottish-stv");
        Assert.Equal(("5.00000", "Bo", 9), (counted.GetProperty("quota").GetString(), counted.GetProperty("winners")[0].GetString(), counted.GetProperty("valid").GetInt32()));
        Assert.Equal("4.00000", counted.GetProperty("rounds")[0].GetProperty("votes").GetProperty("Ann").GetString());
    }

    [Theory]
    [InlineData("a.toi", "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cy\n4: 1,2\n3: 2,1\n2: 3,{1,2}\n")]
    [InlineData("a.cvotes", "#/Candidates: Ann ; Bo ; Cy\nAnn > Bo * 4\nBo > Ann * 3\nCy > Ann = Bo * 2\n")]
    [InlineData("a.txt", "  Option 1->: Ann\n / Option 2>: Bo\n |/ Option 3>: Cy\nV: 12-\tx\nV: 12-\tx\nV: 12-\tx\nV: 12-\tx\nV: 21-\tx\nV: 21-\tx\nV: 21-\tx\nV: 221\tx\nV: 221\tx\n")]
    public void The_same_ballots_in_other_forms(string file, string text)
    {
        var counted = Counted(file, text, "--method", "schulze");
        Assert.Equal("""[["Ann"],["Bo"],["Cy"]]""", JsonSerializer.Serialize(counted.GetProperty("ranking")));
        Assert.Equal((4, 3, 7), (counted.GetProperty("pairwise").GetProperty("Ann").GetProperty("Bo").GetInt32(), counted.GetProperty("pairwise").GetProperty("Bo").GetProperty("Ann").GetInt32(), counted.GetProperty("pairwise").GetProperty("Ann").GetProperty("Cy").GetInt32()));
    }

    [Fact]
    public void Unranked_may_be_ignored()
    {
        var counted = Counted("a.cvotes", "#/Candidates: Ann ; Bo\nAnn * 3\nBo > Ann * 2\n", "--method", "schulze", "--unranked", "ignored");
        Assert.Equal("Bo", counted.GetProperty("winners")[0].GetString());
    }

    [Fact]
    public void A_tie_leaves_the_winner_open_and_a_lot_settles_it()
    {
        const string even = "#/Candidates: Ann ; Bo\nAnn * 2\nBo * 2\n";
        var open = Counted("a.cvotes", even, "--method", "irv");
        Assert.Equal((0, "none"), (open.GetProperty("winners").GetArrayLength(), open.GetProperty("ties")[0].GetProperty("resolvedBy").GetString()));
        Assert.Equal("lot", Counted("a.cvotes", even, "--method", "irv", "--lot", "seed").GetProperty("ties")[0].GetProperty("resolvedBy").GetString());
    }

    [Theory]
    [InlineData("-3 1 0")]
    [InlineData("4 -1 0")]
    [InlineData("-2")]
    [InlineData("4 9 0")]
    public void A_line_of_ballots_with_a_number_that_cannot_be_is_refused_and_shown(string line)
    {
        var (code, printed, errors) = Run("a.blt", $"3 1\n4 1 2 0\n{line}\n0\n\"Ann\"\n\"Bo\"\n\"Cy\"\n", "--method", "irv");
        Assert.Equal((1, ""), (code, printed));
        Assert.Contains(line, errors);
    }

    [Fact]
    public void Who_withdrew_stands_right_below_the_head_by_a_number_of_the_candidates()
    {
        Assert.Equal("Bo", Counted("a.blt", Blt.Replace("3 1\n", "3 1\n-1\n-3\n", StringComparison.Ordinal), "--method", "irv").GetProperty("candidates").EnumerateArray().Single().GetString());
        Assert.Equal(["Ann"], Counted("a.blt", Blt.Replace("3 1\n", "3 1\n-2 -3\n", StringComparison.Ordinal), "--method", "irv").GetProperty("candidates").EnumerateArray().Select(c => c.GetString()));
        foreach (var line in new[] { "-7", "-0", "-3 1 0" }) Assert.Equal(1, Run("a.blt", Blt.Replace("3 1\n", $"3 1\n{line}\n", StringComparison.Ordinal), "--method", "irv").Code);
    }

    [Theory]
    [InlineData("a.blt", "")]
    [InlineData("a.soc", " \n")]
    [InlineData("a.cvotes", "")]
    [InlineData("a.jsonl", "\n\n")]
    [InlineData("a.pb", "")]
    [InlineData("a.txt", "")]
    public void An_empty_file_is_called_empty(string file, string text) =>
        Assert.Equal((1, "", $"{Texts[Forum.Domain.Kernel.Refusal.Invalid("file", "count.empty")]}{Environment.NewLine}"), Run(file, text, "--method", "irv"));

    [Fact]
    public void A_file_that_ends_too_soon_is_refused_in_words_of_its_own() =>
        Assert.Equal(Texts[Forum.Domain.Kernel.Refusal.Invalid("file", "count.cut-off")], Run("a.blt", "3 1\n4 1 2 0\n", "--method", "irv").Errors.Trim());

    [Theory]
    [InlineData("irv")]
    [InlineData("plurality")]
    [InlineData("approval")]
    [InlineData("borda")]
    [InlineData("scottish-stv")]
    [InlineData("meek-stv")]
    [InlineData("schulze")]
    [InlineData("ranked-pairs")]
    public void Where_no_ballot_names_anybody_nobody_wins(string method)
    {
        var counted = Counted("a.blt", "2 1\n4 0\n0\n\"Ann\"\n\"Bo\"\n", "--method", method, "--lot", "seed");
        Assert.Equal((4, 0, 0, 0), (counted.GetProperty("ballots").GetInt32(), counted.GetProperty("valid").GetInt32(), counted.GetProperty("winners").GetArrayLength(), counted.GetProperty("ties").GetArrayLength()));
    }

    [Theory]
    [InlineData("a.blt", "3 1\n4 1 2\n", 1)]
    [InlineData("a.blt", "", 1)]
    [InlineData("a.blt", "2 1\n1 1 1 0\n0\n\"Ann\"\n\"Bo\"\n", 1)]
    [InlineData("a.blt", "2 1\n1 7 0\n0\n\"Ann\"\n\"Bo\"\n", 1)]
    [InlineData("a.cvotes", "#/Candidates: Ann\nZoe\n", 1)]
    [InlineData("a.pb", "META\nkey;value\nvote_type;cumulative\n", 1)]
    [InlineData("a.doc", "x", 1)]
    public void A_file_that_is_wrong_is_refused_with_why(string file, string text, int code)
    {
        var (got, printed, errors) = Run(file, text, "--method", "irv");
        Assert.Equal((code, ""), (got, printed));
        Assert.NotEqual("", errors);
    }

    [Theory]
    [InlineData("--method", "score")]
    [InlineData("--method", "equal-shares")]
    public void What_cannot_be_counted_so_is_refused(params string[] options) => Assert.Equal(1, Run("a.blt", Blt, options).Code);

    [Theory]
    [InlineData("irv", "--seats", "0", "Seats")]
    [InlineData("scottish-stv", "--seats", "-1", "Seats")]
    [InlineData("scottish-stv", "--seats", "two", "Seats")]
    [InlineData("equal-shares", "--completion", "bogus", "bogus")]
    [InlineData("irv", "--completion", "bogus", "bogus")]
    [InlineData("irv", "--completion", "add1u", "--completion add1u")]
    [InlineData("greedy", "--completion", "add1u", "--completion add1u")]
    [InlineData("irv", "--seats", "2", "--seats 2")]
    [InlineData("schulze", "--seats", "2", "--seats 2")]
    [InlineData("equal-shares", "--seats", "2", "--seats 2")]
    [InlineData("yes-no-abstain", "--seats", "2", "--seats 2")]
    [InlineData("irv", "--defeat", "margins", "--defeat margins")]
    [InlineData("irv", "--unranked", "ignored", "--unranked ignored")]
    [InlineData("score", "--unranked", "below", "--unranked below")]
    public void What_the_method_cannot_use_is_bad_use_and_named(string method, string flag, string value, string named)
    {
        var (code, printed, errors) = Run("a.blt", Blt, "--method", method, flag, value);
        Assert.Equal((2, ""), (code, printed));
        Assert.Contains(named == "Seats" ? Texts[CountFlags.Bars(Forum.Domain.Voting.VotingMethod.Plurality, new Dictionary<string, string> { ["seats"] = "0" })!] : named, errors);
    }

    [Theory]
    [InlineData("irv", "--seats", "1")]
    [InlineData("scottish-stv", "--seats", "2")]
    [InlineData("plurality", "--seats", "2")]
    [InlineData("irv", "--unranked", "below")]
    [InlineData("ranked-pairs", "--defeat", "margins")]
    public void What_it_can_use_or_does_anyway_is_taken(string method, string flag, string value) => Assert.Equal(0, Run("a.blt", Blt, "--method", method, flag, value).Code);

    [Fact]
    public void A_method_that_there_is_not_and_a_file_that_is_not_there_are_named()
    {
        var (code, _, errors) = Run("a.blt", Blt, "--method", "guess");
        Assert.Equal(2, code);
        Assert.Contains("guess", errors);
        Assert.Contains("scottish-stv", errors);
        foreach (var path in new[] { Path.Combine(_folder, "none.blt"), _folder })
        {
            using StringWriter output = new(), told = new();
            Assert.Equal(2, CountVerb.Run(["--method", "irv", path], Texts, output, told));
            Assert.Contains(path, told.ToString());
        }
    }

    [Theory]
    [InlineData("--seats")]
    [InlineData("--colour", "red")]
    [InlineData]
    public void Bad_use_is_two(params string[] options) => Assert.Equal(2, Run("a.blt", Blt, options).Code);

    private static string Record(string method, string[] options, params string[] answers) => string.Join('\n', answers.Select(a => $$"""{"answer":"{{a}}","poll":"p","receipt":"r"}""").Prepend(JsonSerializer.Serialize(
        new Forum.Voting.Record.PollRecord(Forum.Voting.Record.PollRecord.Edition, "o", "v", "p", "2026-000001", "?", method, options, 1, "open", Forum.Domain.Voting.DecisionRules.Of("residents")!, new(9, 0), "h", null, null, null, null, null, null, "seed", "ballots", null, null, null, []),
        Forum.Voting.Record.PollRecord.Json)));

    [Fact]
    public void The_portals_own_record_is_counted()
    {
        var score = Counted("p.jsonl", Record("score", ["甲", "乙"], "1:5 2:2", "2:4", "abstain"), "--method", "score");
        Assert.Equal(("乙", "6", "5", 3, 3), (score.GetProperty("winners")[0].GetString(), score.GetProperty("totals").GetProperty("乙").GetString(), score.GetProperty("totals").GetProperty("甲").GetString(), score.GetProperty("ballots").GetInt32(), score.GetProperty("valid").GetInt32()));
        var dots = Counted("d.jsonl", Record("dots", ["甲", "乙"], "1:10", "1:4 2:6"), "--method", "dots");
        Assert.Equal("甲", dots.GetProperty("winners")[0].GetString());
        var ranked = Counted("r.jsonl", Record("schulze", ["甲", "乙", "丙"], "2>1=3", "2", "3>1", "abstain"), "--method", "schulze");
        Assert.Equal(("乙", 4, 4), (ranked.GetProperty("winners")[0].GetString(), ranked.GetProperty("ballots").GetInt32(), ranked.GetProperty("valid").GetInt32()));
        var plain = Counted("y.jsonl", Record("yes-no-abstain", [], "yes", "no", "yes", "abstain"), "--method", "plurality");
        Assert.Equal("yes", plain.GetProperty("winners")[0].GetString());
        var own = Counted("y.jsonl", Record("yes-no-abstain", [], "yes", "no", "yes", "abstain"), "--method", "yes-no-abstain");
        Assert.Equal(("yes", "2", "1", 4), (own.GetProperty("winners")[0].GetString(), own.GetProperty("totals").GetProperty("yes").GetString(), own.GetProperty("totals").GetProperty("no").GetString(), own.GetProperty("ballots").GetInt32()));
    }

    [Theory]
    [InlineData("yes-no-abstain", "yes-no-abstain", "yes", "yes", "no", "abstain", "abstain")]
    [InlineData("yes-no-abstain", "plurality", "yes", "yes", "no", "abstain", "abstain")]
    [InlineData("approval", "approval", "1", "1", "2", "abstain", "abstain")]
    [InlineData("score", "score", "1:2", "1:2", "2:1", "abstain", "abstain")]
    [InlineData("irv", "irv", "1>2", "1", "2", "abstain", "abstain")]
    public void Who_abstained_cast_a_valid_ballot_and_is_told_apart(string cast, string method, params string[] answers)
    {
        var counted = Counted("p.jsonl", Record(cast, cast == "yes-no-abstain" ? [] : ["甲", "乙"], answers), "--method", method);
        Assert.Equal((5, 5, 0, 2), (counted.GetProperty("ballots").GetInt32(), counted.GetProperty("valid").GetInt32(), counted.GetProperty("invalid").GetInt32(), counted.GetProperty("abstentions").GetInt32()));
        var nobody = Counted("n.jsonl", Record(cast, cast == "yes-no-abstain" ? [] : ["甲", "乙"], "abstain", "abstain"), "--method", method);
        Assert.Equal((2, 0, 2, 0), (nobody.GetProperty("valid").GetInt32(), nobody.GetProperty("invalid").GetInt32(), nobody.GetProperty("abstentions").GetInt32(), nobody.GetProperty("winners").GetArrayLength()));
    }

    [Fact]
    public void A_ballot_that_says_nothing_at_all_is_invalid_and_no_abstention()
    {
        var counted = Counted("a.blt", "2 1\n4 1 0\n3 0\n0\n\"Ann\"\n\"Bo\"\n", "--method", "irv");
        Assert.Equal((7, 4, 3, false), (counted.GetProperty("ballots").GetInt32(), counted.GetProperty("valid").GetInt32(), counted.GetProperty("invalid").GetInt32(), counted.TryGetProperty("abstentions", out _)));
    }

    [Theory]
    [InlineData("3:1")]
    [InlineData("1:6")]
    [InlineData("yes")]
    public void A_record_with_an_answer_that_the_method_does_not_take_is_refused_with_its_line(string answer)
    {
        var (code, _, errors) = Run("p.jsonl", Record("score", ["甲", "乙"], "1:5", answer), "--method", "score");
        Assert.Equal(1, code);
        Assert.Contains("line 3", errors);
    }
}
