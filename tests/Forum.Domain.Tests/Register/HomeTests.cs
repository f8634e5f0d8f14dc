using Forum.Domain.Register;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Register;

public class HomeTests
{
    [Theory]
    [InlineData(0, "x", "home.area")]
    [InlineData(1_000_001, "x", "home.area")]
    [InlineData(9_000, " ", "reason.missing")]
    [InlineData(8_950, "x", "home.same-area")]
    public void An_area_is_not_corrected(long area, string reason, string code)
    {
        var home = Home.Enter(New<PlaceId>(), Community.Id, 8_950).Value;
        Assert.Equal(code, home.CorrectArea(area, reason).Refusals[0].Code);
        Assert.Equal((8_950, null), (home.Area, home.AreaReason));
    }

    [Fact]
    public void A_corrected_area_keeps_its_reason()
    {
        var home = Home.Enter(New<PlaceId>(), Community.Id, 8_950).Value;
        Assert.True(home.CorrectArea(9_125, " 产权证 ").Ok);
        Assert.Equal((9_125, "产权证"), (home.Area, home.AreaReason));
    }
}
