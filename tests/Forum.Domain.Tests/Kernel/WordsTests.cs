using Forum.Domain.Kernel;

namespace Forum.Domain.Tests.Kernel;

public class WordsTests
{
    [Theory]
    [InlineData("图书角", "图书角\u200b")]
    [InlineData("A", "Ａ")]
    [InlineData("Plan A", " plan\u00a0\u2003a ")]
    [InlineData("é", "e\u0301")]
    public void What_looks_alike_is_alike(string one, string other) => Assert.Equal(Words.Look(one), Words.Look(other));

    [Theory]
    [InlineData("C", "C++")]
    [InlineData("+1", "-1")]
    [InlineData("一楼", "二楼")]
    [InlineData("ab", "a b")]
    public void What_can_be_told_apart_is_not(string one, string other) => Assert.NotEqual(Words.Look(one), Words.Look(other));
}
