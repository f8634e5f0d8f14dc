using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.Council.HallSamples;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>What comes when: as it was, as it is, as it is planned from now.</summary>
public class ProposalDatesTests
{
    private static int Day(DateTimeOffset at) => (int)(at - Noon).TotalDays;

    private static (ProposalStep, int, int, StepTime)[] Dates(Proposal proposal, int day) => [.. proposal.Dates(Noon.AddDays(day)).Select(d => (d.Step, Day(d.From), Day(d.Until), d.Time))];

    [Fact]
    public void All_planned_days_are_known_in_advance()
    {
        Assert.Equal(
            [(ProposalStep.Collecting, 0, 30, StepTime.Running), (ProposalStep.Admission, 30, 37, StepTime.Ahead), (ProposalStep.Deliberation, 37, 51, StepTime.Ahead), (ProposalStep.Final, 51, 54, StepTime.Ahead)], Dates(Published(), 0));
        Assert.Equal([ProposalStep.Collecting, ProposalStep.Deliberation], Published(Two with { Periods = Two.Periods with { Admission = 0, Final = 0 } }).Dates(Noon).Select(p => p.Step));
    }

    [Fact]
    public void What_is_over_has_its_real_dates_and_nothing_to_come_lies_before_now()
    {
        var proposal = Published();
        proposal.Endorse(Somebody(), false, Noon.AddDays(1));
        proposal.Endorse(Somebody(), false, Noon.AddDays(2));
        Assert.Equal([(ProposalStep.Collecting, 0, 2, StepTime.Past), (ProposalStep.Admission, 2, 9, StepTime.Running), (ProposalStep.Deliberation, 9, 23, StepTime.Ahead), (ProposalStep.Final, 23, 26, StepTime.Ahead)], Dates(proposal, 2));
        Assert.True(proposal.Admit(Noon.AddDays(5)).Ok);
        Assert.True(proposal.FallDue(Noon.AddDays(19)).Ok);
        (ProposalStep, int, int, StepTime)[] past = [(ProposalStep.Collecting, 0, 2, StepTime.Past), (ProposalStep.Admission, 2, 5, StepTime.Past), (ProposalStep.Deliberation, 5, 19, StepTime.Past)];
        Assert.Equal([.. past, (ProposalStep.Final, 19, 22, StepTime.Running)], Dates(proposal, 20));
        // The final text waits for its poll longer than was planned.
        Assert.Equal([.. past, (ProposalStep.Final, 19, 22, StepTime.Overdue)], Dates(proposal, 90));
        Assert.Equal([(MatterStation.Voted, 90, 97), (MatterStation.OnNotice, 97, 102), (MatterStation.Decided, 102, 109)], proposal.Ahead(Noon.AddDays(90)).Select(a => (a.Station, Day(a.From), Day(a.Until))));
        proposal.Reach(MatterStation.Voted, Noon.AddDays(91), Noon.AddDays(95));
        Assert.Equal([.. past, (ProposalStep.Final, 19, 91, StepTime.Past)], Dates(proposal, 92));
        Assert.Equal((MatterStation.OnNotice, 99), proposal.Ahead(Noon.AddDays(99))[0] is var next ? (next.Station, Day(next.From)) : default);
    }

    [Fact]
    public void What_a_poll_was_opened_without_are_the_planned_steps_that_never_began()
    {
        var proposal = Published();
        Assert.Empty(proposal.LeftOut);
        proposal.Reach(MatterStation.Voted, Noon.AddDays(3), Noon.AddDays(20));
        Assert.Equal([ProposalStep.Admission, ProposalStep.Deliberation, ProposalStep.Final], proposal.LeftOut);
        var without = Published(Two with { Periods = Two.Periods with { Admission = 0, Final = 0 } });
        without.Reach(MatterStation.Voted, Noon.AddDays(3), Noon.AddDays(20));
        Assert.Equal([ProposalStep.Deliberation], without.LeftOut);
        var whole = AtAdmission();
        whole.Admit(Noon.AddDays(5));
        whole.FallDue(Noon.AddDays(19));
        whole.Reach(MatterStation.Voted, Noon.AddDays(23), Noon.AddDays(30));
        Assert.Empty(whole.LeftOut);
    }

    [Fact]
    public void A_step_that_an_end_cut_short_lasted_until_then_and_a_refusal_runs_until_it_is_final()
    {
        var withdrawn = Published();
        withdrawn.TakeBack(Lin.AccountId, "Another will do.", Noon.AddDays(4));
        Assert.Equal([(ProposalStep.Collecting, 0, 4, StepTime.Past)], Dates(withdrawn, 20));
        var refused = AtAdmission();
        refused.RefuseAdmission(Sun, "No", Noon.AddDays(6));
        Assert.Equal((ProposalStep.Admission, 0, 13, StepTime.Running), Dates(refused, 8)[1]);
        Assert.Equal(Noon.AddDays(13), refused.Stops[^1].Until);
        refused.Appeal(Lin.AccountId, "Why", Noon.AddDays(12));
        Assert.Equal((ProposalStep.Admission, 0, 7, StepTime.Overdue), Dates(refused, 12)[1]);
        // What comes after it hangs on the appeal.
        Assert.Null(refused.Stops[^1].Until);
        Assert.Equal((2, 0), (Dates(refused, 12).Length, refused.Ahead(Noon.AddDays(12)).Count));
        refused.AnswerAppeal(Sun with { AccountId = New<AccountId>() }, true, "It fits.", Noon.AddDays(13));
        Assert.Equal((ProposalStep.Deliberation, 13, 27, StepTime.Running), Dates(refused, 13)[2]);
    }

    [Fact]
    public void The_stations_to_come_have_their_dates_too_until_it_ends()
    {
        var proposal = Published(Two with { Periods = Two.Periods with { Poll = 10, Notice = 6, Decision = 4 } });
        Assert.Equal([(MatterStation.Voted, 54, 64), (MatterStation.OnNotice, 64, 70), (MatterStation.Decided, 70, 74)], proposal.Ahead(Noon).Select(a => (a.Station, (int)(a.From - Noon).TotalDays, (int)(a.Until - Noon).TotalDays)));
        // Once it is voted on, they follow the day on which that ends.
        proposal.Reach(MatterStation.Voted, Noon.AddDays(3), Noon.AddDays(20));
        Assert.Equal([(MatterStation.OnNotice, 20, 26), (MatterStation.Decided, 26, 30)], proposal.Ahead(Noon).Select(a => (a.Station, (int)(a.From - Noon).TotalDays, (int)(a.Until - Noon).TotalDays)));
        proposal.Reach(MatterStation.Decided, Noon.AddDays(27), null);
        Assert.Empty(proposal.Ahead(Noon));
        var ended = Published();
        ended.TakeBack(Lin.AccountId, "Another will do.", Noon);
        Assert.Empty(ended.Ahead(Noon));
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
}
