using Forum.Domain.Decisions;
using Forum.Domain.Moderation;
using Forum.Domain.Voting;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Decisions;

public class NoticePeriodTests
{
    private static readonly DateTimeOffset Until = Noon.AddDays(5);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Until.Date);

    private static NoticePeriod Began() => NoticePeriod.Begin(Community.Id, New<PollId>(), null, "Title", PollOutcome.Passed, Noon, Until);

    private static Outcome<Decision> Publish(NoticePeriod? period, DateTimeOffset at, bool decides = true) =>
        Decision.Publish(New<DecisionId>(), "2026-000001", Community.Id, period, period?.Matter, decides, "Title", "Body", Day, Day, Lin, at);

    [Fact]
    public void An_open_period_blocks_the_decision() => Assert.Equal("notice.open", Publish(Began(), Until.AddTicks(-1)).Refusals[0].Code);

    [Fact]
    public void An_unanswered_objection_blocks_it_and_an_answered_one_does_not()
    {
        var period = Began();
        var objection = period.Object(New<ObjectionId>(), Lin, "Measure first", Noon).Value;
        Assert.Equal("notice.unanswered", Publish(period, Until).Refusals[0].Code);
        Assert.True(period.AnswerObjection(objection.Id, Sun, "Measured", Until).Ok);
        Assert.True(Publish(period, Until).Ok);
    }

    [Fact]
    public void A_hidden_objection_blocks_it_and_is_answered_all_the_same()
    {
        var period = Began();
        var objection = period.Object(New<ObjectionId>(), Lin, "Fools, all of you", Noon).Value;
        Assert.True(HidingEntry.Hide(New<HidingId>(), "2026-000001", objection, Community.Id, null, HouseRule.Insult, "No insults", Sun, [], null, Noon).Ok);
        Assert.Equal(("No insults", 1), (objection.Hidden!.Reason, period.Unanswered));
        Assert.Equal("notice.unanswered", Publish(period, Until).Refusals[0].Code);
        Assert.True(period.AnswerObjection(objection.Id, Sun, "We counted", Until).Ok);
        Assert.True(Publish(period, Until).Ok);
    }

    [Fact]
    public void It_is_decided_once()
    {
        var period = Began();
        Assert.True(Publish(period, Until, false).Ok);
        Assert.Equal("notice.decided", Publish(period, Until).Refusals[0].Code);
    }

    [Fact]
    public void Objections_come_in_time_and_one_at_a_time()
    {
        var period = Began();
        Assert.True(period.Object(New<ObjectionId>(), Lin, "One", Noon).Ok);
        Assert.Equal("notice.objected", period.Object(New<ObjectionId>(), Lin, "Two", Noon).Refusals[0].Code);
        Assert.Equal("notice.over", period.Object(New<ObjectionId>(), Sun, "Late", Until).Refusals[0].Code);
    }

    [Fact]
    public void A_decision_may_need_no_poll_but_nothing_is_declined_without_one()
    {
        Assert.True(Publish(null, Noon).Ok);
        Assert.Equal("decision.nothing-to-decline", Publish(null, Noon, false).Refusals[0].Code);
    }
}
