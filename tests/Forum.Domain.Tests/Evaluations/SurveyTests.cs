using Forum.Domain.Evaluations;
using Forum.Domain.Ledger;
using Forum.Domain.Moderation;
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
        Assert.Equal("evaluation.not-asked", CodeOf(survey.Answer(New<RemarkId>(), other, 5, null, false, Noon)));
        Assert.True(survey.Answer(New<RemarkId>(), asked, 5, null, false, Noon).Ok);
    }

    [Fact]
    public void Nobody_says_how_well_they_did_it_themselves() =>
        Assert.Equal("evaluation.not-asked", CodeOf(Survey.Of(Community.Id, "decisions/1", Noon).Answer(New<RemarkId>(), New<AccountId>(), 5, null, false, Noon, did: true)));

    [Fact]
    public void What_is_finished_is_evaluated_once_by_each_for_thirty_days()
    {
        var survey = Survey.Of(Community.Id, "concerns/1", Noon);
        Assert.True(survey.Answer(New<RemarkId>(), New<AccountId>(), 1, " Too slow ", false, Noon.AddDays(30).AddTicks(-1)) is { Ok: true, Value.Remark: "Too slow" });
        Assert.Equal("evaluation.over", CodeOf(survey.Answer(New<RemarkId>(), New<AccountId>(), 5, null, false, Noon.AddDays(30))));
        Assert.Equal("evaluation.given", CodeOf(survey.Answer(New<RemarkId>(), New<AccountId>(), 5, null, true, Noon)));
        Assert.Equal("evaluation.score", CodeOf(survey.Answer(New<RemarkId>(), New<AccountId>(), 6, null, false, Noon)));
        Assert.Equal("evaluation.score", CodeOf(survey.Answer(New<RemarkId>(), New<AccountId>(), 0, null, false, Noon)));
        Assert.Equal("text.too-long", CodeOf(survey.Answer(New<RemarkId>(), New<AccountId>(), 3, new('x', Evaluation.LongestRemark + 1), false, Noon)));
    }

    [Fact]
    public void It_is_published_when_it_is_over_and_five_answered()
    {
        var survey = Survey.Of(Community.Id, "decisions/1", Noon);
        Assert.False(survey.IsPublished(5, survey.Until.AddTicks(-1)));
        Assert.False(survey.IsPublished(4, survey.Until));
        Assert.True(survey.IsPublished(5, survey.Until));
    }

    [Fact]
    public void Words_have_an_id_of_their_own_and_an_answer_without_words_has_none()
    {
        var (survey, id) = (Survey.Of(Community.Id, "decisions/1", Noon), New<RemarkId>());
        Assert.Equal(id, survey.Answer(id, New<AccountId>(), 3, "Late", false, Noon).Value.RemarkId);
        var bare = survey.Answer(id, New<AccountId>(), 3, " ", false, Noon).Value;
        Assert.Null(bare.RemarkId);
        Assert.False(((IModerated)bare).IsShown);
    }

    [Fact]
    public void Words_are_hidden_and_shown_again_upon_their_writers_appeal_and_nothing_names_the_writer()
    {
        var (writer, director, supervisor) = (New<AccountId>(), new Byline(New<AccountId>(), "Ren", Role.CommitteeDirector, "Committee"), new Byline(New<AccountId>(), "Qin", Role.Supervisor, "Supervision"));
        var evaluation = Survey.Of(Community.Id, "decisions/1", Noon).Answer(New<RemarkId>(), writer, 1, "Fools.", false, Noon).Value;
        IModerated said = evaluation;
        Assert.Equal((null, null, "<p>Fools.</p>"), (said.Signed, said.SaidAt, said.Words.Html));
        Assert.Equal("report.own", CodeOf(Report.Make(New<ReportId>(), said, Community.Id, null, writer, null, HouseRule.Insult, null, false, Noon)));
        Assert.True(Report.Make(New<ReportId>(), said, Community.Id, null, Lin.AccountId, null, HouseRule.Insult, null, false, Noon).Ok);
        Assert.Equal("hiding.own-text", CodeOf(HidingEntry.Hide(New<HidingId>(), "2026-000001", said, Community.Id, null, HouseRule.Insult, "An insult", director with { AccountId = writer }, [], null, Noon)));
        var entry = HidingEntry.Hide(New<HidingId>(), "2026-000001", said, Community.Id, null, HouseRule.Insult, "An insult", director, [], null, Noon).Value;
        Assert.Equal((1, "An insult"), (evaluation.Score, evaluation.Hidden!.Reason));
        Assert.Equal("hiding.not-yours", CodeOf(HidingAppeal.Make(entry, said, Lin.AccountId, null, "Let it be.", false, Noon)));
        var appeal = HidingAppeal.Make(entry, said, writer, null, "They were.", false, Noon).Value;
        Assert.Equal("hiding.own", CodeOf(appeal.Settle(entry, said, true, "Yes", supervisor with { AccountId = writer }, Noon)));
        Assert.Equal("hiding.own", CodeOf(appeal.Settle(entry, said, true, "Yes", director, Noon)));
        Assert.True(appeal.Settle(entry, said, true, "Yes", supervisor, Noon).Ok);
        Assert.Null(evaluation.Hidden);

        // The ledger, whose rows name who acted, does not do so where the writer acts.
        IEvent[] all = [.. evaluation.TakeEvents(), .. appeal.TakeEvents()];
        Assert.Equal(["remark.hidden", "remark.shown-again", "hiding.appealed", "hiding.answered"], all.OfType<IOfficialAct>().Select(a => a.Act));
        Assert.DoesNotContain(writer.ToString(), string.Join(' ', all.Select(a => $"{a} {string.Join(' ', ((IOfficialAct)a).Facts)}")));
        LedgerRow Row(IEvent act, AccountId actor) => LedgerRow.Next(Community.Id, null, Noon, actor.ToString(), (IOfficialAct)act, _ => "digest");
        Assert.Equal(LedgerRow.Unsigned, Row(all.Single(e => e is HidingAppealed), writer).Actor);
        Assert.Equal(director.AccountId.ToString(), Row(all.Single(e => e is TextHidden), director.AccountId).Actor);
    }
}
