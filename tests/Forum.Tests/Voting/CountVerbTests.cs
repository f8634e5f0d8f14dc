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
    [InlineData("--method", "guess")]
    [InlineData("--method", "irv", "--seats", "0")]
    public void What_cannot_be_counted_so_is_refused(params string[] options) => Assert.Equal(1, Run("a.blt", Blt, options).Code);

    [Theory]
    [InlineData("--seats")]
    [InlineData("--colour", "red")]
    [InlineData]
    public void Bad_use_is_two(params string[] options) => Assert.Equal(2, Run("a.blt", Blt, options).Code);
}
