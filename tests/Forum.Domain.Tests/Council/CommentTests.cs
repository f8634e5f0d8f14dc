using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>What becomes of a comment after it was said.</summary>
public class CommentTests
{
    private static readonly ProposalId Bench = New<ProposalId>();

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");

    private static Comment Said(string words = "Yes.", Comment? head = null, Heard? from = null) =>
        Comment.Say(New<CommentId>(), Community.Id, Bench, 1, 1, head, Stance.For, Text(words), Lin, Noon, null, from).Value;

    [Fact]
    public void Answers_are_numbered_in_their_thread()
    {
        var head = Said();
        var (first, second) = (Said(head: head), Said(head: head));
        Assert.Equal((0, 1, 2, 2), (head.Nth, first.Nth, second.Nth, head.Answers));
        Assert.Equal(head.Id, second.ReplyTo);
        Assert.Throws<ArgumentException>(() => Said(head: first));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Within_minutes_a_change_leaves_a_note_later_the_old_words_stay_readable(int minutes, bool readable)
    {
        var said = Said("Jes.");
        var old = said.Edit(Lin.AccountId, Text("Yes."), Noon.AddMinutes(minutes)).Value;
        Assert.Equal(("Jes.", 1, readable), (old.Body.Source, old.Number, old.Readable));
        Assert.Equal(("Yes.", Noon.AddMinutes(minutes), readable ? 1 : 0), (said.Body.Source, said.EditedAt, said.OlderVersions));
    }

    [Fact]
    public void Words_that_somebody_agreed_with_or_answered_stay_readable_and_whoever_agreed_may_take_that_back()
    {
        var answered = Said("Jes.");
        Said(head: answered);
        Assert.True(answered.Edit(Lin.AccountId, Text("Yes."), Noon).Value.Readable);
        var said = Said("Jes.");
        Assert.True(said.LeavesOnlyANote(Noon));
        var agreement = said.Agree(Sun.AccountId, false).Value;
        Assert.False(said.LeavesOnlyANote(Noon));
        var old = said.Edit(Lin.AccountId, Text("No."), Noon).Value;
        Assert.Equal((true, 1, 1), (old.Readable, old.Agreed, said.OlderVersions));
        Assert.Equal("comment.newer-words", said.Agree(Lin.AccountId with { Value = Guid.NewGuid() }, false, null, 1).Refusals[0].Code);
        Assert.Equal("comment.not-agreed", said.TakeBack(null).Refusals[0].Code);
        Assert.True(said.TakeBack(agreement).Ok);
        Assert.Equal(0, said.Agreed);
    }

    [Fact]
    public void Words_of_another_are_changed_in_sight_of_everybody_and_taken_back_with_a_reason()
    {
        var person = New<PersonId>();
        var said = Comment.Say(New<CommentId>(), Community.Id, New<ProposalId>(), 1, 1, null, Stance.For, Text("Jes."), Sun, Noon, from: new Heard(person, "Zhao", "Building 1")).Value;
        Assert.True(said.Edit(Sun.AccountId, Text("Yes."), Noon).Value.Readable);
        Assert.Equal("reason.missing", said.Withdraw(Sun.AccountId, New<PersonId>(), Noon).Refusals[0].Code);
        Assert.True(said.Withdraw(Sun.AccountId, null, Noon, "Misheard").Ok);
        Assert.Equal((Sun.As, "Misheard"), (said.Withdrawn!.As!.Value, said.Withdrawn.Reason));
        var own = Comment.Say(New<CommentId>(), Community.Id, New<ProposalId>(), 1, 1, null, Stance.For, Text("Yes."), Sun, Noon, from: new Heard(person, "Zhao", "Building 1")).Value;
        Assert.True(own.Withdraw(Lin.AccountId, person, Noon).Ok);
        Assert.Null(own.Withdrawn!.As);
    }

    [Fact]
    public void Only_the_author_changes_words_and_only_to_others()
    {
        var said = Said();
        Assert.Equal("comment.not-yours", said.Edit(Sun.AccountId, Text("No."), Noon).Refusals[0].Code);
        Assert.Equal("comment.same", said.Edit(Lin.AccountId, Text("Yes."), Noon).Refusals[0].Code);
        Assert.Equal("body.missing", said.Edit(Lin.AccountId, Text(" "), Noon).Refusals[0].Code);
        Assert.Equal("comment.not-yours", said.Withdraw(Sun.AccountId, null, Noon).Refusals[0].Code);
        Assert.Equal("comment.not-yours", said.WithdrawFor(Sun, "Why", Noon).Refusals[0].Code);
        Assert.Equal(0, said.Edits);
    }

    [Fact]
    public void What_was_taken_back_is_changed_agreed_with_and_hidden_no_more()
    {
        var said = Said();
        Assert.True(said.Withdraw(Lin.AccountId, null, Noon).Ok);
        Assert.False(said.IsShown);
        Assert.Equal("text.withdrawn", said.Edit(Lin.AccountId, Text("No."), Noon).Refusals[0].Code);
        Assert.Equal("text.withdrawn", said.Withdraw(Lin.AccountId, null, Noon).Refusals[0].Code);
        Assert.Equal("text.withdrawn", said.Agree(Sun.AccountId, false).Refusals[0].Code);
        Assert.Equal("hiding.withdrawn", HidingEntry.Hide(New<HidingId>(), "2026-000001", said, Community.Id, null, HouseRule.Other, "why", Sun, [], null, Noon).Refusals[0].Code);
    }

    [Fact]
    public void What_was_hidden_meanwhile_is_said_to_be_hidden_and_not_to_be_missing()
    {
        var said = Said();
        Assert.True(HidingEntry.Hide(New<HidingId>(), "2026-000001", said, Community.Id, null, HouseRule.Other, "why", Sun, [], null, Noon).Ok);
        Assert.Equal("text.hidden", said.Edit(Lin.AccountId, Text("No."), Noon).Refusals[0].Code);
        Assert.Equal("text.hidden", said.Withdraw(Lin.AccountId, null, Noon).Refusals[0].Code);
        Assert.Equal("text.hidden", said.Agree(Sun.AccountId, false).Refusals[0].Code);
        Assert.Equal("text.hidden", Report.Keep(said, [], "fine", Sun, Noon).Refusals[0].Code);
    }

    [Fact]
    public void Whoever_spoke_the_words_does_not_agree_with_them_either()
    {
        var li = New<PersonId>();
        var said = Said(from: new(li, "Li", "Building 3"));
        Assert.Equal("comment.own", said.Agree(Sun.AccountId, false, li).Refusals[0].Code);
        Assert.True(said.Agree(Sun.AccountId, false, New<PersonId>()).Ok);
    }

    [Fact]
    public void Counts_follow_what_is_shown()
    {
        var talk = new Talk(Bench);
        foreach (var stance in new[] { Stance.For, Stance.For, Stance.Against, Stance.Neither }) talk.Shown(stance);
        talk.Gone(Stance.For);
        Assert.Equal((1, 1, 1), (talk.For, talk.Against, talk.Neither));
    }

    [Theory]
    [InlineData("送货 时间", "送货时间")]
    [InlineData("at nine.\n Smoke", "at nine.  Smoke")]
    [InlineData("𠮷野家", "去𠮷野家")]
    public void A_passage_is_found_whatever_the_white_space_and_kept_as_the_text_has_it(string passage, string text)
    {
        var quote = Quote.Of(2, passage, text).Value;
        Assert.Equal(2, quote.Version);
        Assert.Contains(quote.Words.Replace(" ", ""), text.Replace(" ", ""));
        Assert.DoesNotContain("  ", quote.Words);
    }

    [Theory]
    [InlineData("晚上送货", "quote.not-there")]
    [InlineData(" ", "quote.missing")]
    public void A_passage_that_is_not_there_is_none(string passage, string code) => Assert.Equal(code, Quote.Of(1, passage, "送货时间写进合同。").Refusals[0].Code);

    [Theory]
    [InlineData("𠮷", 4000, true)]
    [InlineData("𠮷", 4001, false)]
    [InlineData("👨‍👩‍👧", 4000, true)]
    [InlineData("e\u0301", 4000, true)]
    public void Length_is_counted_as_people_count(string character, int times, bool ok) =>
        Assert.Equal(ok, Words.Check("body", string.Concat(Enumerable.Repeat(character, times)), Comment.LongestBody) is null);

    [Fact]
    public void Half_a_rare_character_is_no_text() => Assert.Equal("text.unreadable", Words.Check("body", "a" + (char)0xD842, 10)!.Code);

    [Fact]
    public void A_heap_of_marks_on_one_letter_is_no_short_text() =>
        Assert.Equal("text.too-long", Words.Check("body", "a" + new string('\u0301', 40_000), Comment.LongestBody)!.Code);
}
