using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Forum.Tests.House;

/// <summary>Every text is there, once, in both languages, with the same places in it.</summary>
public partial class TextTests
{
    private static Dictionary<string, string> All(string language)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, text) in Source.Files("src/Forum", $"Texts.{language}.resx"))
            foreach (var data in XDocument.Parse(text).Root!.Elements("data"))
                Assert.True(all.TryAdd(data.Attribute("name")!.Value, data.Element("value")!.Value), $"{path}: {data.Attribute("name")!.Value} stands twice");
        return all;
    }

    private static readonly Dictionary<string, string> Zh = All("zh"), En = All("en");

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Empty(Zh.Keys.Except(En.Keys, StringComparer.OrdinalIgnoreCase).Concat(En.Keys.Except(Zh.Keys, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Both_languages_have_the_same_places() =>
        Assert.Empty(Zh.Keys.Where(k => !Place().Matches(Zh[k]).Select(m => m.Value).Order().Distinct().SequenceEqual(Place().Matches(En[k]).Select(m => m.Value).Order().Distinct())));

    [Fact]
    public void Every_key_that_a_page_names_has_its_text()
    {
        var named = Source.Files("src/Forum", ".razor", ".cs").SelectMany(f => Regex.Matches(f.Text, """(?:\bT|texts)\["([\w.-]+)"[,\]]""").Select(m => (f.Path, Key: m.Groups[1].Value)));
        Assert.Empty(named.Where(n => !Zh.ContainsKey(n.Key)).Select(n => $"{n.Path}: {n.Key}"));
    }

    [Fact]
    public void Every_refusal_has_its_text()
    {
        var codes = Source.Files("src", ".cs", ".razor").SelectMany(f => Regex.Matches(f.Text, """Refusal\.(?:Conflict|Barred|Invalid)\((?:"[^"]*", )?"([\w.-]+)"|new\("([\w.-]+)", RefusalKind""")
            .Select(m => (f.Path, Code: m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)));
        Assert.Empty(codes.Where(c => !Zh.ContainsKey($"refusal.{c.Code}")).Select(c => $"{c.Path}: {c.Code}"));
    }

    [Fact]
    public void Every_word_check_has_its_missing_text()
    {
        var fields = Source.Files("src", ".cs").SelectMany(f => Regex.Matches(f.Text, """Words\.Check\("(\w+)",""").Select(m => m.Groups[1].Value)).Distinct();
        Assert.Empty(fields.Where(f => !Zh.ContainsKey($"refusal.{f}.missing")));
    }

    [Fact]
    public void No_text_holds_a_dash_of_another_hand() => Assert.Empty(Zh.Concat(En).Where(t => t.Value.Contains('—')).Select(t => t.Key));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
