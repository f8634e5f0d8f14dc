using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

public class CallTests
{
    private static readonly DateTimeOffset Closing = Noon.AddDays(7);
    private static readonly Byline Director = new(New<AccountId>(), "Director", Role.CommitteeDirector, "Committee");

    private static string CodeOf<T>(Outcome<T> outcome) => outcome.Refusals[0].Code;

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");

    private static Outcome<Call> Opened(DateTimeOffset? closesAt = null, string title = "Menu", CallText? english = null, string[]? groups = null) =>
        Call.Open(New<CallId>(), "2026-000001", Community, new(title, Text("What shall we cook?")), english, groups ?? [], closesAt ?? Closing, null, Director, Noon);

    private static Voice Voiced(Byline? by = null, PersonId? person = null, Heard? from = null) => new(by ?? Lin, person, from, from is null ? ContributionChannel.Online : ContributionChannel.Paper);

    private static Contribution Given(Call call, string words, Voice? voice = null) => call.Take(New<ContributionId>(), voice ?? Voiced(), Text(words), [], Noon).Value;

    private static Outcome<Done> Settled(Call call, Contribution contribution, ContributionOutcome outcome = ContributionOutcome.Adopted, string reason = "Good idea.", Contribution? into = null, bool holdsOthers = false, DateTimeOffset? at = null) =>
        call.Settle(contribution, outcome, reason, into, holdsOthers, Director, at ?? Closing);

    [Fact]
    public void A_call_is_open_a_day_at_least_and_ninety_at_most()
    {
        Assert.Equal("call.early", CodeOf(Opened(Noon.AddHours(24).AddTicks(-1))));
        Assert.True(Opened(Noon.AddHours(24)).Ok);
        Assert.True(Opened(Noon.AddDays(90)).Ok);
        Assert.Equal("call.late", CodeOf(Opened(Noon.AddDays(90).AddTicks(1))));
    }

    [Fact]
    public void It_has_a_title_a_text_and_not_too_many_groups_and_english_whole_or_not()
    {
        Assert.Equal("title.missing", CodeOf(Opened(title: " ")));
        Assert.Equal("englishBody.missing", CodeOf(Opened(english: new("Menu", Text("")))));
        Assert.Equal("englishTitle.missing", CodeOf(Opened(english: new("", Text("What?")))));
        Assert.Equal("call.groups", CodeOf(Opened(groups: [.. Enumerable.Range(0, 21).Select(i => $"grid/{i}")])));
        Assert.Equal(["tenants"], Opened(groups: ["tenants", "tenants"]).Value.Groups);
    }

    [Fact]
    public void It_stands_where_the_clock_and_the_conclusion_say()
    {
        var call = Opened().Value;
        Assert.Equal((CallState.Open, CallState.Closed), (call.StateAt(Closing.AddTicks(-1)), call.StateAt(Closing)));
        Assert.True(call.Conclude("Thank you all.", Director, Closing).Ok);
        Assert.Equal(CallState.Concluded, call.StateAt(Closing));
    }

