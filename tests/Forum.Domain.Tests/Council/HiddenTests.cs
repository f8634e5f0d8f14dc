using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>What is hidden and shown again, of every kind; calls that are prolonged or called off.</summary>
public class HiddenTests
{
    private static readonly Byline Director = new(New<AccountId>(), "Ren", Role.CommitteeDirector, "Committee");
    private static readonly Byline Supervisor = new(New<AccountId>(), "Qin", Role.Supervisor, "Supervision");
    private static readonly DateTimeOffset Closing = Noon.AddDays(7);

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;
    private static Proposal Published() => Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text("By the door."), Lin, null, null, ProposalPlan.Usual, Noon).Value;
    private static Outcome<HidingEntry> Hide(IModerated text, DateTimeOffset at, Byline? by = null) => HidingEntry.Hide(New<HidingId>(), "2026-000001", text, Community.Id, null, HouseRule.PrivateData, "A telephone number", by ?? Director, [], null, at);
    private static Outcome<Done> Clear(HidingEntry entry, IModerated text, DateTimeOffset at) => HidingAppeal.Make(entry, text, text.Writer, null, "It is the office's.", false, at).Value.Settle(entry, text, true, "Right.", Supervisor, at);
    private static Call Opened() => Call.Open(New<CallId>(), "2026-000001", Community, new("Menu", Text("What shall we cook?")), null, [], Closing, null, Director, Noon).Value;
    private static Contribution Given(Call call, string words = "Noodles.", Byline? by = null) => call.Take(New<ContributionId>(), new(by ?? Lin, null, null, ContributionChannel.Online), Text(words), [], Noon).Value;

    [Fact]
    public void Nothing_goes_on_with_a_hidden_proposal_and_its_time_is_given_back()
    {
        var proposal = Published();
        var due = proposal.DueAt!.Value;
        Assert.Equal("hiding.own-text", Code(Hide(proposal, Noon, Lin)));
        var entry = Hide(proposal, Noon.AddDays(2)).Value;
        Assert.False(proposal.IsShown || proposal.IsOpen || proposal.IsTalkedOf || proposal.IsChanging);
        Assert.Equal("proposal.not-due", Code(proposal.FallDue(due)));
        Assert.Equal("proposal.hidden", proposal.BarsPoll(false, due)!.Code);
        Assert.False(proposal.Endorse(Sun, false, Noon).Ok || proposal.Revise(Lin, Text("By the gate."), Noon).Ok || proposal.TakeBack(Lin.AccountId, "No", Noon).Ok || proposal.NextComment().Ok);
        Assert.DoesNotContain("bench", string.Join(' ', proposal.TakeEvents().OfType<TextHidden>()));
        Assert.True(Clear(entry, proposal, Noon.AddDays(5)).Ok);
        Assert.True(proposal.IsOpen);
        Assert.Equal((due.AddDays(3), due.AddDays(3)), (proposal.DueAt!.Value, proposal.Steps[^1].Until));
        Assert.Equal("hiding.settled", Code(HidingEntry.Hide(New<HidingId>(), "2026-000002", proposal, Community.Id, null, HouseRule.Other, "Still", Director, [], entry, Noon)));
        Assert.True(proposal.Revise(Lin, Text("By the gate."), Noon.AddDays(6)).Ok);
        Assert.True(HidingEntry.Hide(New<HidingId>(), "2026-000002", proposal, Community.Id, null, HouseRule.Other, "Again", Director, [], entry, Noon).Ok);
    }

    [Fact]
    public void Time_to_appeal_against_a_refusal_is_given_back_too_and_a_voted_proposal_is_hidden_no_more()
    {
        var proposal = Published();
        for (var i = 0; i < proposal.Threshold; i++) proposal.Endorse(new(New<AccountId>(), "N", Role.Resident, "Home"), false, Noon);
        Assert.True(proposal.RefuseAdmission(Director, "No money", Noon).Ok);
        var until = proposal.Refused!.AppealUntil;
        Assert.True(Clear(Hide(proposal, Noon.AddHours(1)).Value, proposal, Noon.AddHours(25)).Ok);
        Assert.Equal((until.AddDays(1), until.AddDays(1)), (proposal.Refused.AppealUntil, proposal.DueAt));
        var voted = Published();
        voted.Reach(MatterStation.Voted, Noon, null);
        Assert.Equal("hiding.voted", Code(Hide(voted, Noon)));
        Assert.Equal("hiding.voted", Code(Report.Make(New<ReportId>(), voted, Community.Id, null, Sun.AccountId, null, HouseRule.Insult, null, false, Noon)));
    }

    [Fact]
    public void A_contribution_is_changed_by_whoever_wrote_it_while_the_call_is_open_and_the_old_words_are_kept()
    {
        var call = Opened();
        var (said, other) = (Given(call), Given(call, "Rice."));
        Outcome<ContributionVersion> Edit(string words, Byline? by = null, DateTimeOffset? at = null) => call.Edit(said, (by ?? Lin).AccountId, Text(words), [said, other], at ?? Noon.AddHours(1));
        Assert.Equal("contribution.not-written", Code(Edit("Soup.", Sun)));
        Assert.Equal("contribution.unchanged", Code(Edit("Noodles.")));
        Assert.Equal("contribution.said", Code(Edit("Rice.")));
        Assert.Equal("call.over", Code(Edit("Soup.", at: Closing)));
        var old = Edit("Soup.").Value;
        Assert.Equal(("Noodles.", 1, Noon), (old.Body.Source, old.Number, old.At));
        Assert.Equal(("Soup.", 1, Noon.AddHours(1)), (said.Body.Source, said.Edits, said.EditedAt));
        Hide(said, Noon);
        Assert.Equal("text.hidden", Code(Edit("Stew.")));
    }

    [Fact]
    public void For_a_hidden_contribution_no_outcome_is_owed_until_it_is_shown_again()
    {
        var call = Opened();
        var said = Given(call);
        var entry = Hide(said, Noon).Value;
        call.Lose(said);
        Assert.Equal((0, "text.hidden"), (call.Pending, Code(call.Settle(said, ContributionOutcome.Adopted, "Good idea.", null, false, Director, Closing))));
        Assert.True(Clear(entry, said, Closing).Ok);
        call.Regain(said);
        Assert.Equal((1, "call.pending"), (call.Pending, Code(call.Conclude("Thanks.", Director, Closing))));
        Assert.True(call.Settle(said, ContributionOutcome.Adopted, "Good idea.", null, false, Director, Closing).Ok);
        Hide(said, Closing);
        call.Lose(said);
        Assert.Equal(0, call.Pending);
    }

    [Fact]
    public void A_hidden_concern_goes_no_step_further_and_its_deadline_stands_still()
    {
        var deadlines = ConcernDeadlines.Ordinary;
        var concern = Concern.Raise(New<ConcernId>(), "2026-000001", Community, "facilities", "Dark <stairs>", "The lamp is out.\nCall <b>Wu</b>.", Visibility.Public, Lin, deadlines, Noon).Value;
        var due = concern.Due!.Value;
        Assert.Equal("<p>The lamp is out.</p><p>Call &lt;b&gt;Wu&lt;/b&gt;.</p>", ((IModerated)concern).Words.Html);
        var entry = Hide(concern, Noon.AddHours(2)).Value;
        string[] after = [Code(concern.Accept(Sun, null, deadlines, Noon)), Code(concern.Escalate(due.AddDays(1))), Code(concern.Confirm(Lin, true, null, deadlines, Noon)), Code(concern.Answer(Sun, "Looking", Noon))];
        Assert.All(after, code => Assert.Equal("concern.hidden", code));
        Assert.True(Clear(entry, concern, Noon.AddHours(5)).Ok);
        Assert.Equal((true, due.AddHours(3)), (concern.IsShown, concern.Due));
        Assert.Equal("hiding.settled", Code(HidingEntry.Hide(New<HidingId>(), "2026-000002", concern, Community.Id, null, HouseRule.Other, "Still", Director, [], entry, Noon)));
        Assert.True(concern.Accept(Sun, null, deadlines, Noon.AddHours(6)).Ok);
    }

    [Fact]
    public void A_hidden_amendment_is_neither_accepted_declined_nor_withdrawn_but_lapses_with_the_text()
    {
        var proposal = Published();
        Amendment Put() => Amendment.Put(New<AmendmentId>(), 1, proposal, 1, Text("By the gate."), "Nearer", Sun, Noon).Value;
        var (amendment, other) = (Put(), Put());
        var entry = Hide(amendment, Noon).Value;
        string[] after = [Code(amendment.Accept(proposal, Lin, false, null, Noon)), Code(amendment.Decline(proposal, Lin, false, "No", Noon)), Code(amendment.Withdraw(Sun.AccountId, Noon))];
        Assert.All(after, code => Assert.Equal("amendment.hidden", code));
        Assert.True(Clear(entry, amendment, Noon).Ok);
        Assert.True(amendment.Accept(proposal, Lin, false, null, Noon).Ok);
        Hide(other, Noon);
        other.Lapse(Noon);
        Assert.Equal(AmendmentEnd.Lapsed, other.Settlement!.End);
    }

    [Fact]
    public void A_hidden_summary_is_disputed_no_more_and_another_is_written_beside_it()
    {
        var proposal = New<ProposalId>();
        Assert.Equal("summary.nothing-said", Summary.Write(New<SummaryId>(), Community.Id, proposal, 1, 0, 0, Text("All agree."), Sun, Noon).Refusals[0].Code);
        Outcome<Summary> Write(int number) => Summary.Write(New<SummaryId>(), Community.Id, proposal, number, 2, 2, Text("All agree."), Sun, Noon);
        var summary = Write(1).Value;
        Assert.Equal("hiding.own-text", Code(Hide(summary, Noon, Sun)));
        var entry = Hide(summary, Noon).Value;
        Assert.Equal("text.hidden", Code(summary.Dispute(New<DisputeId>(), Text("No"), Lin, false, Noon)));
        Assert.True(Write(2).Ok);
        Assert.True(Clear(entry, summary, Noon).Ok);
        var dispute = summary.Dispute(New<DisputeId>(), Text("No"), Lin, false, Noon).Value;
        Assert.Equal("hiding.own-text", Code(Hide(dispute, Noon, Lin)));
        var other = Hide(dispute, Noon).Value;
        Assert.Equal("text.hidden", Code(dispute.Reply("Yes", Director, Noon)));
        Assert.True(Clear(other, dispute, Noon).Ok);
        Assert.True(dispute.Reply("Yes", Director, Noon).Ok);
    }

    [Fact]
    public void A_call_is_prolonged_only_later_and_before_its_end_and_called_off_once_before_it_is_answered()
    {
        var call = Opened();
        Assert.Equal("call.not-later", Code(call.Prolong(Closing, "Holidays", Director, Noon)));
        Assert.Equal("call.late", Code(call.Prolong(Noon.AddDays(90).AddTicks(1), "Holidays", Director, Noon)));
        Assert.Equal("reason.missing", Code(call.Prolong(Closing.AddDays(1), " ", Director, Noon)));
        Assert.Equal("call.over", Code(call.Prolong(Closing.AddDays(1), "Holidays", Director, Closing)));
        Assert.True(call.Prolong(Closing.AddDays(1), "Holidays", Director, Closing.AddTicks(-1)).Ok);
        Assert.Equal((Closing.AddDays(1), Closing, CallState.Open), (call.ClosesAt, call.Prolongings[0].Before, call.StateAt(Closing)));
        var said = Given(call);
        Assert.Equal("reason.missing", Code(call.CallOff("", Director, Noon)));
        Assert.True(call.CallOff("The budget is gone", Director, Noon).Ok);
        Assert.Equal(CallState.CalledOff, call.StateAt(Closing.AddDays(9)));
        string[] after = [Code(call.CallOff("Again", Director, Noon)), Code(call.Prolong(Closing.AddDays(2), "More", Director, Noon)), Code(call.Take(New<ContributionId>(), new(Lin, null, null, ContributionChannel.Online), Text("Soup."), [], Noon)), Code(call.Conclude("Thanks.", Director, Closing.AddDays(9))), Code(call.Withdraw(said, true, Noon))];
        Assert.All(after, code => Assert.Equal("call.called-off", code));
    }

    [Fact]
    public void In_a_slow_discussion_one_writer_writes_down_so_many_in_the_time()
    {
        var slow = SlowMode.Set(Community.Id, New<ProposalId>(), null, 10, "Hot", Director, Noon).Value;
        DateTimeOffset[] written = [.. Enumerable.Range(0, SlowMode.MostWrittenDown).Select(i => Noon.AddMinutes(-9).AddSeconds(i))];
        Assert.Null(slow.BarsWriting(written[1..]));
        Assert.Equal(Noon.AddMinutes(1), slow.BarsWriting(written)!.Facts.Single(f => f.Name == "at").Value);
    }
}
