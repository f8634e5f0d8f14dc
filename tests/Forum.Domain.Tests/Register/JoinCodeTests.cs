using Forum.Domain.Register;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Register;

public class JoinCodeTests
{
    private static readonly DateOnly Born = new(1958, 3, 9);
    private static readonly Person Wang = Person.Natural(New<PersonId>(), Community.Id, "王桂英", Born, "4412");

    private static JoinCode Code() => JoinCode.Issue(New<JoinCodeId>(), Wang, New<PlaceId>(), new string('a', 64), Noon);

    [Fact]
    public void The_register_s_date_of_birth_opens_it() => Assert.True(Code().Try(Wang, Born, Noon).Ok);

    [Fact]
    public void Four_wrong_dates_leave_it_open_and_the_fifth_locks_it()
    {
        var code = Code();
        for (var i = 0; i < 4; i++) Assert.False(code.Try(Wang, Born.AddDays(1), Noon).Ok);
        Assert.True(code.Try(Wang, Born, Noon).Ok);
        Assert.False(code.Try(Wang, null, Noon).Ok);
        Assert.Equal((JoinCodeEnd.Locked, null), (code.End, code.OpenFor));
        Assert.False(code.Try(Wang, Born, Noon).Ok);
    }

    [Fact]
    public void A_spent_an_expired_and_a_wrong_one_read_alike()
    {
        var (spent, expired, wrong) = (Code(), Code(), Code());
        spent.Close(JoinCodeEnd.Used);
        Assert.Equal(spent.Try(Wang, Born, Noon).Refusals, wrong.Try(Wang, Born.AddYears(1), Noon).Refusals);
        Assert.Equal(spent.Try(Wang, Born, Noon).Refusals, expired.Try(Wang, Born, Noon + JoinCode.Lifetime).Refusals);
    }

    [Fact]
    public void Somebody_without_a_date_on_the_register_cannot_be_guessed()
    {
        var company = Person.Company(New<PersonId>(), Community.Id, "云岭置业");
        Assert.False(JoinCode.Issue(New<JoinCodeId>(), company, New<PlaceId>(), "h", Noon).Try(company, null, Noon).Ok);
    }
}
