using CsCheck;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.Council.HallSamples;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>The steps of a proposal before its poll: who moves it on, when it moves by itself, and how it ends.</summary>
public class ProposalHallTests
{
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
    public void A_category_has_its_own_days_for_endorsements_too_and_the_others_those_of_the_community()
    {
        var plan = Two with { Periods = Two.Periods with { AtEnd = ShortOfThreshold.IsExtended }, Collecting = new Dictionary<string, int> { ["safety"] = 3, ["health"] = 0 } };
        Assert.Equal([3, 30, 30], new[] { "safety", "property", null }.Select(c => (int)(Published(plan, c).DueAt!.Value - Noon).TotalDays));
        Assert.Equal(ProposalStep.Admission, Published(plan, "health").Step);
        // Once more is as long as the first time; the later steps are the community's.
        var proposal = Published(plan, "safety");
        Assert.True(proposal.FallDue(Noon.AddDays(3)).Ok);
        Assert.Equal(Noon.AddDays(6), proposal.DueAt);
        Assert.Equal(plan.Periods with { Collecting = 3 }, proposal.Periods);
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
        Assert.Equal("appeal.not-yours", proposal.Appeal(Sun.AccountId, "Why?", Noon).Refusals[0].Code);
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
        Assert.Equal("proposal.author-withdraws", proposal.TakeBack(Sun.AccountId, "Mine", Noon).Refusals[0].Code);
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
    public void A_plan_has_sensible_numbers()
    {
        Assert.Empty(ProposalPlan.Usual.Wrong());
        ProposalPeriods usual = ProposalPlan.Usual.Periods;
        (string, ProposalPlan)[] wrong =
        [
            ("plan.threshold", Two with { Threshold = 0 }), ("plan.threshold", Two with { Thresholds = new Dictionary<string, int> { ["safety"] = -1 } }),
            ("plan.category", Two with { Thresholds = new Dictionary<string, int> { ["x"] = 1 } }), ("plan.category", Two with { Collecting = new Dictionary<string, int> { ["x"] = 1 } }),
            ("plan.days", Two with { Collecting = new Dictionary<string, int> { ["safety"] = 367 } }), ("plan.days", Two with { Periods = usual with { Final = 367 } }),
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
