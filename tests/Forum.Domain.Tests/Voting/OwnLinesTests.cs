using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

/// <summary>Which of several lines of one roll somebody acts for, and looks at.</summary>
public class OwnLinesTests
{
    private static readonly Poll Poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("households-assembly")!, Lin, Noon.AddDays(7), Noon).Value;
    private static readonly RollLine First = new(Poll.Id, New<VoterId>(), "1-101", 0), Second = new(Poll.Id, New<VoterId>(), "2-202", 0);
    private static readonly OwnLines None = new([]), One = new([First]), Two = new([First, Second]);

    [Fact]
    public void The_only_line_need_not_be_named_and_of_several_one_is()
    {
        Assert.Same(First, One.Meant(null).Value);
        Assert.Same(Second, Two.Meant(Second.VoterId).Value);
        Assert.Null(None.Meant(null).Value);
        var refusal = Two.Meant(null).Refusals[0];
        Assert.Equal(("poll.which-line", "line", "1-101 · 2-202"), (refusal.Code, refusal.Field, refusal.Facts[0].Value));
    }

    [Fact]
    public void Somebody_elses_line_is_none()
    {
        foreach (var own in new[] { None, One, Two }) Assert.Null(own.Meant(New<VoterId>()).Value);
        Assert.Null(One.Shown(Second.VoterId, _ => false));
    }

    [Fact]
    public void The_first_that_has_not_voted_is_looked_at()
    {
        Assert.Same(First, Two.Shown(null, _ => false));
        Assert.Same(Second, Two.Shown(null, l => l == First));
        Assert.Same(First, Two.Shown(null, _ => true));
        Assert.Same(First, Two.Shown(First.VoterId, l => l == First));
    }

    [Fact]
    public void What_is_chosen_for_one_line_is_kept_for_it_alone()
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000002", Community, "Shall we?", null, DecisionRules.Of("households-assembly")!, Lin, Noon.AddDays(7), Noon).Value;
        Assert.True(poll.Open([First, Second], Noon).Ok);
        var account = New<AccountId>();
        var (one, two) = (poll.Keep(First, null, null, account, Choice.Yes, Noon).Value, poll.Keep(Second, null, null, account, Choice.No, Noon).Value);
        Assert.Equal((First.VoterId, "yes", Second.VoterId, "no"), (one.VoterId, one.Answer, two.VoterId, two.Answer));
        two.Remind();
        Assert.Equal([new ChoiceNotConfirmed(Community.Id, poll.Id, account, Second.VoterId)], two.TakeEvents());
    }
}
