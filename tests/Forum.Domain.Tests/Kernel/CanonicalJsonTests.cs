using System.Text.Json.Nodes;

namespace Forum.Domain.Tests.Kernel;

/// <summary>Against the examples of RFC 8785, where they hold whole numbers.</summary>
public class CanonicalJsonTests
{
    // RFC 8785, 3.2.3: members are sorted by UTF-16 code units.
    [Fact]
    public void Members_are_sorted_as_the_rfc_shows()
    {
        var given = JsonNode.Parse("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""");
        var names = new[] { "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh" };
        var canonical = CanonicalJson.Of(given);
        Assert.Equal(names, JsonNode.Parse(canonical)!.AsObject().Select(m => (string)m.Value!));
        Assert.StartsWith("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":", canonical);
    }

    // RFC 8785, 3.2.2.2: the string of the example, with its shortest escapes.
    [Fact]
    public void Strings_take_the_shortest_escapes() =>
        Assert.Equal("{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}", CanonicalJson.Of(JsonNode.Parse("""{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}""")));

    [Theory]
    [InlineData("[56,{\"d\":true,\"10\":null,\"1\":[]}]", "[56,{\"1\":[],\"10\":null,\"d\":true}]")]
    [InlineData(" { \"b\" : 1 , \"a\" : -7 } ", "{\"a\":-7,\"b\":1}")]
    public void White_space_goes_and_literals_stay(string given, string canonical) => Assert.Equal(canonical, CanonicalJson.Of(JsonNode.Parse(given)));

    [Fact]
    public void Half_a_character_and_broken_numbers_are_bugs()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(JsonValue.Create("\ud800")));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(JsonNode.Parse("1.5")));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(JsonValue.Create(9_007_199_254_740_992)));
    }

    [Fact]
    public void Writing_what_was_written_changes_nothing() =>
        Gen.Select(Gen.String, Gen.Long[-1000, 1000]).Where((s, _) => !s.Any(char.IsSurrogate)).Sample((s, n) =>
        {
            var once = CanonicalJson.Of(new JsonObject { [s] = n, ["x" + s] = s });
            return CanonicalJson.Of(JsonNode.Parse(once)) == once;
        });
}
