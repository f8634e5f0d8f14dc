using Forum.Domain.Register;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Register;

public class OwnershipTests
{
    private static readonly DateOnly Day = new(2026, 5, 1);
    private static readonly PlaceId Home = New<PlaceId>();
    private static Person Somebody(string name) => Person.Natural(New<PersonId>(), Community.Id, name, new(1970, 1, 1), "0000");

    private static (Person[] People, List<Ownership> Title) Three()
    {
        Person[] people = [Somebody("甲"), Somebody("乙"), Somebody("丙")];
        List<Ownership> title = [];
        foreach (var person in people) title.Add(Ownership.Acquire(Home, person, title, Day).Value);
        return (people, title);
    }

    [Fact]
    public void The_first_on_the_title_votes_until_the_owners_name_another()
    {
        var (people, title) = Three();
        Assert.Equal(people[0].Id, Ownership.VoterOf(title).PersonId);
        Assert.True(Ownership.Name(title, people[2].Id, people[0].Id).Ok);
        Assert.Equal(people[2].Id, Ownership.VoterOf(title).PersonId);
        Assert.Single(title, t => t.Votes);
    }

    [Fact]
    public void Only_whoever_votes_now_passes_it_on()
    {
        var (people, title) = Three();
        Assert.Equal("ownership.not-the-voter", Ownership.Name(title, people[1].Id, people[1].Id).Refusals[0].Code);
        Assert.True(Ownership.Name(title, people[1].Id, null).Ok);
    }

    [Fact]
    public void Somebody_else_cannot_be_named() => Assert.Equal("ownership.not-owner", Ownership.Name(Three().Title, New<PersonId>(), null).Refusals[0].Code);

    [Fact]
    public void The_same_person_stands_once_on_a_title()
    {
        var (people, title) = Three();
        Assert.Equal("ownership.already", Ownership.Acquire(Home, people[0], title, Day).Refusals[0].Code);
    }

    [Fact]
    public void A_title_ends_once_and_takes_the_vote_with_it()
    {
        var (people, title) = Three();
        Assert.Equal("register.until", title[0].End(Day.AddDays(-1)).Refusals[0].Code);
        Assert.True(title[0].End(Day).Ok);
        Assert.Equal("ownership.over", title[0].End(Day).Refusals[0].Code);
        Assert.Equal(people[1].Id, Ownership.VoterOf(title[1..]).PersonId);
    }
}
