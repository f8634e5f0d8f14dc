using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

public class AmendmentTests
{
    private static readonly Byline Wang = new(New<AccountId>(), "Wang", Role.Owner, "Building 2"), Director = new(New<AccountId>(), "Zhou", Role.CommitteeDirector, "Committee");

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");

    private static Proposal Published() => Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text("By the door."), Lin, null, null, ProposalPlan.Usual, Noon).Value;

    private static Outcome<Amendment> Put(Proposal proposal, string words = "By the lift.", int from = 1, Byline? by = null) =>
        Amendment.Put(New<AmendmentId>(), 1, proposal, from, Text(words), "Nearer", by ?? Wang, Noon);

    [Fact]
    public void Accepted_whole_it_becomes_a_version_with_credit()
    {
        var proposal = Published();
        var amendment = Put(proposal).Value;
        Assert.Equal(2, amendment.Accept(proposal, Lin, false, null, Noon).Value);
        Assert.Equal((amendment.Id, "By the lift.", Lin), (proposal.Versions[1].AmendmentId!.Value, proposal.Versions[1].Body.Source, proposal.Versions[1].By));
        Assert.Equal((AmendmentEnd.Accepted, 2), (amendment.Settlement!.End, amendment.Settlement.Version));
        Assert.Equal("amendment.settled", amendment.Decline(proposal, Lin, false, "no", Noon).Refusals[0].Code);
        Assert.Equal("amendment.settled", amendment.Withdraw(Wang.AccountId, Noon).Refusals[0].Code);
    }

    [Fact]
    public void Accepted_in_part_both_texts_stay()
    {
        var proposal = Published();
        var amendment = Put(proposal).Value;
        Assert.Equal(2, amendment.Accept(proposal, Director, true, (Text("By the lift, a small one."), 1), Noon).Value);
        Assert.Equal((AmendmentEnd.AcceptedInPart, "By the lift.", "By the lift, a small one."), (amendment.Settlement!.End, amendment.Body.Source, proposal.Versions[1].Body.Source));
    }

    [Fact]
    public void One_to_an_older_version_is_taken_over_only_into_the_newest()
    {
        var proposal = Published();
        var amendment = Put(proposal).Value;
        Assert.True(proposal.Revise(Lin, Text("By the door, with a roof."), 1, Noon).Ok);
        Assert.Equal("proposal.moved-on", amendment.Accept(proposal, Lin, false, null, Noon).Refusals[0].Code);
        Assert.Equal("proposal.moved-on", amendment.Accept(proposal, Lin, false, (Text("By the lift, with a roof."), 1), Noon).Refusals[0].Code);
        Assert.Null(amendment.Settlement);
        Assert.Equal(3, amendment.Accept(proposal, Lin, false, (Text("By the lift, with a roof."), 2), Noon).Value);
    }

    [Fact]
    public void Those_who_write_and_the_committee_settle_it_and_nobody_their_own()
    {
        var proposal = Published();
        Assert.Equal("amendment.own-text", Put(proposal, by: Lin).Refusals[0].Code);
        var amendment = Put(proposal).Value;
        Assert.Equal("amendment.authors-settle", amendment.Accept(proposal, Sun, false, null, Noon).Refusals[0].Code);
        var theirs = Put(proposal, by: Director).Value;
        Assert.Equal("amendment.own", theirs.Accept(proposal, Director, true, null, Noon).Refusals[0].Code);
        Assert.Equal("amendment.not-yours", amendment.Withdraw(Sun.AccountId, Noon).Refusals[0].Code);
        Assert.Equal("reason.missing", amendment.Decline(proposal, Lin, false, " ", Noon).Refusals[0].Code);
        proposal.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon);
        Assert.Equal("amendment.authors-settle", amendment.Decline(proposal, Sun, false, "no", Noon).Refusals[0].Code);
        proposal.Join(Sun, Noon);
        Assert.True(amendment.Decline(proposal, Sun, false, "no", Noon).Ok);
    }

    [Fact]
    public void A_frozen_text_takes_none_and_what_was_open_lapses()
    {
        var proposal = Published();
        var (open, done) = (Put(proposal).Value, Put(proposal, "Elsewhere").Value);
        done.Withdraw(Wang.AccountId, Noon);
        proposal.Reach(MatterStation.Voted, Noon, null);
        Assert.Equal("proposal.frozen", open.Accept(proposal, Lin, false, null, Noon).Refusals[0].Code);
        Assert.Equal("proposal.frozen", Put(proposal).Refusals[0].Code);
        open.Lapse(Noon);
        done.Lapse(Noon);
        Assert.Equal((AmendmentEnd.Lapsed, AmendmentEnd.Withdrawn), (open.Settlement!.End, done.Settlement!.End));
    }

    [Fact]
    public void What_changes_nothing_or_a_version_that_is_not_there_is_none()
    {
        Assert.Equal("amendment.same", Put(Published(), "By the door.").Refusals[0].Code);
        Assert.Equal("version.unknown", Put(Published(), from: 2).Refusals[0].Code);
    }

    [Fact]
    public void A_version_begun_from_an_older_one_is_refused_and_a_co_author_signs_their_own()
    {
        var proposal = Published();
        proposal.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon);
        Assert.Equal("proposal.not-yours", proposal.Revise(Sun, Text("Mine"), 1, Noon).Refusals[0].Code);
        proposal.Join(Sun, Noon);
        Assert.True(proposal.Revise(proposal.WriterOf(Sun.AccountId)!, Text("By the lift."), 1, Noon).Ok);
        Assert.Equal(Sun, proposal.Versions[1].By);
        Assert.Equal("proposal.moved-on", proposal.Revise(Lin, Text("By the gate."), 1, Noon).Refusals[0].Code);
        Assert.True(proposal.Revise(Lin, Text("By the gate."), 2, Noon).Ok);
        Assert.True(proposal.End(Sun.AccountId, Sun.AccountId, Noon).Ok);
        Assert.Equal("proposal.not-yours", proposal.Revise(Sun, Text("Mine"), 3, Noon).Refusals[0].Code);
        proposal.Reach(MatterStation.Voted, Noon, null);
        Assert.Equal("proposal.frozen", proposal.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon).Refusals[0].Code);
    }
}
