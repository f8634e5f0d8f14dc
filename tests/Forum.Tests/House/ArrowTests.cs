using System.Reflection;
using System.Text.RegularExpressions;
using Forum.Foundation.Pipeline;

namespace Forum.Tests.House;

/// <summary>The arrows of the house point down.</summary>
public class ArrowTests
{
    /// <summary>The floors of the law, lowest first; features on one floor do not know each other, but for those that are named together.</summary>
    private static readonly string[][] Floors =
    [
        ["Kernel", "Ledger"],
        ["Organisation", "Register"],
        ["Notifications", "Moderation"],
        ["Evaluations"],
        ["Reception", "Offers", "Voting"],
        ["Council"],
        ["Decisions"],
        ["Dispatches"],
    ];

    private static int Floor(string feature) => Array.FindIndex(Floors, f => f.Contains(feature));

    [Fact]
    public void In_the_law_every_reference_points_down_or_stays()
    {
        List<string> wrong = [];
        foreach (var (path, text) in Source.Files("src/Forum.Domain", ".cs"))
        {
            var own = path.Split('/')[2];
            Assert.True(Floor(own) >= 0, $"{path}: give {own} a floor");
            foreach (Match used in Regex.Matches(text, @"Forum\.Domain\.(\w+)"))
                if (used.Groups[1].Value is var other && other != own && Floor(other) >= 0 && !MayKnow(own, other)) wrong.Add($"{path} knows {other}");
        }
        Assert.Empty(wrong);
    }

    // Organisation and the register are two halves of "who is where"; Ledger is written in the kernel's terms.
    private static bool MayKnow(string own, string other) => Floor(other) < Floor(own) || (Floor(own), Floor(other)) is (0, 0) or (1, 1);

    [Fact]
    public void The_law_uses_no_package_no_clock_no_chance_and_no_file()
    {
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Source.Root, "src/Forum.Domain/Forum.Domain.csproj")));
        var banned = new Regex(@"DateTime(Offset)?\.(Utc)?Now|DateTime\.Today|Guid\.(NewGuid|CreateVersion7)|new Random|Random\.Shared|RandomNumberGenerator|System\.IO|\bFile\.|Environment\.|TimeProvider");
        Assert.Empty(Source.Files("src/Forum.Domain", ".cs").Where(f => banned.IsMatch(f.Text)).Select(f => f.Path));
    }

    [Fact]
    public void The_foundation_knows_no_feature()
    {
        // The doorman's side of the house is named here on purpose: who calls, and what the ledger keeps.
        string[] known = ["Accounts", "Ledger", "Organisation"];
        List<string> wrong = [];
        foreach (var (path, text) in Source.Files("src/Forum/Foundation", ".cs", ".razor"))
            foreach (Match used in Regex.Matches(text, @"using Forum\.(\w+)"))
                if (used.Groups[1].Value is var other && other is not ("Foundation" or "Domain") && !known.Contains(other)) wrong.Add($"{path} knows {other}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_time_is_an_argument_outside_what_runs_on_the_real_clock()
    {
        var clock = new Regex(@"DateTime(Offset)?\.(Utc)?Now");
        Assert.Empty(Source.Files("src/Forum", ".cs", ".razor").Where(f => !f.Path.StartsWith("src/Forum/Demo/") && clock.IsMatch(f.Text)).Select(f => f.Path));
    }

    [Fact]
    public void Sql_of_one_database_stays_in_its_room()
    {
        var sql = new Regex("""ExecuteSqlRaw|FromSql|SqlQueryRaw|PRAGMA |CREATE TRIGGER|Sqlite(Connection|Exception)""");
        Assert.Empty(Source.Files("src/Forum", ".cs").Where(f => !f.Path.StartsWith("src/Forum/Foundation/Storage/") && sql.IsMatch(f.Text)).Select(f => f.Path));
    }

    [Fact]
    public void Only_the_commit_saves()
    {
        // A failed sign-in is counted although it is refused; the demo's clock is no act of anybody.
        string[] may = ["src/Forum/Foundation/Pipeline/Commit.cs", "src/Forum/Foundation/Pipeline/Group.cs", "src/Forum/Accounts/SignIn.cs", "src/Forum/Demo/DemoClock.cs"];
        Assert.Empty(Source.Files("src/Forum", ".cs", ".razor").Where(f => f.Text.Contains("SaveChangesAsync(") && !may.Contains(f.Path)).Select(f => f.Path));
    }

    [Fact]
    public void A_file_past_250_lines_is_two()
    {
        var long_ = Source.Files("src", ".cs", ".razor").Concat(Source.Files("wwwroot/js", ".js").Where(f => !f.Path.Contains("/vendor/")));
        Assert.Empty(long_.Where(f => f.Text.Count(c => c == '\n') > 250).Select(f => f.Path));
    }
}
