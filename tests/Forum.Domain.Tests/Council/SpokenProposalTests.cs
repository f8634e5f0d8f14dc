using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Council.Spoken;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>A proposal that somebody wrote down for another: whose it is, and who does its author's acts.</summary>
public class SpokenProposalTests
{
    private static readonly PersonId Zhao = New<PersonId>();

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");

    // Sun holds the pen.
    private static Proposal Spoken() =>
        Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text("By the door."), Sun, null, null, ProposalPlan.Usual, Noon, new Heard(Zhao, "Zhao", "Building 1")).Value;

    private static Byline Another() => Lin with { AccountId = New<AccountId>() };

    [Fact]
    public void The_ledger_names_whoever_spoke_and_the_versions_whose_words_they_are()
    {
        var proposal = Spoken();
        Assert.Equal(Zhao, proposal.TakeEvents().OfType<ProposalWrittenDown>().Single().Person);
        Assert.Equal(Zhao, proposal.SpokenThrough(proposal.Versions[0].By)!.PersonId);
        Assert.Null(proposal.SpokenThrough(Lin));
        Assert.Equal((true, false, false), (proposal.IsPen(Sun.AccountId, null), proposal.IsPen(Lin.AccountId, Zhao), proposal.IsPen(Lin.AccountId, null)));
    }

    [Fact]
    public void The_pen_and_whoever_spoke_do_the_authors_acts_and_nobody_else()
    {
        var proposal = Spoken();
        var own = Another();
        foreach (var (by, person, may) in new[] { (Sun, (PersonId?)null, true), (own, Zhao, true), (Lin, null, false), (Lin, New<PersonId>(), false) })
        {
            Assert.Equal(may, proposal.IsLedBy(by.AccountId, person));
            Assert.Equal(may, proposal.WriterOf(by.AccountId, person) is not null);
            Assert.Equal(may, proposal.Revise(by, Text($"By the door {by.AccountId}."), Noon, person).Ok);
            Assert.Equal(may ? "amendment.own-text" : null, Amendment.Put(New<AmendmentId>(), 1, proposal, 1, Text("By the gate."), "Why", by, Noon, person) is { Ok: false } no ? no.Refusals[0].Code : null);
        }
        Assert.Equal(("Zhao", Role.Resident), (proposal.WriterOf(own.AccountId, Zhao)!.Name, proposal.WriterOf(own.AccountId, Zhao)!.As));
        var into = Proposal.Publish(New<ProposalId>(), "2026-000002", Community, "A seat", Text("Here."), Lin, null, null, ProposalPlan.Usual, Noon).Value;
        Assert.Equal("merger.not-yours", ProposalMerger.Offer(New<ProposalMergerId>(), proposal, into, Another(), "One matter", Noon).Refusals[0].Code);
        Assert.True(ProposalMerger.Offer(New<ProposalMergerId>(), proposal, into, own, "One matter", Noon, Zhao).Ok);
    }

    [Fact]
    public void Taken_back_for_somebody_it_says_by_which_office()
    {
        var (byPen, bySpeaker, byOffice) = (Spoken(), Spoken(), Spoken());
        Assert.Equal("reason.missing", byPen.TakeBack(Sun.AccountId, null, Noon).Refusals[0].Code);
        Assert.True(byPen.TakeBack(Sun.AccountId, "She asked me to.", Noon).Ok);
        Assert.True(bySpeaker.TakeBack(New<AccountId>(), "I moved away.", Noon, Zhao).Ok);
        Assert.Equal("proposal.author-withdraws", byOffice.TakeBack(Lin.AccountId, "Mine", Noon).Refusals[0].Code);
        Assert.True(byOffice.TakeBackFor(Lin, "She asked us to.", Noon).Ok);
        Assert.Equal((Sun.As, null, Lin.As), (byPen.Ending!.As!.Value, bySpeaker.Ending!.As, byOffice.Ending!.As!.Value));
        Assert.Equal("proposal.frozen", byOffice.TakeBackFor(Lin, "Again", Noon).Refusals[0].Code);
        var plain = Proposal.Publish(New<ProposalId>(), "2026-000003", Community, "A seat", Text("Here."), Lin, null, null, ProposalPlan.Usual, Noon).Value;
        Assert.Equal("proposal.not-yours", plain.TakeBackFor(Sun, "Why", Noon).Refusals[0].Code);
    }

    [Fact]
    public void Whoever_spoke_is_not_asked_to_write_along()
    {
        var proposal = Spoken();
        Assert.Equal("coauthor.yourself", proposal.Invite(New<CoAuthorId>(), Sun.AccountId, New<AccountId>(), "Zhao", Noon, null, Zhao).Refusals[0].Code);
        Assert.True(proposal.Invite(New<CoAuthorId>(), New<AccountId>(), Lin.AccountId, "Lin", Noon, Zhao).Ok);
    }
}
