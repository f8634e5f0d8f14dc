using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Organisation;

public class PlaceTests
{
    [Fact]
    public void A_moved_building_takes_its_homes_and_everybodys_scope_along()
    {
        var (one, two) = (Community.Add(New<PlaceId>(), "g1", "Grid 1").Value, Community.Add(New<PlaceId>(), "g2", "Grid 2").Value);
        var building = one.Add(New<PlaceId>(), "b1", "Building 1").Value;
        var home = building.Add(New<PlaceId>(), "h0101", "101").Value;
        var worker = new Caller(New<AccountId>(), null, "Sun", Community.Id, [new(Role.GridWorker, one.Id, one.Path, "Grid 1")]);
        Assert.True(worker.May(Right.SeeQueue, home.Path));
        Assert.True(building.MoveTo(two, [building, home]).Ok);
        Assert.Equal("yl/c1/g2/b1/h0101/", home.Path);
        Assert.False(worker.May(Right.SeeQueue, home.Path));
    }

    [Fact]
    public void A_building_stays_in_its_community()
    {
        var building = Community.Add(New<PlaceId>(), "g1", "g").Value.Add(New<PlaceId>(), "b1", "b").Value;
        Assert.Equal("place.other-community", building.MoveTo(Neighbours.Add(New<PlaceId>(), "g1", "g").Value, []).Refusals[0].Code);
    }

    [Fact]
    public void A_place_whose_code_begins_like_another_is_not_within_it()
    {
        var (one, eleven) = (Community.Add(New<PlaceId>(), "g1", "g").Value, Community.Add(New<PlaceId>(), "g11", "g").Value);
        var worker = new Caller(New<AccountId>(), null, "Sun", Community.Id, [new(Role.GridWorker, one.Id, one.Path, "")]);
        Assert.False(worker.May(Right.SeeQueue, eleven.Path));
    }

    [Fact]
    public void Levels_of_the_party_organisation_follow_the_places()
    {
        var street = PartyUnit.Found(New<PartyUnitId>(), null, Street, "s").Value;
        Assert.True(PartyUnit.Found(New<PartyUnitId>(), street, Community, "c").Ok);
        Assert.Equal("party-unit.level-mismatch", PartyUnit.Found(New<PartyUnitId>(), street, Street, "x").Refusals[0].Code);
    }

    [Fact]
    public void No_party_role_carries_a_right_over_polls()
    {
        Role[] party = [Role.CommunitySecretary, Role.GridSecretary, Role.BuildingLeader, Role.HouseholdMember];
        Right[] polls = [Right.HoldPoll, Right.HoldOwnersPoll, Right.Vote, Right.Decide];
        Assert.All(party, role => Assert.All(polls, right => Assert.False(Rights.Carries(role, right))));
    }
}
