using Forum.Domain.Register;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Register;

public class PersonTests
{
    [Theory]
    [InlineData("2008-05-12", "2026-05-12", true)]
    [InlineData("2008-05-13", "2026-05-12", false)]
    [InlineData("2008-02-29", "2026-02-28", false)]
    [InlineData("2008-02-29", "2026-03-01", true)]
    [InlineData("1940-01-01", "2026-05-12", true)]
    public void Eighteen_is_reached_on_the_birthday(string born, string day, bool adult) =>
        Assert.Equal(adult, Person.Natural(New<PersonId>(), Community.Id, "n", DateOnly.Parse(born), null).IsAdultOn(DateOnly.Parse(day)));

    [Fact]
    public void A_company_is_no_adult() => Assert.False(Person.Company(New<PersonId>(), Community.Id, "n").IsAdultOn(new(2026, 1, 1)));
}
