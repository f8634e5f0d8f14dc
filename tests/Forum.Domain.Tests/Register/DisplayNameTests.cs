using Forum.Domain.Register;

namespace Forum.Domain.Tests.Register;

public class DisplayNameTests
{
    [Theory]
    [InlineData("林")]
    [InlineData("三号楼的老张")]
    [InlineData("Old Zhang 3-2")]
    public void Free(string name) => Assert.Null(DisplayName.Check(name, "张三", []));

    [Theory]
    [InlineData("居委会小王")]
    [InlineData("社 区 书 记")]
    [InlineData("Ａｄｍｉｎ")]
    [InlineData("陈立")]
    [InlineData("陈·立")]
    public void Reserved(string name) => Assert.Equal("displayName.reserved", DisplayName.Check(name, "张三", ["陈立"])?.Code);

    [Fact]
    public void Ones_own_verified_name_always_may() => Assert.Null(DisplayName.Check("陈立", "陈立", ["陈立"]));

    [Theory]
    [InlineData("")]
    [InlineData("· ·")]
    public void Nothing_is_no_name(string name) => Assert.Equal("displayName.missing", DisplayName.Check(name, "张三", [])?.Code);

    [Theory]
    [InlineData("张\u200b三")]
    [InlineData("张\u202e三")]
    public void Invisible_signs_are_refused(string name) => Assert.Equal("text.unreadable", DisplayName.Check(name, "李四", [])?.Code);
}
