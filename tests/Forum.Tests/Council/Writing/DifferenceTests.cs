using CsCheck;
using Forum.Council.Versions;

namespace Forum.Tests.Council.Writing;

/// <summary>What changed between two texts, as people read it.</summary>
public sealed class DifferenceTests
{
    private static string Shown(string before, string after) => string.Concat(Difference.Between(before, after).Select(p => p.Kind switch { DiffKind.Added => $"[+{p.Text}]", DiffKind.Removed => $"[-{p.Text}]", _ => p.Text }));

    [Theory]
    [InlineData("装一把长椅。", "装两把长椅。", "装[-一][+两]把长椅。")]
    [InlineData("Turn the old shed into a canteen", "Turn the old shed into a library", "Turn the old shed into a [-canteen][+library]")]
    [InlineData("甲\n乙\n丙", "甲\n丙", "甲\n[-乙\n]丙")]
    [InlineData("一\r\n二", "一\n二", "一\n二")]
    [InlineData("", "新", "[+新]")]
    [InlineData("𠮷野家", "𠮷田家", "𠮷[-野][+田]家")]
    [InlineData("红花绿叶", "红色的花鲜嫩的绿叶", "红[+色的]花[+鲜嫩的]绿叶")]
    [InlineData("红色的花鲜嫩的绿叶", "红花绿叶", "红[-色的]花[-鲜嫩的]绿叶")]
    [InlineData("管道走二号楼外墙", "管道单独立杆，离窗十八米", "管道[-走二号楼外墙][+单独立杆，离窗十八米]")]
    public void It_reads_by_words_and_by_characters(string before, string after, string shown) => Assert.Equal(shown, Shown(before, after));

    [Fact]
    public void Whatever_the_texts_are_both_can_be_read_out_of_it() =>
        Gen.Select(Gen.Char["ab 一二。\n"].Array[0, 60], Gen.Char["ab 一二。\n"].Array[0, 60]).Sample((a, b) =>
        {
            var (before, after) = (new string(a), new string(b));
            var pieces = Difference.Between(before, after);
            Assert.Equal(before, string.Concat(pieces.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
            Assert.Equal(after, string.Concat(pieces.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20_000)]
    public void The_longest_and_most_different_texts_still_come_out_whole(int line)
    {
        string Long(char c) => string.Concat(Enumerable.Range(0, 20_000).Select(i => i % line == line - 1 ? '\n' : (char)(c + i % 89)));
        var (before, after) = (Long('一'), Long('丰'));
        var pieces = Difference.Between(before, after);
        Assert.Equal(after, string.Concat(pieces.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
    }
}
