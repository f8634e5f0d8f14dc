using CsCheck;
using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

/// <summary>What a voter chose and did not confirm is kept, is no ballot, and is reminded of once.</summary>
public class UnconfirmedTests
{
    private static (Poll Poll, RollLine Line) Opened(TimeSpan length, bool secret = false)
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Noon + length, Noon).Value;
        if (secret) Assert.True(poll.KeepSecret("hash").Ok);
        var roll = ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, 12).Select(i => new RollEntry(New<VoterId>(), $"{i}")));
        Assert.True(poll.Open(roll, Noon).Ok);
        return (poll, roll[0]);
    }

    [Fact]
    public void It_is_changed_in_place_and_counts_nothing()
    {
        var (poll, line) = Opened(TimeSpan.FromDays(7));
        var first = poll.Keep(line, null, null, New<AccountId>(), Choice.Yes, Noon).Value;
        var changed = poll.Keep(line, null, first, first.AccountId, Choice.No, Noon.AddHours(1)).Value;
        Assert.Same(first, changed);
        Assert.Equal(("no", Noon.AddHours(1), 0), (changed.Answer, changed.KeptAt, poll.Voted));
        Assert.Empty(changed.TakeEvents());
    }

    [Fact]
    public void What_no_ballot_could_say_is_not_kept()
    {
        var (poll, line) = Opened(TimeSpan.FromDays(7));
        Assert.Equal("poll.not-on-roll", poll.Keep(null, null, null, New<AccountId>(), Choice.Yes, Noon).Refusals[0].Code);
        Assert.Equal("poll.closed", poll.Keep(line, null, null, New<AccountId>(), Choice.Yes, poll.ClosesAt).Refusals[0].Code);
        Assert.Equal("choice.wrong", poll.Keep(line, null, null, New<AccountId>(), Answer.Ranked(VotingMethod.Schulze, 2, [[1], [2]]).Value, Noon).Refusals[0].Code);
        var (secret, own) = Opened(TimeSpan.FromDays(7), secret: true);
        Assert.Equal("poll.secret-stays-at-home", secret.Keep(own, null, null, New<AccountId>(), Choice.Yes, Noon).Refusals[0].Code);
    }

    [Fact]
    public void Where_the_paper_stands_nothing_is_kept_that_could_not_be_cast()
    {
        foreach (var rule in Enum.GetValues<ChannelRule>())
        {
            var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Noon.AddDays(7), Noon).Value;
            Assert.True(poll.TakePapers(rule, TimeSpan.Zero).Ok);
            var roll = ElectoralRoll.OfHeads(poll.Id, [new RollEntry(New<VoterId>(), "1")]);
            Assert.True(poll.Open(roll, Noon).Ok);
            var ballot = poll.Cast(roll[0], null, New<AccountId>(), Choice.Yes, "r", Noon).Value;
            Assert.True(poll.Keep(roll[0], ballot, null, New<AccountId>(), Choice.No, Noon).Ok);
            PaperTests.Agreed(poll, roll[0], ballot, Choice.No, PaperTests.Given(1));
            Assert.Equal(rule == ChannelRule.Last, poll.Keep(roll[0], ballot, null, New<AccountId>(), Choice.No, Noon.AddHours(2)).Ok);
        }
    }

    [Fact]
    public void Reminded_a_day_before_closing_or_at_the_half_of_a_shorter_poll() =>
        Gen.Int[1, 90 * 24].Sample(hours =>
        {
            var (poll, line) = Opened(TimeSpan.FromHours(hours));
            var expected = hours >= 48 ? poll.ClosesAt.AddDays(-1) : Noon.AddHours(hours / 2.0);
            var early = poll.Keep(line, null, null, New<AccountId>(), Choice.Yes, Noon).Value;
            Assert.Equal(expected, early.RemindAt);
            // Whoever chooses after that hour has it fresh in mind.
            Assert.Null(poll.Keep(line, null, null, New<AccountId>(), Choice.Yes, expected).Value.RemindAt);
            early.Remind();
            Assert.Null(poll.Keep(line, null, early, early.AccountId, Choice.No, expected.AddTicks(-1)).Value.RemindAt);
            Assert.Equal([new ChoiceNotConfirmed(Community.Id, poll.Id, early.AccountId, line.VoterId)], early.TakeEvents());
        });

    [Fact]
    public void What_another_of_the_home_has_cast_leaves_nothing_to_choose()
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000002", Community, "Shall we?", null, DecisionRules.Of("households-assembly")!, Lin, Noon.AddDays(7), Noon).Value;
        var line = ElectoralRoll.OfHeads(poll.Id, [new RollEntry(New<VoterId>(), "1")])[0];
        Assert.True(poll.Open([line], Noon).Ok);
        var cast = poll.Cast(line, null, New<AccountId>(), Choice.Yes, "r", Noon).Value;
        Assert.Equal("ballot.household-cast", poll.Keep(line, cast, null, New<AccountId>(), Choice.No, Noon).Refusals[0].Code);
        Assert.True(poll.Keep(line, cast, null, cast.AccountId!.Value, Choice.No, Noon).Ok);
    }
}
