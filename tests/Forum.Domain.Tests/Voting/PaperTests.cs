using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Voting;

/// <summary>Ballot papers: two people who must agree, one roll for all channels, and which of two ballots stands.</summary>
public class PaperTests
{
    private static readonly AccountId Anna = New<AccountId>(), Bo = New<AccountId>();
    private static readonly DateTimeOffset Closes = Noon.AddDays(1);

    private static (Poll Poll, IReadOnlyList<RollLine> Roll) Opened(ChannelRule rule = ChannelRule.Last, bool secret = false)
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Closes, Noon).Value;
        Assert.True(poll.TakePapers(rule, TimeSpan.FromHours(6)).Ok);
        if (secret) Assert.True(poll.KeepSecret("ab").Ok);
        var roll = ElectoralRoll.OfHeads(poll.Id, Enumerable.Range(0, 12).Select(i => new RollEntry(New<VoterId>(), $"{i}")));
        Assert.True(poll.Open(roll, Noon).Ok);
        return (poll, roll);
    }

    internal static PaperFacts Given(double hours, Channel channel = Channel.Paper, string? witness = null, string? scan = "ff") => new(channel, Noon.AddHours(hours), witness, scan);

    internal static Ballot? Agreed(Poll poll, RollLine line, Ballot? before, Choice said, PaperFacts facts)
    {
        var paper = new BallotPaper(poll, "S", 1, line);
        Assert.Equal(PaperStep.Waits, paper.Enter(poll, Anna, [], said, facts, Noon.AddHours(20)).Value);
        Assert.Equal(PaperStep.Agreed, paper.Enter(poll, Bo, [], said, null, Noon.AddHours(21)).Value);
        var ballot = poll.Take(paper, line, before, said, "r2");
        Assert.Equal(ballot is null ? PaperState.Superseded : PaperState.Counted, paper.State);
        return ballot;
    }

    [Fact]
    public void It_counts_when_two_people_read_the_same()
    {
        var (poll, roll) = Opened();
        var ballot = Agreed(poll, roll[0], null, Choice.No, Given(1, Channel.Desk, "Old Mr Wu"))!;
        Assert.Equal((Choice.No, Channel.Desk, Noon.AddHours(1), 1, 1), (ballot.Choice, ballot.Channel, ballot.CastAt, ballot.Version, poll.Voted));
    }

    [Fact]
    public void Read_differently_it_is_as_if_nobody_had()
    {
        var (poll, roll) = Opened();
        var paper = new BallotPaper(poll, "S", 1, roll[0]);
        Assert.Equal(PaperStep.Waits, paper.Enter(poll, Anna, [], Choice.Yes, Given(1), Noon.AddHours(2)).Value);
        Assert.Equal(PaperStep.Differs, paper.Enter(poll, Bo, [], Choice.No, null, Noon.AddHours(2)).Value);
        Assert.Equal((PaperState.Printed, null, 1), (paper.State, paper.Read, paper.Differed));
        // What nobody can read is spoilt when both say so; one is not enough.
        Assert.Equal(PaperStep.Waits, paper.Enter(poll, Bo, [], null, Given(1), Noon.AddHours(3)).Value);
        Assert.Equal(PaperStep.Agreed, paper.Enter(poll, Anna, [], null, null, Noon.AddHours(3)).Value);
    }

    [Fact]
    public void Whoever_comes_second_may_dispute_how_it_came()
    {
        var (poll, roll) = Opened();
        var paper = new BallotPaper(poll, "S", 1, roll[0]);
        // Of a paper that nobody has entered there is nothing to dispute.
        Assert.Equal("paper.channel", paper.Enter(poll, Anna, [], null, null, Noon.AddHours(2), true).Refusals[0].Code);
        paper.Enter(poll, Anna, [], null, Given(1), Noon.AddHours(2));
        Assert.Equal(PaperStep.Differs, paper.Enter(poll, Bo, [], null, null, Noon.AddHours(2), true).Value);
        Assert.Equal((PaperState.Printed, null, 1), (paper.State, paper.Read, paper.Differed));
    }

    [Fact]
    public void A_time_as_people_write_it_in_the_minute_of_the_opening_is_in_time()
    {
        var (poll, roll) = Opened();
        Assert.Equal(PaperStep.Waits, new BallotPaper(poll, "S", 1, roll[0]).Enter(poll, Anna, [], Choice.Yes, Given(0) with { GivenAt = Noon.AddSeconds(-59) }, Noon.AddHours(2)).Value);
    }

    [Fact]
    public void None_is_printed_once_voting_has_ended()
    {
        var (poll, _) = Opened();
        Assert.True(poll.Print(Poll.MostPapers, Closes.AddTicks(-1)).Ok);
        Assert.Equal("paper.count", poll.Print(Poll.MostPapers + 1, Noon).Refusals[0].Code);
        Assert.Equal("paper.voting-ended", poll.Print(1, Closes).Refusals[0].Code);
    }

    [Fact]
    public void Neither_the_same_person_twice_nor_the_voter()
    {
        var (poll, roll) = Opened();
        var paper = new BallotPaper(poll, "S", 1, roll[0]);
        Assert.Equal("paper.own", paper.Enter(poll, Anna, [roll[0].VoterId], Choice.Yes, Given(1), Noon.AddHours(2)).Refusals[0].Code);
        paper.Enter(poll, Anna, [], Choice.Yes, Given(1), Noon.AddHours(2));
        Assert.Equal("paper.second-person", paper.Enter(poll, Anna, [], Choice.Yes, null, Noon.AddHours(2)).Refusals[0].Code);
        paper.Enter(poll, Bo, [], Choice.Yes, null, Noon.AddHours(2));
        poll.Take(paper, roll[0], null, Choice.Yes, "r");
        Assert.Equal("paper.settled", paper.Enter(poll, Bo, [], Choice.No, Given(1), Noon.AddHours(2)).Refusals[0].Code);
    }

    [Theory]
    [InlineData(1, Channel.Desk, null, "ff", "witness")]
    [InlineData(1, Channel.Door, " ", "ff", "witness")]
    [InlineData(1, Channel.Paper, null, null, "scan")]
    [InlineData(1, Channel.Online, "W", "ff", "channel")]
    [InlineData(-1, Channel.Paper, null, "ff", "givenAt")]
    [InlineData(-0.02, Channel.Paper, null, "ff", "givenAt")]
    [InlineData(24, Channel.Paper, null, "ff", "givenAt")]
    [InlineData(23, Channel.Paper, null, "ff", "givenAt")]
    public void What_stands_on_it_must_be_whole(double hours, Channel channel, string? witness, string? scan, string field)
    {
        var (poll, roll) = Opened();
        // At the twenty-second hour, the twenty-third lies ahead.
        var refused = new BallotPaper(poll, "S", 1, roll[0]).Enter(poll, Anna, [], Choice.Yes, Given(hours, channel, witness, scan), Noon.AddHours(22));
        Assert.Equal([field], refused.Refusals.Select(r => r.Field));
    }

    [Fact]
    public void All_that_is_missing_is_named_at_once()
    {
        var (poll, roll) = Opened();
        var paper = new BallotPaper(poll, "S", 1, roll[0]);
        Assert.Equal(["paper.channel", "paper.given-at-missing", "scan.missing"], paper.Enter(poll, Anna, [], Choice.Yes, new(null, null, null, null), Noon.AddHours(2)).Refusals.Select(r => r.Code));
        paper.Enter(poll, Anna, [], Choice.Yes, Given(1), Noon.AddHours(2));
        Assert.Empty(paper.Lacks(poll, new(null, null, null, null), Noon.AddHours(2)));
    }

    [Theory]
    [InlineData(23.9, null)]
    [InlineData(24, null)]
    [InlineData(29.9, null)]
    [InlineData(30, "paper.entry-ended")]
    public void Papers_given_in_time_are_entered_until_the_declared_hour(double hours, string? refused)
    {
        var (poll, roll) = Opened();
        var entered = new BallotPaper(poll, "S", 1, roll[0]).Enter(poll, Anna, [], Choice.Yes, Given(23), Noon.AddHours(hours));
        Assert.Equal(refused, entered.Ok ? null : entered.Refusals[0].Code);
    }

    [Theory]
    [InlineData(ChannelRule.Last, 2, 3, Channel.Paper)]
    [InlineData(ChannelRule.Last, 3, 2, Channel.Online)]
    [InlineData(ChannelRule.Last, 2, 2, Channel.Paper)]
    [InlineData(ChannelRule.Paper, 2, 3, Channel.Paper)]
    [InlineData(ChannelRule.Paper, 3, 2, Channel.Paper)]
    public void Of_two_ballots_the_declared_one_stands_and_they_count_once(ChannelRule rule, int online, int onPaper, Channel stands)
    {
        var (poll, roll) = Opened(rule);
        var cast = poll.Cast(roll[0], null, New<AccountId>(), Choice.Yes, "r1", Noon.AddHours(online)).Value;
        Agreed(poll, roll[0], cast, Choice.No, Given(onPaper));
        Assert.Equal((stands, stands == Channel.Online ? Choice.Yes : Choice.No, 1), (cast.Channel, cast.Choice, poll.Voted));
    }

    [Fact]
    public void An_older_paper_does_not_replace_a_newer_one_whatever_the_rule()
    {
        var (poll, roll) = Opened(ChannelRule.Paper);
        var newer = Agreed(poll, roll[0], null, Choice.Yes, Given(5));
        Assert.Null(Agreed(poll, roll[0], newer, Choice.No, Given(4)));
        Assert.Equal(Choice.Yes, newer!.Choice);
    }

    [Theory]
    [InlineData(ChannelRule.Last, null)]
    [InlineData(ChannelRule.Paper, "ballot.paper-stands")]
    public void Online_after_a_paper_is_taken_where_the_last_counts(ChannelRule rule, string? refused)
    {
        var (poll, roll) = Opened(rule);
        var paper = Agreed(poll, roll[0], null, Choice.No, Given(1));
        var cast = poll.Cast(roll[0], paper, New<AccountId>(), Choice.Yes, "r", Noon.AddHours(22));
        Assert.Equal(refused, cast.Ok ? null : cast.Refusals[0].Code);
        Assert.Equal(1, poll.Voted);
    }

    [Fact]
    public void A_secret_line_is_spent_on_a_token_or_a_paper_whichever_comes_first()
    {
        var (poll, roll) = Opened(secret: true);
        var paper = poll.GiveOut(roll[0], null, Channel.Desk, (Anna, []), (Bo, []), Noon).Value;
        Assert.Equal("token.paper-given", poll.Issue(roll[0], paper, New<AccountId>(), [1], Noon).Refusals[0].Code);
        Assert.Equal("paper.given-already", poll.GiveOut(roll[0], paper, Channel.Desk, (Anna, []), (Bo, []), Noon).Refusals[0].Code);
        var token = poll.Issue(roll[1], null, New<AccountId>(), [1], Noon).Value;
        Assert.Equal("paper.token-taken", poll.GiveOut(roll[1], token, Channel.Door, (Anna, []), (Bo, []), Noon).Refusals[0].Code);
        Assert.Equal("paper.two-people", poll.GiveOut(roll[2], null, Channel.Desk, (Anna, []), (Anna, []), Noon).Refusals[0].Code);
        Assert.Equal("paper.own", poll.GiveOut(roll[2], null, Channel.Desk, (Anna, [roll[2].VoterId]), (Bo, []), Noon).Refusals[0].Code);
        Assert.Equal("paper.own", poll.GiveOut(roll[2], null, Channel.Desk, (Anna, []), (Bo, [roll[2].VoterId]), Noon).Refusals[0].Code);
        Assert.Equal("paper.voting-ended", poll.GiveOut(roll[2], null, Channel.Desk, (Anna, []), (Bo, []), Closes).Refusals[0].Code);
        Assert.Equal(2, poll.Voted);
    }

    [Fact]
    public void A_secret_paper_tells_neither_when_nor_before_whom()
    {
        var (poll, _) = Opened(secret: true);
        var paper = new BallotPaper(poll, "S", 1, null);
        Assert.True(paper.Enter(poll, Anna, [], Choice.Yes, Given(1, Channel.Door, "W"), Noon.AddHours(2)).Ok);
        Assert.Equal((Channel.Door, null, null, null), (paper.Channel, paper.GivenAt, paper.Witness, paper.Scan));
    }

    [Fact]
    public void While_a_paper_waits_for_its_second_person_only_time_closes()
    {
        var (poll, _) = Opened();
        Assert.Equal("poll.papers-wait", poll.Close(default, default, default, Closes, new(0, 0, 0, 0, Unconfirmed: 1)).Refusals[0].Code);
        Assert.True(poll.Close(default, default, default, Closes.AddHours(6), new(0, 0, 0, 0, Unconfirmed: 1)).Ok);
    }

    [Fact]
    public void Channels_that_do_not_add_up_are_a_defect_not_a_result()
    {
        var (poll, _) = Opened();
        Assert.Throws<InvalidOperationException>(() => poll.Close(new(2, 0), new(1, 0), default, Closes, new(1, 1, 0, 0)));
        Assert.NotEqual(PollState.Closed, poll.State);
    }

    [Fact]
    public void What_was_not_declared_before_opening_is_refused()
    {
        var poll = Poll.SetUp(New<PollId>(), "2026-000001", Community, "Shall we?", null, DecisionRules.Of("residents")!, Lin, Closes, Noon).Value;
        var roll = ElectoralRoll.OfHeads(poll.Id, [new RollEntry(New<VoterId>(), "1")]);
        poll.Open(roll, Noon);
        Assert.Equal("poll.opened", poll.TakePapers(ChannelRule.Last, TimeSpan.Zero).Refusals[0].Code);
        Assert.Equal("paper.none", poll.Print(1, Noon).Refusals[0].Code);
        Assert.Equal("paper.none", new BallotPaper(poll, "S", 1, roll[0]).Enter(poll, Anna, [], Choice.Yes, Given(1), Noon.AddHours(2)).Refusals[0].Code);
    }
}
