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
    [InlineData("")]
    [InlineData(" \u3000\t\n")]
    [InlineData("\u200b\u2060\u00ad\ufe0f\u180e\u034f")]
    [InlineData("\u3164\uffa0\u115f\u1160\u2800")]
    [InlineData("\udb40\udc41")]
    public void What_nobody_sees_is_nothing(string text) => Assert.Equal("title.missing", Words.Check("title", text, 60)?.Code);

    [Theory]
    [InlineData("一")]
    [InlineData(".")]
    [InlineData("👍")]
    [InlineData("e\u0301")]
    [InlineData("𠮷")]
    public void What_can_be_seen_is_something(string text) => Assert.Null(Words.Check("title", text, 60));

    [Theory]
    [InlineData("C", "C++")]
    [InlineData("+1", "-1")]
    [InlineData("一楼", "二楼")]
    [InlineData("ab", "a b")]
    public void What_can_be_told_apart_is_not(string one, string other) => Assert.NotEqual(Words.Look(one), Words.Look(other));
}
