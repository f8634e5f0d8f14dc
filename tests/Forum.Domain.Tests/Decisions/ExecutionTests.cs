using Forum.Domain.Decisions;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Decisions;

public class ExecutionTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Noon.Date);
    private static readonly Unit Manager = Property(Community);

    private static Execution Begun() => Execution.Of(Decision.Publish(New<DecisionId>(), "2026-000001", Community.Id, null, null, true, "Title", "Body", Today, Today, Lin, Noon).Value).Value;

    private static Milestone Planned(Execution execution, string title = "Lay the cable") => execution.Plan(New<MilestoneId>(), title, Manager, Today.AddDays(10), Today).Value;

    private static string CodeOf<T>(Outcome<T> outcome) => outcome.Refusals[0].Code;

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
        Assert.True(execution.Report(milestone.Id, Sun, 40, null, null, [], Today, Noon).Ok);
        Assert.Equal("milestone.explain-delay", CodeOf(execution.Report(milestone.Id, Sun, 40, Today.AddDays(11), " ", [], Today, Noon)));
        Assert.Equal("milestone.explain-back", CodeOf(execution.Report(milestone.Id, Sun, 39, null, null, [], Today, Noon)));
        Assert.True(execution.Report(milestone.Id, Sun, 30, Today.AddDays(20), "Rain", [], Today, Noon).Ok);
        Assert.True(execution.Report(milestone.Id, Sun, 30, Today.AddDays(15), null, [], Today, Noon).Ok);
        Assert.Equal((3, 30, Today.AddDays(15), Today.AddDays(10)), (milestone.Reports.Count, milestone.Percent, milestone.DueOn, milestone.FirstDueOn));
        Assert.Equal((false, true), (milestone.IsLate(Today.AddDays(15)), milestone.IsLate(Today.AddDays(16))));
    }

    [Theory]
    [InlineData(50), InlineData(100)]
    public void Whatever_is_reported_after_the_promised_day_says_why(int percent)
    {
        var execution = Begun();
        var milestone = Planned(execution);
        var after = milestone.DueOn.AddDays(1);
        Assert.Equal("milestone.explain-late", CodeOf(execution.Report(milestone.Id, Sun, percent, null, " ", [], after, Noon)));
        Assert.True(execution.Report(milestone.Id, Sun, percent, null, "The pump came late", [], after, Noon).Ok);
        var intime = Planned(execution);
        Assert.True(execution.Report(intime.Id, Sun, percent, null, null, [], intime.DueOn, Noon).Ok);
    }

    [Fact]
    public void A_promised_day_lies_ahead_and_within_ten_years_and_one_that_is_over_may_stay()
    {
        var execution = Begun();
        var milestone = Planned(execution);
        Assert.Equal("milestone.far", CodeOf(execution.Plan(New<MilestoneId>(), "Some day", Manager, Today.AddYears(10).AddDays(1), Today)));
        Assert.True(execution.Plan(New<MilestoneId>(), "Some day", Manager, Today.AddYears(10), Today).Ok);
        Outcome<Done> Promise(DateOnly day, DateOnly today) => execution.Report(milestone.Id, Sun, 40, day, "Rain", [], today, Noon);
        var later = milestone.DueOn.AddDays(5);
        Assert.Equal("milestone.past", CodeOf(Promise(later.AddDays(-1), later)));
        Assert.Equal("milestone.far", CodeOf(Promise(DateOnly.MaxValue, later)));
        Assert.Empty(milestone.Reports);
        Assert.True(Promise(milestone.DueOn, later).Ok);
        Assert.True(Promise(later, later).Ok);
    }

    private static Picture Seen(int n, string alt = "The new ramp") => new($"{n:d64}", $"{n + 100:d64}", 1600, 1200, alt);

    [Fact]
    public void A_report_brings_up_to_six_pictures_each_described_and_none_twice()
    {
        var execution = Begun();
        var milestone = Planned(execution);
        Outcome<Done> Show(params Picture[] pictures) => execution.Report(milestone.Id, Sun, 40, null, null, pictures, Today, Noon);
        Assert.Equal([("alt.missing", "alt-2"), ("alt.file-name", "alt-3")], Show(Seen(1), Seen(2, " "), Seen(3, "IMG_2034.JPG")).Refusals.Select(r => (r.Code, r.Field!)));
        Assert.Equal("text.too-long", CodeOf(Show(Seen(1, new('x', Picture.LongestAlt + 1)))));
        Assert.Equal("picture.many", CodeOf(Show([.. Enumerable.Range(1, 7).Select(n => Seen(n))])));
        Assert.Equal("picture.twice", CodeOf(Show(Seen(1), Seen(1))));
        Assert.Empty(milestone.Reports);
        Assert.True(Show([.. Enumerable.Range(1, 6).Select(n => Seen(n))]).Ok);
        Assert.Equal([1, 2, 3, 4, 5, 6], milestone.Reports[0].Pictures.Select(p => p.Order));
        // The same picture may come again with another report, of the day when nothing has moved.
        Assert.True(Show(Seen(1)).Ok);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_percentage_is_one(int percent) => Assert.Equal("milestone.percent", CodeOf(Begun() is var e && Planned(e) is var m ? e.Report(m.Id, Sun, percent, null, null, [], Today, Noon) : default));

    [Fact]
    public void It_is_complete_only_with_every_step_done_and_then_it_rests()
    {
        var execution = Begun();
        Assert.Equal("execution.open", CodeOf(execution.Complete("Done.", Noon)));
        var (one, other) = (Planned(execution), Planned(execution));
        Assert.True(execution.Report(one.Id, Sun, 100, null, null, [], Today, Noon).Ok);
        Assert.Equal("execution.open", CodeOf(execution.Complete("Done.", Noon)));
        Assert.Equal("milestone.done", CodeOf(execution.Report(one.Id, Sun, 90, null, "Broken again", [], Today, Noon)));
        Assert.True(execution.Report(other.Id, Sun, 100, null, null, [], Today, Noon).Ok);
        Assert.Equal("summary.missing", CodeOf(execution.Complete("", Noon)));
        Assert.Equal(($"decisions/{execution.DecisionId}", Noon.AddDays(30)), execution.Complete("Done.", Noon).Value is var survey ? (survey.Topic, survey.Until) : default);
        Assert.Equal("execution.completed", CodeOf(execution.Complete("Done.", Noon)));
        Assert.Equal("execution.completed", CodeOf(execution.Plan(New<MilestoneId>(), "More", Manager, Today, Today)));
        Assert.Equal("execution.completed", CodeOf(execution.Report(one.Id, Sun, 100, null, null, [], Today, Noon)));
    }
}
