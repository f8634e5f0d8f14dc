using System.Net;
using System.Net.Http.Json;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Domain.Voting;
using Forum.Joining;
using Forum.Register;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Register;

/// <summary>The register through the real application: who keeps it, who sees it, and what it changes at once.</summary>
public sealed class RegisterTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private DateOnly Today => _host.Today;

    private Task<PlaceId> BuildingAsync(string name) => _host.DbAsync(db => db.Places.Where(p => p.Name == name && p.Level == PlaceLevel.Building && db.Places.Any(c => c.Id == p.CommunityId && c.Name == "梧桐里社区")).Select(p => p.Id).SingleAsync());

    [Fact]
    public async Task Homes_are_entered_a_building_at_a_time_and_each_name_once()
    {
        var building = await BuildingAsync("1号楼");
        Assert.Equal(2, (await _host.SendAsync("director", new EnterHomes(building, "1号楼9901室 89.5\n1号楼9902室 120"))).Value);
        Assert.Equal("homes.twice", (await _host.SendAsync("director", new EnterHomes(building, "1号楼9901室 60"))).Refusals[0].Code);
        Assert.Equal("homes.line", (await _host.SendAsync("director", new EnterHomes(building, "1号楼9903室 很大"))).Refusals[0].Code);
        Assert.Equal("forbidden", (await _host.SendAsync("grid.worker", new EnterHomes(building, "1号楼9904室 60"))).Refusals[0].Code);
        Assert.Equal("not-found", (await _host.SendAsync("director.b", new EnterHomes(building, "1号楼9904室 60"))).Refusals[0].Code);
    }

    [Fact]
    public async Task An_area_is_corrected_with_a_reason_by_who_keeps_the_register()
    {
        var home = (await _host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        Assert.Equal("forbidden", (await _host.SendAsync("lin", new CorrectArea(home, 8_000, "x"))).Refusals[0].Code);
        Assert.Equal("not-found", (await _host.SendAsync("director.b", new CorrectArea(home, 8_000, "x"))).Refusals[0].Code);
        var page = await (await Browser.SignedInAsync(_host, "director")).GoAsync($"/register/homes/{home}");
        await page.PostAsync("area", new() { ["area"] = "很大", ["reason"] = "" });
        Assert.Contains("请写理由", page.Text);
        Assert.Contains("面积要大于零", page.Text);
        await page.PostAsync("area", new() { ["area"] = "91.25", ["reason"] = "产权证上是这个数" });
        Assert.Contains("91.25", page.Text);
        Assert.Contains("面积更正过：产权证上是这个数", page.Text);
        Assert.Equal("home.same-area", (await _host.SendAsync("director", new CorrectArea(home, 9_125, "x"))).Refusals[0].Code);
        Assert.Empty(await _host.CheckAsync());
    }

    [Fact]
    public async Task Whoever_moves_out_is_no_resident_from_that_day()
    {
        var home = (await _host.SendAsync("wu", new GetMyHome())).Value;
        Assert.True((await _host.SendAsync("director", new EndResidency(home.Homes[0].HomeId, home.Entry!.PersonId, Today))).Ok);
        Assert.Empty((await _host.SendAsync("wu", new GetMyHome())).Value.Homes);
        var refused = await (await _host.ApiAsync("wu")).PostAsJsonAsync("/api/v1/concerns", new { category = "other", title = "t", body = "b", visibility = "public" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_home_with_two_owners_has_one_ballot_and_the_owners_say_whose()
    {
        var home = (await _host.SendAsync("lin", new GetMyHome())).Value;
        var mine = home.Homes[0];
        var other = (await _host.SendAsync("director", new EnterOwner(mine.HomeId, null, new("孙伟", new(1975, 2, 3), "1234"), Today))).Value;
        Assert.Equal("not-found", (await _host.SendAsync("chen", new NameVoter(mine.HomeId, other))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("lin", new NameVoter(mine.HomeId, other))).Ok);
        Assert.Equal("ownership.not-the-voter", (await _host.SendAsync("lin", new NameVoter(mine.HomeId, home.Entry!.PersonId))).Refusals[0].Code);

        var poll = (await _host.SendAsync("owners.chair", new SetUpPoll("是否更换电梯？", null, "yes-no-abstain", "owners-ordinary", "open", _host.Now().AddDays(5)))).Value;
        Assert.True((await _host.SendAsync("owners.chair", new OpenPoll(poll))).Ok);
        Assert.True(await _host.DbAsync(db => db.Set<RollLine>().AnyAsync(l => l.PollId == poll && l.VoterId == VoterId.Of(other))));
        Assert.False(await _host.DbAsync(db => db.Set<RollLine>().AnyAsync(l => l.PollId == poll && l.VoterId == VoterId.Of(home.Entry!.PersonId))));
    }

    [Theory]
    [InlineData("lin")]
    [InlineData("grid.worker")]
    [InlineData("property")]
    [InlineData("auditor")]
    [InlineData("street")]
    public async Task The_register_is_open_to_its_keepers_alone(string who)
    {
        var home = (await _host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        var api = await _host.ApiAsync(who);
        foreach (var path in new[] { "register/homes?find=1", $"register/homes/{home}" })
            Assert.Contains((await api.GetAsync($"/api/v1/{path}")).StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        Assert.Equal(HttpStatusCode.NotFound, (await (await _host.ApiAsync("director.b")).GetAsync($"/api/v1/register/homes/{home}")).StatusCode);
    }
}
