using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

public class ProposalTests
{
    private static Proposal Published() =>
        Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "Title", new("Body", "<p>Body</p>"), Lin, null, ProposalRules.Usual, Noon).Value;

    [Fact]
    public void An_endorsement_is_pinned_to_its_version()
    {
        var proposal = Published();
        Assert.Equal(1, proposal.Endorse(Sun, false, Noon).Value.Version);
        proposal.Revise(Lin, new("New", "<p>New</p>"), Noon);
        Assert.Equal(2, proposal.Endorse(Lin, false, Noon).Value.Version);
        Assert.Equal("Body", proposal.Versions[0].Body.Source);
    }

    [Fact]
    public void Only_the_author_revises() => Assert.Equal("proposal.not-yours", Published().Revise(Sun, new("x", "x"), Noon).Refusals[0].Code);

    [Fact]
    public void From_its_poll_on_it_is_frozen()
    {
        var proposal = Published();
        var own = proposal.Endorse(Sun, false, Noon).Value;
        proposal.Reach(MatterStation.Voted, Noon, null);
        Assert.All([proposal.Revise(Lin, new("x", "x"), Noon).Ok, proposal.Endorse(Lin, false, Noon).Ok, proposal.Withdraw(own).Ok, proposal.NextComment().Ok], Assert.False);
    }

    [Fact]
    public void It_never_goes_back() => Gen.Int[1, 9].Select(n => (MatterStation)n).Array[1, 20].Sample(way =>
    {
        var (proposal, furthest) = (Published(), MatterStation.Discussed);
        foreach (var station in way)
        {
            proposal.Reach(station, Noon, null);
            furthest = (MatterStation)Math.Max((int)furthest, (int)station);
        }
        return proposal.Station == furthest && proposal.Stops.Select(s => s.Station).Distinct().Count() == proposal.Stops.Count;
    });

    [Fact]
    public void The_threshold_is_reached_once()
    {
        var proposal = Published();
        for (var i = 0; i < 7; i++) proposal.Endorse(Lin with { AccountId = New<AccountId>() }, false, Noon);
        Assert.Single(proposal.TakeEvents().OfType<ProposalEndorsed>(), e => e.Ready);
    }

    [Fact]
    public void Nobody_agrees_with_themselves_or_twice()
    {
        var comment = Comment.Say(New<CommentId>(), Community.Id, New<ProposalId>(), 1, 1, null, Stance.For, new("Yes", "<p>Yes</p>"), Lin, Noon).Value;
        Assert.Equal("comment.own", comment.Agree(Lin.AccountId, false).Refusals[0].Code);
        Assert.Equal("comment.agreed", comment.Agree(Sun.AccountId, true).Refusals[0].Code);
        Assert.True(comment.Agree(Sun.AccountId, false).Ok);
    }
}
