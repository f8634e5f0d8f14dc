using Forum.Domain.Register;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Register;

public class JoiningTests
{
    private static readonly AccountId Joined = New<AccountId>(), Neighbour = New<AccountId>(), Keeper = New<AccountId>();

    private static Joining Made()
    {
        var person = Person.Natural(New<PersonId>(), Community.Id, "王桂英", new(1958, 3, 9), "4412");
        return Joining.Make(New<JoiningId>(), JoinCode.Issue(New<JoinCodeId>(), person, New<PlaceId>(), "h", Noon), Joined, Noon);
    }

    private static Joining Disputed()
    {
        var joining = Made();
        Assert.True(joining.Dispute(Neighbour, "她不会用手机", Noon).Ok);
        return joining;
    }

    [Fact]
    public void Nobody_disputes_their_own() => Assert.Equal("joining.your-own", Made().Dispute(Joined, "x", Noon).Refusals[0].Code);

    [Fact]
    public void One_dispute_at_a_time() => Assert.Equal("joining.disputed-already", Disputed().Dispute(Keeper, "x", Noon).Refusals[0].Code);

    [Fact]
    public void Neither_side_settles_it()
    {
        Assert.Equal("joining.own-matter", Disputed().Settle(Joined, false, "x", Noon).Refusals[0].Code);
        Assert.Equal("joining.own-matter", Disputed().Settle(Neighbour, true, "x", Noon).Refusals[0].Code);
    }

    [Fact]
    public void Upheld_it_ends_and_rejected_it_holds_and_may_be_disputed_anew()
    {
        var (upheld, rejected) = (Disputed(), Disputed());
        Assert.True(upheld.Settle(Keeper, true, "上门核实，不是本人", Noon).Ok);
        Assert.Equal(Noon, upheld.EndedAt);
        Assert.Equal("joining.ended", upheld.Dispute(Neighbour, "x", Noon).Refusals[0].Code);
        Assert.True(rejected.Settle(Keeper, false, "本人来过", Noon).Ok);
        Assert.Null(rejected.EndedAt);
        Assert.True(rejected.Dispute(Neighbour, "还是不对", Noon).Ok);
    }
}
