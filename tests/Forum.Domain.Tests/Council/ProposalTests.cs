using CsCheck;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Moderation;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

public class ProposalTests
{
    private static Markup Text(string words) => new(words, $"<p>{words}</p>");

    private static Proposal Published((ConcernId, DateTimeOffset)? from = null) =>
        Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text("By the door."), Lin, from, null, ProposalPlan.Usual, Noon).Value;

    private static Comment Said(Proposal proposal, Comment? to = null) =>
        Comment.Say(New<CommentId>(), Community.Id, proposal.Id, proposal.NextComment().Value, proposal.Versions.Count, to, Stance.For, Text("Yes."), Lin, Noon).Value;

    [Fact]
    public void It_is_discussed_from_its_publication_and_keeps_the_day_of_its_concern()
    {
        var proposal = Published((New<ConcernId>(), Noon.AddDays(-9)));
        Assert.Equal([(MatterStation.Raised, Noon.AddDays(-9)), (MatterStation.Proposed, Noon), (MatterStation.Discussed, Noon)], proposal.Stops.Select(s => (s.Station, s.At)));
        Assert.Equal(Noon.AddDays(30 + 7 + 14 + 3), proposal.Stops[^1].Until);
    }

    [Fact]
    public void Whoever_endorsed_cannot_again_and_can_take_it_back_once()
    {
        var proposal = Published();
        var mine = proposal.Endorse(Sun, false, Noon).Value;
        Assert.Equal("proposal.endorsed", proposal.Endorse(Sun, true, Noon).Refusals[0].Code);
        Assert.Equal(1, proposal.Endorsed);
        Assert.True(proposal.Withdraw(mine).Ok);
        Assert.Equal("proposal.not-endorsed", proposal.Withdraw(null).Refusals[0].Code);
        Assert.Equal(0, proposal.Endorsed);
    }

    [Fact]
    public void An_endorsement_is_of_the_text_that_was_read()
    {
        var proposal = Published();
        Assert.True(proposal.Revise(Lin, Text("By the lift."), Noon).Ok);
        var stale = proposal.Endorse(Sun, false, Noon, 1).Refusals[0];
        Assert.Equal("proposal.newer-text", stale.Code);
        Assert.Equal([("read", 1), ("version", 2)], stale.Facts.Select(f => (f.Name, (int)f.Value)));
        foreach (var none in new[] { 0, 3 }) Assert.Equal("version.unknown", proposal.Endorse(Sun, false, Noon, none).Refusals[0].Code);
        Assert.Equal("proposal.endorsed", proposal.Endorse(Sun, true, Noon, 1).Refusals[0].Code);
        Assert.Equal(0, proposal.Endorsed);
        Assert.Equal(2, proposal.Endorse(Sun, false, Noon, 2).Value.Version);
    }

    [Fact]
    public void What_was_endorsed_and_said_stays_with_its_version()
    {
        var proposal = Published();
        var (endorsed, said) = (proposal.Endorse(Sun, false, Noon).Value, Said(proposal));
        Assert.True(proposal.Revise(Lin, Text("By the lift."), Noon).Ok);
        Assert.Equal((1, 1, 2), (endorsed.Version, said.Version, Said(proposal).Version));
        Assert.Equal(["By the door.", "By the lift."], proposal.Versions.Select(v => v.Body.Source));
    }

    [Fact]
    public void The_text_freezes_when_the_poll_opens_and_the_talk_ends_with_its_result()
    {
        var proposal = Published();
        var mine = proposal.Endorse(Sun, false, Noon).Value;
        proposal.Reach(MatterStation.Voted, Noon, Noon.AddDays(7));
        Assert.Equal("proposal.frozen", proposal.Revise(Lin, Text("Other"), Noon).Refusals[0].Code);
        Assert.Equal("proposal.frozen", proposal.Endorse(Lin, false, Noon).Refusals[0].Code);
        Assert.Equal("proposal.frozen", proposal.Withdraw(mine).Refusals[0].Code);
        Assert.Equal(1, proposal.NextComment().Value);
        proposal.Reach(MatterStation.OnNotice, Noon, null);
        Assert.Equal("talk.over", proposal.NextComment().Refusals[0].Code);
        Assert.Equal((1, 1, 1), (proposal.Comments, proposal.Endorsed, proposal.Versions.Count));
    }

    [Fact]
    public void Whatever_it_is_told_the_road_never_goes_back() =>
        Gen.Enum<MatterStation>().List[0, 12].Sample(told =>
        {
            var proposal = Published();
            foreach (var station in told)
            {
                var before = proposal.Station;
                proposal.Reach(station, Noon, null);
                Assert.Equal(station > before ? station : before, proposal.Station);
            }
            Assert.Equal(proposal.Stops.Select(s => s.Station).Distinct().Order(), proposal.Stops.Select(s => s.Station));
        });

    [Fact]
    public void Only_the_author_writes_a_version_and_not_the_same_twice()
    {
        var proposal = Published();
        Assert.Equal("proposal.not-yours", proposal.Revise(Sun, Text("Mine"), Noon).Refusals[0].Code);
        Assert.Equal("proposal.same", proposal.Revise(Lin, Text("By the door."), Noon).Refusals[0].Code);
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    public void A_comment_ends_at_four_thousand(int length, bool ok) =>
        Assert.Equal(ok, Comment.Say(New<CommentId>(), Community.Id, New<ProposalId>(), 1, 1, null, Stance.Neither, Text(new('a', length)), Lin, Noon).Ok);

    [Fact]
    public void A_hidden_comment_is_hidden_once_by_somebody_else_and_nobody_agrees_any_more()
    {
        var said = Said(Published());
        Outcome<HidingEntry> Hide(Byline by) => HidingEntry.Hide(New<HidingId>(), "2026-000001", said, Community.Id, null, HouseRule.Other, "An insult", by, [], null, Noon);
        Assert.Equal("hiding.own-text", Hide(Lin).Refusals[0].Code);
        Assert.True(Hide(Sun).Ok);
        Assert.Equal("hiding.before", Hide(Sun).Refusals[0].Code);
        Assert.False(said.Agree(Sun.AccountId, false).Ok);
    }
}