    [Fact]
    public void Contributions_are_taken_between_opening_and_closing_and_numbered()
    {
        var call = Opened().Value;
        Assert.Equal("call.over", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text("Early"), [], Noon.AddTicks(-1))));
        Assert.Equal((1, 2), (Given(call, "Noodles").Number, Given(call, "Rice").Number));
        Assert.True(call.Take(New<ContributionId>(), Voiced(), Text("Late"), [], Closing.AddTicks(-1)).Ok);
        Assert.Equal("call.over", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text("Too late"), [], Closing)));
        Assert.Equal((3, 3), (call.Given, call.Pending));
        Assert.Equal("body.missing", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text(" "), [], Noon)));
        Assert.Equal("text.too-long", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text(new string('x', 2001)), [], Noon)));
        Assert.True(call.Take(New<ContributionId>(), Voiced(), Text(new string('x', 2000)), [], Noon).Ok);
    }

    [Fact]
    public void The_same_words_of_one_person_are_said_once_and_not_more_than_twenty_things()
    {
        var call = Opened().Value;
        var first = Given(call, "Less salt, please");
        Assert.Equal("contribution.said", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text("Less  ｓalt, please "), [first], Noon)));
        Assert.True(call.Take(New<ContributionId>(), Voiced(), Text("More salt, please"), [first], Noon).Ok);
        Assert.Equal("contribution.enough", CodeOf(call.Take(New<ContributionId>(), Voiced(), Text("Once more"), [.. Enumerable.Range(0, 20).Select(i => Given(call, $"Idea {i}"))], Noon)));
    }

    [Fact]
    public void Whoever_speaks_is_one_by_account_by_paper_and_for_a_body()
    {
        var person = New<PersonId>();
        Assert.Equal(Voiced(person: person).Speaker, Voiced(Sun, New<PersonId>(), new Heard(person, "Zhao", "Building 1")).Speaker);
        var unit = New<UnitId>();
        Assert.Equal(unit.Value, Voiced(Lin with { UnitId = unit }, person).Speaker);
        Assert.Equal(Lin.AccountId.Value, Voiced().Speaker);
    }

    [Fact]
    public void Whoever_wrote_it_down_takes_it_back_with_a_reason_and_whoever_spoke_without()
    {
        var (call, person) = (Opened().Value, New<PersonId>());
        var from = new Heard(person, "Zhao", "Building 1");
        Contribution Said(string words) => call.Take(New<ContributionId>(), new(Sun, New<PersonId>(), from, ContributionChannel.Spoken), new(words, words), [], Noon).Value;
        var (one, two) = (Said("Noodles"), Said("Rice"));
        Assert.Equal("reason.missing", CodeOf(call.Withdraw(one, true, Noon, New<PersonId>())));
        Assert.True(call.Withdraw(one, true, Noon, New<PersonId>(), "Misheard").Ok);
        Assert.True(call.Withdraw(two, true, Noon, person, "Whatever").Ok);
        Assert.Equal(("Misheard", null), (one.WithdrawnBecause, two.WithdrawnBecause));
    }

    [Fact]
    public void It_is_taken_back_by_its_own_people_while_the_call_is_open()
    {
        var call = Opened().Value;
        var said = Given(call, "Noodles");
        Assert.Equal("contribution.not-yours", CodeOf(call.Withdraw(said, false, Noon)));
        Assert.Equal("call.over", CodeOf(call.Withdraw(said, true, Closing)));
        Assert.True(call.Withdraw(said, true, Noon).Ok);
        Assert.Equal("text.withdrawn", CodeOf(call.Withdraw(said, true, Noon)));
        Assert.Equal((1, 0), (call.Given, call.Pending));
        Assert.Equal("text.withdrawn", CodeOf(Settled(call, said)));
        Assert.Equal(2, Given(call, "Rice").Number);
    }

    [Fact]
    public void An_outcome_is_said_after_the_closing_with_a_reason()
    {
        var call = Opened().Value;
        var said = Given(call, "Noodles");
        Assert.Equal("call.open", CodeOf(Settled(call, said, at: Closing.AddTicks(-1))));
        Assert.Equal("reason.missing", CodeOf(Settled(call, said, reason: " ")));
        Assert.Equal("contribution.reason", CodeOf(Settled(call, said, reason: " Good ")));
        Assert.Equal("text.too-long", CodeOf(Settled(call, said, reason: new string('x', 501))));
        Assert.Equal("contribution.outcome", CodeOf(Settled(call, said, ContributionOutcome.Pending)));
        Assert.Equal("contribution.outcome", CodeOf(Settled(call, said, (ContributionOutcome)9)));
        Assert.True(Settled(call, said).Ok);
        Assert.Equal((ContributionOutcome.Adopted, 0), (said.Outcome, call.Pending));
    }

    [Fact]
    public void An_outcome_can_be_said_anew_and_what_was_said_before_stays()
    {
        var call = Opened().Value;
        var said = Given(call, "Noodles");
        Assert.True(Settled(call, said).Ok);
        Assert.Equal("contribution.same", CodeOf(Settled(call, said)));
        Assert.True(Settled(call, said, ContributionOutcome.NotAdopted, "The kitchen is too small.").Ok);
        Assert.Equal([ContributionOutcome.Adopted, ContributionOutcome.NotAdopted], said.Settlements.Select(s => s.Outcome));
        Assert.Equal([false, true], call.TakeEvents().OfType<ContributionSettled>().Select(e => e.Again));
        Assert.Equal(0, call.Pending);
    }

    [Fact]
    public void It_is_merged_into_another_of_the_same_call_that_stands_by_itself()
    {
        var call = Opened().Value;
        var (one, other, third, gone) = (Given(call, "Noodles"), Given(call, "Noodles, please"), Given(call, "Rice"), Given(call, "Tea"));
        Assert.True(call.Withdraw(gone, true, Noon).Ok);
        Assert.Equal("contribution.into", CodeOf(Settled(call, other, ContributionOutcome.Merged)));
        Assert.Equal("contribution.into-self", CodeOf(Settled(call, other, ContributionOutcome.Merged, into: other)));
        Assert.Equal("contribution.into", CodeOf(Settled(call, other, ContributionOutcome.Merged, into: gone)));
        Assert.Equal("contribution.into", CodeOf(Settled(call, other, ContributionOutcome.Merged, into: Given(Opened().Value, "Elsewhere"))));
        Assert.True(Settled(call, other, ContributionOutcome.Merged, into: one).Ok);
        Assert.Equal(1, other.MergedInto);
        Assert.Equal("contribution.into-merged", CodeOf(Settled(call, third, ContributionOutcome.Merged, into: other)));
        Assert.Equal("contribution.holds-others", CodeOf(Settled(call, one, ContributionOutcome.Merged, into: third, holdsOthers: true)));
        Assert.True(Settled(call, other, ContributionOutcome.NotAdopted, "Not the same after all.", into: one).Ok);
        Assert.Null(other.MergedInto);
    }

    [Fact]
    public void It_is_concluded_once_when_each_has_its_outcome_and_then_it_rests()
    {
        var call = Opened().Value;
        var (one, other) = (Given(call, "Noodles"), Given(call, "Rice"));
        Assert.Equal("call.open", CodeOf(call.Conclude("Thanks.", Director, Noon)));
        Assert.True(Settled(call, one).Ok);
        Assert.Equal("call.pending", CodeOf(call.Conclude("Thanks.", Director, Closing)));
        Assert.True(Settled(call, other, ContributionOutcome.NotAdopted, "Too dear for now.").Ok);
        Assert.Equal("summary.missing", CodeOf(call.Conclude(" ", Director, Closing)));
        Assert.True(call.Conclude("Noodles it is.", Director, Closing).Ok);
        Assert.Equal("call.concluded", CodeOf(call.Conclude("Rice it is.", Director, Closing)));
        Assert.Equal("call.concluded", CodeOf(Settled(call, other)));
        Assert.Equal("call.over", CodeOf(call.Withdraw(one, true, Closing)));
    }
}
