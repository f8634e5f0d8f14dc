using Forum.Foundation.Finding;

namespace Forum.Tests.Search;

/// <summary>How texts and questions are read, and what is marked.</summary>
public class ReadingTests
{
    [Theory]
    [InlineData("电梯加装", "电梯 梯加 加装 装")]
    [InlineData("电", "电")]
    [InlineData("3号楼电梯", "3 号楼 楼电 电梯 梯")]
    [InlineData("２号ＬＥＤ灯", "2 号 led 灯")]
    [InlineData("Café Ünïcode, naïve", "cafe unicode naive")]
    [InlineData("𠀀𠀁𱁬", "𠀀𠀁 𠀁𱁬 𱁬")]
    [InlineData("", "")]
    [InlineData("可爱", "可爱 爱")]
    [InlineData("ｶﾞｽ", "ガス ス")]
    [InlineData("電梯 电梯", "電梯 梯 电梯 梯")]
    [InlineData("2026-000123", "2026 000123")]
    [InlineData("。，！🎉 ", "")]
    [InlineData("\ud800电\udc00梯", "电 梯")]
    public void A_text_is_read_as_pairs_and_words(string text, string words) => Assert.Equal(words, Tokeniser.Words(text));

    [Fact]
    public void Every_word_knows_where_it_stood()
    {
        const string text = "修ＬＥＤ灯：Café㎡电梯";
        Assert.Equal(["ＬＥＤ", "Café", "电梯"], Tokeniser.Read(text).Where(t => t.Word is "led" or "cafem2" or "电梯" || t.Word.StartsWith("cafe")).Select(t => text[t.Start..t.End].Replace("㎡", "")));
    }

    [Theory]
    [InlineData("电梯加装", "坏了的电梯加装要快", "坏了的[电梯加装]要快")]
    [InlineData("电梯 加装", "电梯，什么时候加装", "[电梯]，什么时候[加装]")]
    [InlineData("梯", "楼梯和电梯间", "楼[梯]和电[梯]间")]
    [InlineData("light", "Two lights, one LIGHT", "Two [lights], one [LIGHT]")]
    [InlineData("\"one light\"", "one lights one light", "one lights [one light]")]
    [InlineData("3号楼电梯", "在3号楼电梯口", "在[3号楼电梯]口")]
    [InlineData("led", "ＬＥＤ灯", "[ＬＥＤ]灯")]
    [InlineData("没有", "什么也不是", "什么也不是")]
    public void What_was_sought_is_marked_as_one(string sought, string text, string marked) =>
        Assert.Equal(marked, string.Concat(Marks.Whole(text, Sought.Read(sought)).Select(p => p.Found ? $"[{p.Text}]" : p.Text)));

    [Fact]
    public void A_part_holds_the_find_and_cuts_no_character()
    {
        var text = string.Concat(Enumerable.Repeat("𠀀𠀁", 300)) + "电梯" + string.Concat(Enumerable.Repeat("𠀂𠀃", 300));
        for (var length = 30; length < 60; length++)
        {
            var part = Marks.Part(text, Sought.Read("电梯"), length);
            Assert.Contains(part, p => p is { Found: true, Text: "电梯" });
            foreach (var piece in part) Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(piece.Text)));
        }
    }

    [Fact]
    public void A_question_has_terms_phrases_and_what_must_not_be()
    {
        var sought = Sought.Read("电梯 “加装 费用” -物业 - lights -\"two words\"");
        Assert.Equal(["电梯", "加装|装|费用", "lights"], sought.All.Select(t => string.Join('|', t.Any[0].Words)));
        Assert.Equal(["物业", "two|words"], sought.None.Select(t => string.Join('|', t.Any[0].Words)));
        Assert.Equal("light", sought.All[2].Any[1].Words[0]);
        Assert.True(Sought.Read("-物业").IsNothing);
        Assert.True(Sought.Read(" *(\"^: ").IsNothing);
    }
}
