using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

public class SecretPollTests
{
    private static Poll Secret(string preset = "residents")
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of(preset)!, Lin, Noon.AddDays(7), Noon).Value;
        if (preset == "residents") Assert.True(poll.KeepSecret("ab").Ok);
        return poll;
    }

    private static IReadOnlyList<RollLine> Roll(Poll poll, int voters) => ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, voters).Select(i => new RollEntry(New<VoterId>(), $"{i}")));

    [Theory]
    [InlineData(Poll.SmallestSecretRoll - 1, false)]
    [InlineData(Poll.SmallestSecretRoll, true)]
    public void Too_few_cannot_hide_among_each_other(int voters, bool opens)
    {
        var poll = Secret();
        var opened = poll.Open(Roll(poll, voters), Noon);
        Assert.Equal(opens, opened.Ok);
        if (!opens) Assert.Equal("poll.too-few-for-secret", opened.Refusals[0].Code);
    }

    [Fact]
    public void Area_is_nearly_a_name() => Assert.Equal("poll.owners-open", Secret("owners-ordinary").KeepSecret("ab").Refusals[0].Code);

    [Fact]
    public void Once_open_it_is_what_it_is()
    {
        var poll = Secret();
        poll.Open(Roll(poll, 12), Noon);
        Assert.Equal("poll.opened", poll.KeepSecret("cd").Refusals[0].Code);
    }

    [Fact]
    public void A_line_is_spent_once_and_the_same_request_is_answered_alike()
    {
        var poll = Secret();
        var roll = Roll(poll, 12);
        poll.Open(roll, Noon);
        var issued = poll.Issue(roll[0], null, New<AccountId>(), [1, 2], Noon).Value;
        Assert.Same(issued, poll.Issue(roll[0], issued, New<AccountId>(), [1, 2], Noon).Value);
        Assert.Equal("token.already-issued", poll.Issue(roll[0], issued, New<AccountId>(), [1, 3], Noon).Refusals[0].Code);
        Assert.Equal(1, poll.Voted);
    }

    [Fact]
    public void Not_even_with_every_line_spent_does_it_close_early()
    {
        var poll = Secret();
        var roll = Roll(poll, Poll.SmallestSecretRoll);
        poll.Open(roll, Noon);
        foreach (var line in roll) Assert.True(poll.Issue(line, null, New<AccountId>(), [1], Noon).Ok);
        Assert.Equal("poll.closing-not-due", poll.Close(default, default, default, Noon).Refusals[0].Code);
    }

    [Theory]
    [InlineData("yes", VotingMethod.YesNoAbstain, 0, true)]
    [InlineData("maybe", VotingMethod.YesNoAbstain, 0, false)]
    [InlineData("yes", VotingMethod.Plurality, 3, false)]
    [InlineData("2>1=3", VotingMethod.Schulze, 3, true)]
    [InlineData("2>3=1", VotingMethod.Schulze, 3, false)]
    [InlineData("02>1", VotingMethod.Schulze, 3, false)]
    [InlineData("4", VotingMethod.Plurality, 3, false)]
    [InlineData("1:3 2:5", VotingMethod.Score, 3, true)]
    [InlineData("1:3 1:5", VotingMethod.Score, 3, false)]
    [InlineData("1:", VotingMethod.Score, 3, false)]
    [InlineData("", VotingMethod.Approval, 3, false)]
    public void An_answer_is_read_only_as_it_is_written(string text, VotingMethod method, int options, bool read) => Assert.Equal(read, Answer.Read(text, method, options).Ok);
}
