using Forum.Domain.Evaluations;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Evaluations;

public class SurveyTests
{
    private static string CodeOf<T>(Outcome<T> outcome) => outcome.Refusals[0].Code;

    [Fact]
    public void One_that_names_people_asks_nobody_else()
    {
        var (asked, other) = (New<AccountId>(), New<AccountId>());
        var survey = Survey.Of(Community.Id, "concerns/1", Noon, [asked, asked]);
        Assert.Single(survey.Asked);
        Assert.Equal("evaluation.not-asked", CodeOf(survey.Answer(other, 5, null, false, Noon)));
        Assert.True(survey.Answer(asked, 5, null, false, Noon).Ok);
    }

    [Fact]
    public void Nobody_says_how_well_they_did_it_themselves() =>
        Assert.Equal("evaluation.not-asked", CodeOf(Survey.Of(Community.Id, "decisions/1", Noon).Answer(New<AccountId>(), 5, null, false, Noon, did: true)));

    [Fact]
    public void What_is_finished_is_evaluated_once_by_each_for_thirty_days()
    {
        var survey = Survey.Of(Community.Id, "concerns/1", Noon);
        Assert.True(survey.Answer(New<AccountId>(), 1, " Too slow ", false, Noon.AddDays(30).AddTicks(-1)) is { Ok: true, Value.Remark: "Too slow" });
        Assert.Equal("evaluation.over", CodeOf(survey.Answer(New<AccountId>(), 5, null, false, Noon.AddDays(30))));
        Assert.Equal("evaluation.given", CodeOf(survey.Answer(New<AccountId>(), 5, null, true, Noon)));
        Assert.Equal("evaluation.score", CodeOf(survey.Answer(New<AccountId>(), 6, null, false, Noon)));
        Assert.Equal("evaluation.score", CodeOf(survey.Answer(New<AccountId>(), 0, null, false, Noon)));
        Assert.Equal("text.too-long", CodeOf(survey.Answer(New<AccountId>(), 3, new('x', Evaluation.LongestRemark + 1), false, Noon)));
    }
}
