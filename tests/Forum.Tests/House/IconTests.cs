using System.Text.RegularExpressions;

namespace Forum.Tests.House;

/// <summary>Every picture that a page names is drawn: a name that is not leaves a hole.</summary>
public class IconTests
{
    [Fact]
    public void Every_icon_that_a_page_names_is_in_the_sheet()
    {
        var sheet = Source.Files("wwwroot/icons", ".svg").Single(f => f.Path.EndsWith("icons.svg", StringComparison.Ordinal)).Text;
        var named = Source.Files("src/Forum", ".razor", ".cs").SelectMany(f => Regex.Matches(f.Text, """Icon Name="([a-z-]+)" """).Select(m => (f.Path, Name: m.Groups[1].Value))).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(n => !sheet.Contains($"id=\"i-{n.Name}\"", StringComparison.Ordinal)).Select(n => $"{n.Path}: {n.Name}"));
    }
}
