using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.Council.HallSamples;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>Joining by consent: the offer, its end, whom it asks and what these answer.</summary>
public class ProposalMergerTests
{
    [Fact]
    public void Joined_by_consent_and_nobodys_support_is_moved()
    {
        var (from, into) = (AtAdmission(), Published(by: Sun));
        Assert.Equal("merger.not-yours", ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Sun, "Same.", Noon).Refusals[0].Code);
        Assert.Equal("merger.into", ProposalMerger.Offer(New<ProposalMergerId>(), from, from, Lin, "Same.", Noon).Refusals[0].Code);
        var offer = ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Lin, "Same.", Noon).Value;
        Assert.False(offer.Reply(into, New<AccountId>(), true, false, true, Noon).Ok);
        Assert.Equal("merger.not-yours", offer.Answer(from, into, Lin.AccountId, true, [], Noon).Refusals[0].Code);
        Supporter[] ask = [new(from.Id, New<AccountId>(), null), new(from.Id, null, New<PersonId>())];
        var asked = offer.Answer(from, into, Sun.AccountId, true, ask, Noon).Value;
        Assert.Equal((ask[0].Account, ask[1].Person), (Assert.Single(asked.ByAccount).AccountId, Assert.Single(asked.ByWord).PersonId));
        Assert.Equal("merger.answered", offer.Answer(from, into, Sun.AccountId, false, [], Noon).Refusals[0].Code);
        Assert.Equal((EndingKind.Merged, into.Id, 2, 0, 2), (from.Ending!.Kind, from.Ending.Into, from.Endorsed, into.Endorsed, offer.Asked));
        Assert.False(offer.Reply(into, New<AccountId>(), false, false, true, Noon).Ok);
        Assert.True(offer.Reply(into, New<AccountId>(), true, false, true, Noon).Ok);
        Assert.Equal("merger.replied", offer.Reply(into, New<AccountId>(), true, true, false, Noon).Refusals[0].Code);
        Assert.Equal("not-found", offer.Reply(from, New<AccountId>(), true, false, true, Noon).Refusals[0].Code);
    }

    [Fact]
    public void An_offer_that_nobody_answers_is_taken_back_or_ends_once()
    {
        var (from, into) = (AtAdmission(), Published(by: Sun));
        ProposalMerger Offer() => ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Lin, "Same.", Noon).Value;
        var (back, lapsed, declined) = (Offer(), Offer(), Offer());
        Assert.Equal("merger.not-yours", back.TakeBack(from, Sun.AccountId, Noon).Refusals[0].Code);
        Assert.True(back.TakeBack(from, Lin.AccountId, Noon.AddDays(1)).Ok);
        Assert.Equal(new MergerEnding(MergerEnd.TakenBack, Noon.AddDays(1)), back.Ending);
        lapsed.Lapse(Noon);
        lapsed.Lapse(Noon.AddDays(1));
        Assert.Equal(new MergerEnding(MergerEnd.Lapsed, Noon), lapsed.Ending);
        foreach (var over in new[] { back, lapsed })
            Assert.Equal(["merger.over", "merger.over"], [over.Answer(from, into, Sun.AccountId, true, [], Noon).Refusals[0].Code, over.TakeBack(from, Lin.AccountId, Noon).Refusals[0].Code]);
        Assert.True(declined.Answer(from, into, Sun.AccountId, false, [], Noon).Ok);
        declined.Lapse(Noon);
        Assert.Null(declined.Ending);
        Assert.Equal("merger.answered", declined.TakeBack(from, Lin.AccountId, Noon).Refusals[0].Code);
        Assert.True(from.IsOpen);
    }

    [Fact]
    public void A_supporter_without_an_account_is_asked_by_whoever_writes_it_down()
    {
        var (from, into) = (AtAdmission(), Published(by: Sun));
        var offer = ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Lin, "Same.", Noon).Value;
        Heard heard = new(New<PersonId>(), "Old Zhang", "Building 1");
        Outcome<SpokenMergerReply> Said(bool endorsed = true, bool account = false, bool already = false) => offer.ReplyFor(into, heard, Sun, endorsed, account, already, true, Noon);
        Assert.Equal("not-found", Said().Refusals[0].Code);
        Assert.True(offer.Answer(from, into, Sun.AccountId, true, [], Noon).Ok);
        Assert.Equal("not-found", Said(endorsed: false).Refusals[0].Code);
        Assert.Equal("merger.by-account", Said(account: true).Refusals[0].Code);
        Assert.Equal("merger.replied-for", Said(already: true).Refusals[0].Code);
        var reply = Said().Value;
        Assert.Equal((heard.PersonId, "Old Zhang", "Building 1", Sun.AccountId, true), (reply.PersonId, reply.Name, reply.Of, reply.By.AccountId, reply.Supports));
        Assert.True(into.TakeBack(Sun.AccountId, "Done.", Noon).Ok);
        Assert.Equal("proposal.frozen", Said().Refusals[0].Code);
        Assert.Equal("proposal.frozen", offer.Reply(into, New<AccountId>(), true, false, false, Noon).Refusals[0].Code);
    }
}
