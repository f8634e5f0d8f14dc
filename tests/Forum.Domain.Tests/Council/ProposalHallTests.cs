using CsCheck;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>The steps of a proposal before its poll: who moves it on, when it moves by itself, and how it ends.</summary>
public class ProposalHallTests
{
    private static readonly Markup Text = new("By the door.", "<p>By the door.</p>");
    private static readonly ProposalPlan Two = ProposalPlan.Usual with { Threshold = 2, Thresholds = new Dictionary<string, int> { ["safety"] = 1 } };

    private static Proposal Published(ProposalPlan? plan = null, string? category = null, Byline? by = null) =>
        Proposal.Publish(New<ProposalId>(), "2026-000001", Community, "A bench", Text, by ?? Lin, null, category, plan ?? Two, Noon).Value;

    private static Byline Somebody() => Lin with { AccountId = New<AccountId>() };

    private static Proposal AtAdmission(ProposalPlan? plan = null)
    {
        var proposal = Published(plan);
        for (var i = 0; i < 2; i++) proposal.Endorse(Somebody(), false, Noon.AddHours(i));
        return proposal;
    }

    [Fact]
    public void The_threshold_takes_it_to_admission_and_the_committee_to_discussion()
    {
        var proposal = Published();
        Assert.Equal((ProposalStep.Collecting, Noon.AddDays(30)), (proposal.Step, proposal.DueAt));
        proposal.Endorse(Sun, false, Noon);
        Assert.Equal(ProposalStep.Collecting, proposal.Step);
        proposal.Endorse(Somebody(), false, Noon.AddDays(2));
        Assert.Equal((ProposalStep.Admission, Noon.AddDays(9)), (proposal.Step, proposal.DueAt));
        Assert.True(proposal.Admit(Noon.AddDays(3)).Ok);
        Assert.Equal((ProposalStep.Deliberation, Noon.AddDays(17)), (proposal.Step, proposal.DueAt));
        Assert.Equal("admission.not-now", proposal.Admit(Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_category_has_its_own_threshold_and_a_running_proposal_keeps_what_it_began_with()
    {
        Assert.Equal((1, 2, 2), (Published(category: "safety").Threshold, Published(category: "health").Threshold, Published().Threshold));
        Assert.Equal("category.missing", Proposal.Publish(New<ProposalId>(), "1", Community, "A", Text, Lin, null, "nonsense", Two, Noon).Refusals[0].Code);
    }

    [Fact]
    public void All_planned_days_are_known_in_advance()
    {
        var planned = Published().Planned();
        Assert.Equal([ProposalStep.Collecting, ProposalStep.Admission, ProposalStep.Deliberation, ProposalStep.Final], planned.Select(p => p.Step));
        Assert.Equal([30, 37, 51, 54], planned.Select(p => (int)(p.Until - Noon).TotalDays));
        Assert.Equal([ProposalStep.Collecting, ProposalStep.Deliberation], Published(Two with { Periods = Two.Periods with { Admission = 0, Final = 0 } }).Planned().Select(p => p.Step));
    }

    [Fact]
    public void The_stations_to_come_have_their_dates_too_until_it_ends()
    {
        var proposal = Published(Two with { Periods = Two.Periods with { Poll = 10, Notice = 6, Decision = 4 } });
        Assert.Equal([(MatterStation.Voted, 54, 64), (MatterStation.OnNotice, 64, 70), (MatterStation.Decided, 70, 74)], proposal.Ahead().Select(a => (a.Station, (int)(a.From - Noon).TotalDays, (int)(a.Until - Noon).TotalDays)));
        // Once it is voted on, they follow the day on which that ends.
        proposal.Reach(MatterStation.Voted, Noon.AddDays(3), Noon.AddDays(20));
        Assert.Equal([(MatterStation.OnNotice, 20, 26), (MatterStation.Decided, 26, 30)], proposal.Ahead().Select(a => (a.Station, (int)(a.From - Noon).TotalDays, (int)(a.Until - Noon).TotalDays)));
        proposal.Reach(MatterStation.Decided, Noon.AddDays(27), null);
        Assert.Empty(proposal.Ahead());
        var ended = Published();
        ended.TakeBack(Lin.AccountId, "Another will do.", Noon);
        Assert.Empty(ended.Ahead());
    }

    [Theory]
    [InlineData(0, 30, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(367, 1, false)]
    public void A_notice_and_an_evaluation_last_a_day_at_least(int notice, int evaluation, bool ok) =>
        Assert.Equal(ok, !(Two with { Periods = Two.Periods with { Notice = notice, Evaluation = evaluation } }).Wrong().Any());

    [Theory]
    [InlineData(ShortOfThreshold.Lapses, ProposalStep.Collecting, EndingKind.Lapsed)]
    [InlineData(ShortOfThreshold.IsAdmittedOrNot, ProposalStep.Admission, null)]
    [InlineData(ShortOfThreshold.IsExtended, ProposalStep.Collecting, null)]
    public void Short_of_its_threshold_it_goes_as_the_community_set(ShortOfThreshold atEnd, ProposalStep then, EndingKind? ended)
    {
        var proposal = Published(Two with { Periods = Two.Periods with { AtEnd = atEnd } });
        Assert.Equal("proposal.not-due", proposal.FallDue(Noon.AddDays(30).AddTicks(-1)).Refusals[0].Code);
        Assert.True(proposal.FallDue(Noon.AddDays(30)).Ok);
        Assert.Equal((then, ended), (proposal.Step, proposal.Ending?.Kind));
        if (atEnd != ShortOfThreshold.IsExtended) return;
        Assert.Equal("proposal.not-due", proposal.FallDue(Noon.AddDays(59)).Refusals[0].Code);
        Assert.True(proposal.FallDue(Noon.AddDays(60)).Ok);
        Assert.Equal(EndingKind.Lapsed, proposal.Ending?.Kind);
    }

    [Fact]
    public void Silence_admits_and_the_text_becomes_final_in_time()
    {
        var proposal = AtAdmission();
        Assert.True(proposal.FallDue(proposal.DueAt!.Value).Ok);
        Assert.Equal(ProposalStep.Deliberation, proposal.Step);
        Assert.True(proposal.Revise(Lin, new("Better.", ""), Noon).Ok);
        Assert.True(proposal.FallDue(proposal.DueAt!.Value).Ok);
        Assert.Equal((ProposalStep.Final, null), (proposal.Step, proposal.DueAt));
        Assert.Equal("proposal.frozen", proposal.Revise(Lin, new("Best.", ""), Noon).Refusals[0].Code);
        Assert.True(proposal.Endorse(Somebody(), false, Noon).Ok);
        Assert.Equal(1, proposal.NextComment().Value);
    }

    [Fact]
    public void A_refusal_has_a_reason_is_not_ones_own_and_stands_unless_appealed_against()
    {
        var proposal = AtAdmission();
        Assert.Equal("reason.missing", proposal.RefuseAdmission(Sun, " ", Noon).Refusals[0].Code);
        Assert.Equal("admission.own", proposal.RefuseAdmission(Lin, "No.", Noon).Refusals[0].Code);
        Assert.True(proposal.RefuseAdmission(Sun, "Not ours to decide.", Noon).Ok);
        Assert.Equal("admission.not-now", proposal.RefuseAdmission(Sun, "Again.", Noon).Refusals[0].Code);
        Assert.Equal("admission.not-now", proposal.Admit(Noon).Refusals[0].Code);
        Assert.True(proposal.FallDue(Noon.AddDays(7)).Ok);
        Assert.Equal((EndingKind.Refused, "Not ours to decide."), (proposal.Ending!.Kind, proposal.Ending.Reason));
    }

    [Theory]
    [InlineData(true, ProposalStep.Deliberation, null)]
    [InlineData(false, ProposalStep.Admission, EndingKind.Refused)]
    public void An_appeal_is_the_authors_in_time_and_decided_by_somebody_else(bool admits, ProposalStep then, EndingKind? ended)
    {
        var proposal = AtAdmission();
        proposal.RefuseAdmission(Sun, "No.", Noon);
        Assert.Equal("proposal.not-yours", proposal.Appeal(Sun.AccountId, "Why?", Noon).Refusals[0].Code);
        Assert.Equal("appeal.late", proposal.Appeal(Lin.AccountId, "Why?", Noon.AddDays(7)).Refusals[0].Code);
        Assert.Equal("appeal.nothing", proposal.AnswerAppeal(Somebody(), true, "Yes.", Noon).Refusals[0].Code);
        Assert.True(proposal.Appeal(Lin.AccountId, "It is our door.", Noon.AddDays(6)).Ok);
        Assert.Equal("appeal.nothing", proposal.Appeal(Lin.AccountId, "Again", Noon.AddDays(6)).Refusals[0].Code);
        // While it is heard, nothing ends it.
        Assert.Equal("proposal.not-due", proposal.FallDue(Noon.AddDays(60)).Refusals[0].Code);
        Assert.Equal("appeal.own", proposal.AnswerAppeal(Sun, admits, "No.", Noon).Refusals[0].Code);
        Assert.Equal("appeal.own", proposal.AnswerAppeal(Lin, true, "Yes.", Noon).Refusals[0].Code);
        Assert.True(proposal.AnswerAppeal(Somebody(), admits, "Heard both.", Noon.AddDays(8)).Ok);
        Assert.Equal((then, ended), (proposal.Step, proposal.Ending?.Kind));
    }

    [Fact]
    public void An_ended_proposal_takes_nothing_more_and_has_no_poll()
    {
        var proposal = AtAdmission();
        Assert.Equal("proposal.not-yours", proposal.TakeBack(Sun.AccountId, "Mine", Noon).Refusals[0].Code);
        Assert.True(proposal.TakeBack(Lin.AccountId, "The bench came by itself.", Noon).Ok);
        Assert.Equal(
            ["proposal.frozen", "proposal.frozen", "talk.over", "proposal.frozen", "admission.not-now", "proposal.ended"],
            new[]
            {
                proposal.Endorse(Somebody(), false, Noon).Refusals[0].Code, proposal.Revise(Lin, new("x", ""), Noon).Refusals[0].Code, proposal.NextComment().Refusals[0].Code,
                proposal.TakeBack(Lin.AccountId, "Again", Noon).Refusals[0].Code, proposal.Admit(Noon).Refusals[0].Code, proposal.BarsPoll(false, Noon)!.Code,
            });
    }

    [Fact]
    public void A_strict_community_opens_no_poll_before_the_final_text_has_stood()
    {
        var strict = AtAdmission(Two with { Periods = Two.Periods with { Strict = true } });
        Assert.Null(strict.BarsPoll(false, Noon));
        Assert.Equal("proposal.not-final", strict.BarsPoll(true, Noon)!.Code);
        while (strict.DueAt is { } due) strict.FallDue(due);
        var stands = strict.Steps[^1];
        Assert.Equal("proposal.not-final", strict.BarsPoll(true, stands.Until.AddTicks(-1))!.Code);
        Assert.Null(strict.BarsPoll(true, stands.Until));
        Assert.Null(AtAdmission().BarsPoll(true, Noon));
    }

    [Fact]
    public void Joined_by_consent_and_nobodys_support_is_moved()
    {
        var (from, into) = (AtAdmission(), Published(by: Sun));
        Assert.Equal("proposal.not-yours", ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Sun, "Same.", Noon).Refusals[0].Code);
        Assert.Equal("merger.into", ProposalMerger.Offer(New<ProposalMergerId>(), from, from, Lin, "Same.", Noon).Refusals[0].Code);
        var offer = ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Lin, "Same.", Noon).Value;
        Assert.False(offer.Reply(into, New<AccountId>(), true, false, true, Noon).Ok);
        Assert.Equal("proposal.not-yours", offer.Answer(from, into, Lin.AccountId, true, Noon).Refusals[0].Code);
        Assert.True(offer.Answer(from, into, Sun.AccountId, true, Noon).Ok);
        Assert.Equal("merger.answered", offer.Answer(from, into, Sun.AccountId, false, Noon).Refusals[0].Code);
        Assert.Equal((EndingKind.Merged, into.Id, 2, 0, 2), (from.Ending!.Kind, from.Ending.Into, from.Endorsed, into.Endorsed, offer.Asked));
        Assert.False(offer.Reply(into, New<AccountId>(), false, false, true, Noon).Ok);
        Assert.True(offer.Reply(into, New<AccountId>(), true, false, true, Noon).Ok);
        Assert.Equal("merger.replied", offer.Reply(into, New<AccountId>(), true, true, false, Noon).Refusals[0].Code);
        Assert.Equal("not-found", offer.Reply(from, New<AccountId>(), true, false, true, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_supporter_without_an_account_is_asked_by_whoever_writes_it_down()
    {
        var (from, into) = (AtAdmission(), Published(by: Sun));
        var offer = ProposalMerger.Offer(New<ProposalMergerId>(), from, into, Lin, "Same.", Noon).Value;
        Heard heard = new(New<PersonId>(), "Old Zhang", "Building 1");
        Outcome<SpokenMergerReply> Said(bool endorsed = true, bool account = false, bool already = false) => offer.ReplyFor(into, heard, Sun, endorsed, account, already, true, Noon);
        Assert.Equal("not-found", Said().Refusals[0].Code);
        Assert.True(offer.Answer(from, into, Sun.AccountId, true, Noon).Ok);
        Assert.Equal("not-found", Said(endorsed: false).Refusals[0].Code);
        Assert.Equal("merger.by-account", Said(account: true).Refusals[0].Code);
        Assert.Equal("merger.replied-for", Said(already: true).Refusals[0].Code);
        var reply = Said().Value;
        Assert.Equal((heard.PersonId, "Old Zhang", "Building 1", Sun.AccountId, true), (reply.PersonId, reply.Name, reply.Of, reply.By.AccountId, reply.Supports));
        Assert.True(into.TakeBack(Sun.AccountId, "Done.", Noon).Ok);
        Assert.Equal("proposal.frozen", Said().Refusals[0].Code);
        Assert.Equal("proposal.frozen", offer.Reply(into, New<AccountId>(), true, false, false, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_plan_has_sensible_numbers()
    {
        Assert.Empty(ProposalPlan.Usual.Wrong());
        ProposalPeriods usual = ProposalPlan.Usual.Periods;
        (string, ProposalPlan)[] wrong =
        [
            ("plan.threshold", Two with { Threshold = 0 }), ("plan.threshold", Two with { Thresholds = new Dictionary<string, int> { ["safety"] = -1 } }),
            ("category.missing", Two with { Thresholds = new Dictionary<string, int> { ["x"] = 1 } }), ("plan.days", Two with { Periods = usual with { Final = 367 } }),
            ("plan.days", Two with { Periods = usual with { Collecting = -1 } }), ("plan.at-end", Two with { Periods = usual with { AtEnd = 0 } }), ("plan.appeal", Two with { Periods = usual with { Appeal = 0 } }),
        ];
        Assert.All(wrong, w => Assert.Equal(w.Item1, Assert.Single(w.Item2.Wrong()).Code));
    }

    [Fact]
    public void Whatever_happens_the_steps_only_go_on_and_an_end_is_an_end() =>
        Gen.Select(Gen.Int[0, 3].Array[5], Gen.Enum<ShortOfThreshold>(), Gen.Bool, Gen.Int[0, 7].List[0, 30]).Sample((days, atEnd, strict, acts) =>
        {
            var proposal = Published(new(2, new Dictionary<string, int>(), new(days[0], atEnd, days[1], days[2] + 1, days[3], days[4], strict)));
            var (now, last, ended) = (Noon, proposal.Step, proposal.Ending);
            foreach (var act in acts)
            {
                _ = act switch
                {
                    0 => proposal.Endorse(Somebody(), false, now).Ok, 1 => proposal.Admit(now).Ok, 2 => proposal.RefuseAdmission(Sun, "No", now).Ok,
                    3 => proposal.Appeal(Lin.AccountId, "Why", now).Ok, 4 => proposal.AnswerAppeal(Somebody(), days[0] > 1, "So", now).Ok,
                    5 => proposal.FallDue(now).Ok, 6 => days[4] == 0 && proposal.TakeBack(Lin.AccountId, "Back", now).Ok, _ => (now = now.AddDays(1)) > Noon,
                };
                Assert.True(proposal.Step >= last);
                if (ended is not null) Assert.Same(ended, proposal.Ending);
                Assert.True(proposal.IsOpen || proposal.DueAt is null);
                Assert.Equal(proposal.Steps.Select(s => s.Step).Distinct().Order(), proposal.Steps.Select(s => s.Step));
                (last, ended) = (proposal.Step, proposal.Ending);
            }
        });
}
