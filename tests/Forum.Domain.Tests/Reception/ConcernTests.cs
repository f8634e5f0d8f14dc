using Forum.Domain.Reception;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Reception;

public class ConcernTests
{
    private static readonly ConcernDeadlines Deadlines = ConcernDeadlines.Ordinary;

    private static Concern Raised(string title = "Dark stairs", string body = "The lamp is out.") =>
        Concern.Raise(New<ConcernId>(), "2026-000001", Community, "facilities", title, body, Visibility.Public, Lin, Deadlines, Noon).Value;

    private static Concern Assigned(Unit unit)
    {
        var concern = Raised();
        Assert.True(concern.Accept(Sun, null, Deadlines, Noon).Ok);
        Assert.True(concern.Assign(Sun, unit, Deadlines, Noon).Ok);
        return concern;
    }

    [Fact]
    public void The_whole_road_is_six_steps()
    {
        var unit = Property(Community);
        var concern = Assigned(unit);
        Assert.True(concern.Answer(Sun, "Looking", Noon.AddHours(1)).Ok);
        Assert.True(concern.Resolve(Sun, "Done", Noon.AddHours(2)).Ok);
        Assert.True(concern.Confirm(Lin, true, null, Deadlines, Noon.AddHours(3)).Ok);
        Assert.Equal(ConcernStatus.Confirmed, concern.Status);
        Assert.Null(concern.Due);
        Assert.Equal([1, 2, 3, 4, 5, 6], concern.Steps.Select(s => s.Order));
    }

    [Fact]
    public void A_corrected_category_leaves_both_values()
    {
        var concern = Raised();
        concern.Accept(Sun, "safety", Deadlines, Noon);
        var change = Assert.Single(concern.Steps, s => s.Kind == ConcernStepKind.Recategorised);
        Assert.Equal(("facilities", "safety"), (change.Before, change.After));
    }

    [Fact]
    public void Only_the_one_who_raised_it_confirms()
    {
        var concern = Assigned(Property(Community));
        concern.Resolve(Sun, "Done", Noon);
        Assert.Equal("concern.not-yours", concern.Confirm(Sun, true, null, Deadlines, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_dispute_needs_a_reason_and_sends_it_back_with_a_new_deadline()
    {
        var concern = Assigned(Property(Community));
        concern.Resolve(Sun, "Done", Noon);
        Assert.Equal("remark.missing", concern.Confirm(Lin, false, " ", Deadlines, Noon).Refusals[0].Code);
        Assert.True(concern.Confirm(Lin, false, "Still dark", Deadlines, Noon.AddDays(1)).Ok);
        Assert.Equal((ConcernStatus.Handling, Noon.AddDays(8)), (concern.Status, concern.Due!.Value));
    }

    [Fact]
    public void A_unit_returns_a_concern_once_only()
    {
        var unit = Property(Community);
        var concern = Assigned(unit);
        Assert.True(concern.Return(Sun, "Not ours", Deadlines, Noon).Ok);
        Assert.True(concern.Assign(Sun, unit, Deadlines, Noon).Ok);
        Assert.Equal("concern.returned-before", concern.Return(Sun, "Not ours", Deadlines, Noon).Refusals[0].Code);
    }

    [Fact]
    public void A_unit_of_another_community_cannot_have_it()
    {
        var concern = Raised();
        concern.Accept(Sun, null, Deadlines, Noon);
        Assert.Equal("concern.unit-cannot-handle", concern.Assign(Sun, Property(Neighbours), Deadlines, Noon).Refusals[0].Code);
    }

    [Fact]
    public void It_is_late_after_its_deadline_and_marked_once()
    {
        var concern = Raised();
        Assert.False(concern.Escalate(Noon.AddHours(24)).Ok);
        Assert.True(concern.Escalate(Noon.AddHours(24).AddTicks(1)).Ok);
        Assert.Equal("concern.already-escalated", concern.Escalate(Noon.AddDays(3)).Refusals[0].Code);
    }

    [Theory]
    [InlineData("", "title.missing")]
    [InlineData(" \n", "title.missing")]
    [InlineData("abc\u202Egpj", "text.unreadable")]
    [InlineData("a\0b", "text.unreadable")]
    public void What_is_no_text_is_refused(string title, string code) =>
        Assert.Equal(code, Concern.Raise(New<ConcernId>(), "1", Community, "other", title, "body", Visibility.Public, Lin, Deadlines, Noon).Refusals[0].Code);

    [Fact]
    public void Half_a_character_is_no_text() => Assert.Equal("text.unreadable", Words.Check("body", "a\uD800b", 10)!.Code);

    [Fact]
    public void The_first_words_outlive_every_sequence_of_steps() =>
        Gen.Int[0, 7].Array[0, 30].Sample(steps =>
        {
            var unit = Property(Community);
            var concern = Raised("标题", "𠮷野家 \r\n原话");
            foreach (var step in steps) Take(concern, unit, step);
            return concern is { Title: "标题", Body: "𠮷野家 \r\n原话" } && concern.Steps.Select(s => s.Order).SequenceEqual(Enumerable.Range(1, concern.Steps.Count));
        });

    private static Outcome<Done> Take(Concern concern, Unit unit, int step) => step switch
    {
        0 => concern.Accept(Sun, "safety", Deadlines, Noon),
        1 => concern.Assign(Sun, unit, Deadlines, Noon),
        2 => concern.Return(Sun, "no", Deadlines, Noon),
        3 => concern.Answer(Sun, "yes", Noon),
        4 => concern.Resolve(Sun, "done", Noon),
        5 => concern.Confirm(Lin, true, null, Deadlines, Noon),
        6 => concern.Confirm(Lin, false, "no", Deadlines, Noon),
        _ => concern.Escalate(Noon.AddDays(30)),
    };
}
