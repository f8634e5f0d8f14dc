using Forum.Domain.Decisions;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Decisions;

public class ExecutionTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Noon.Date);
    private static readonly Unit Manager = Property(Community);

    private static Execution Begun() => Execution.Of(Decision.Publish(New<DecisionId>(), "2026-000001", Community.Id, null, true, "Title", "Body", Today, Today, Lin, Noon).Value).Value;

    private static Milestone Planned(Execution execution, string title = "Lay the cable") => execution.Plan(New<MilestoneId>(), title, Manager, Today.AddDays(10), Today).Value;

    private static string CodeOf<T>(Outcome<T> outcome) => outcome.Refusals[0].Code;

    private static Execution Completed()
    {
        var execution = Begun();
        var milestone = Planned(execution);
        Assert.True(execution.Report(milestone.Id, Sun, 100, null, null, Noon).Ok);
        Assert.True(execution.Complete("All done.", Noon).Ok);
        return execution;
    }

    [Fact]
    public void A_milestone_has_a_body_a_title_and_a_day_that_is_not_over()
    {
        var execution = Begun();
        Assert.Equal(["title.missing", "milestone.past"], execution.Plan(New<MilestoneId>(), " ", Manager, Today.AddDays(-1), Today).Refusals.Select(r => r.Code));
        Assert.True(execution.Plan(New<MilestoneId>(), "Today", Manager, Today, Today).Ok);
        Assert.Equal("unit.missing", CodeOf(execution.Plan(New<MilestoneId>(), "Elsewhere", Property(Neighbours), Today, Today)));
        for (var i = 1; i < Execution.MostMilestones; i++) Planned(execution);
        Assert.Equal("execution.many", CodeOf(execution.Plan(New<MilestoneId>(), "One more", Manager, Today, Today)));
    }

    [Fact]
    public void A_delay_and_a_step_back_are_explained_and_every_report_stays()
    {
        var execution = Begun();
        var milestone = Planned(execution);
        Assert.True(execution.Report(milestone.Id, Sun, 40, null, null, Noon).Ok);
        Assert.Equal("milestone.explain-delay", CodeOf(execution.Report(milestone.Id, Sun, 40, Today.AddDays(11), " ", Noon)));
        Assert.Equal("milestone.explain-back", CodeOf(execution.Report(milestone.Id, Sun, 39, null, null, Noon)));
        Assert.True(execution.Report(milestone.Id, Sun, 30, Today.AddDays(20), "Rain", Noon).Ok);
        Assert.True(execution.Report(milestone.Id, Sun, 30, Today.AddDays(15), null, Noon).Ok);
        Assert.Equal((3, 30, Today.AddDays(15), Today.AddDays(10)), (milestone.Reports.Count, milestone.Percent, milestone.DueOn, milestone.FirstDueOn));
        Assert.Equal((false, true), (milestone.IsLate(Today.AddDays(15)), milestone.IsLate(Today.AddDays(16))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_percentage_is_one(int percent) => Assert.Equal("milestone.percent", CodeOf(Begun() is var e && Planned(e) is var m ? e.Report(m.Id, Sun, percent, null, null, Noon) : default));

    [Fact]
    public void It_is_complete_only_with_every_step_done_and_then_it_rests()
    {
        var execution = Begun();
        Assert.Equal("execution.open", CodeOf(execution.Complete("Done.", Noon)));
        var (one, other) = (Planned(execution), Planned(execution));
        Assert.True(execution.Report(one.Id, Sun, 100, null, null, Noon).Ok);
        Assert.Equal("execution.open", CodeOf(execution.Complete("Done.", Noon)));
        Assert.Equal("milestone.done", CodeOf(execution.Report(one.Id, Sun, 90, null, "Broken again", Noon)));
        Assert.True(execution.Report(other.Id, Sun, 100, null, null, Noon).Ok);
        Assert.Equal("summary.missing", CodeOf(execution.Complete("", Noon)));
        Assert.True(execution.Complete("Done.", Noon).Ok);
        Assert.Equal("execution.completed", CodeOf(execution.Complete("Done.", Noon)));
        Assert.Equal("execution.completed", CodeOf(execution.Plan(New<MilestoneId>(), "More", Manager, Today, Today)));
        Assert.Equal("execution.completed", CodeOf(execution.Report(one.Id, Sun, 100, null, null, Noon)));
    }

    [Fact]
    public void It_is_evaluated_once_by_each_for_thirty_days_after_the_end()
    {
        Assert.Equal("evaluation.not-yet", CodeOf(Begun().Evaluate(New<AccountId>(), 5, null, false, Noon)));
        var execution = Completed();
        Assert.True(execution.Evaluate(New<AccountId>(), 1, " Too slow ", false, Noon.AddDays(30).AddTicks(-1)) is { Ok: true, Value.Remark: "Too slow" });
        Assert.Equal("evaluation.over", CodeOf(execution.Evaluate(New<AccountId>(), 5, null, false, Noon.AddDays(30))));
        Assert.Equal("evaluation.given", CodeOf(execution.Evaluate(New<AccountId>(), 5, null, true, Noon)));
        Assert.Equal("evaluation.score", CodeOf(execution.Evaluate(New<AccountId>(), 6, null, false, Noon)));
        Assert.Equal("evaluation.score", CodeOf(execution.Evaluate(New<AccountId>(), 0, null, false, Noon)));
    }
}
