using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

public class DraftTests
{
    private static (ProposalDraft Draft, SavedText Text) Begun() => ProposalDraft.Begin(New<DraftId>(), Community.Id, Lin.AccountId, 0, new("A bench", "By the door."), null, Noon).Value;

    private static void Join(ProposalDraft draft)
    {
        Assert.True(draft.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon).Ok);
        Assert.True(draft.Join(Sun, Noon).Ok);
    }

    [Fact]
    public void Two_texts_begun_from_one_are_both_kept_and_the_second_lies_aside()
    {
        var (draft, first) = Begun();
        Join(draft);
        var theirs = draft.Save(Sun.AccountId, first, 1, new("A bench", "By the lift."), false, Noon).Value.Text;
        var mine = draft.Save(Lin.AccountId, theirs, 1, new("A bench", "By the gate."), false, Noon).Value.Text;
        Assert.Equal(((2, false), (3, true)), ((theirs.Number, theirs.Aside), (mine.Number, mine.Aside)));
        Assert.Equal((2, 3), (draft.Current, draft.Last));
        var together = draft.Save(Lin.AccountId, theirs, 2, new("Two benches", "By the lift and the gate."), false, Noon).Value.Text;
        Assert.Equal((4, false, 4, "Two benches"), (together.Number, together.Aside, draft.Current, draft.Title));
    }

    [Fact]
    public void A_text_keeps_its_category_and_none_that_there_is_not()
    {
        var (draft, first) = Begun();
        var chosen = draft.Save(Lin.AccountId, first, 1, new("A bench", "By the door.", Category: "facilities"), false, Noon).Value.Text;
        Assert.Equal((2, "facilities", "facilities"), (chosen.Number, chosen.Category, chosen.Text.Category));
        Assert.Null(draft.Save(Lin.AccountId, chosen, 2, new("A bench", "By the door.", Category: ""), false, Noon).Value.Text.Category);
        Assert.Equal("category.missing", draft.Save(Lin.AccountId, chosen, 2, new("A bench", "By the door.", Category: "moon"), false, Noon).Refusals[0].Code);
    }

    [Fact]
    public void The_same_words_again_are_no_new_text()
    {
        var (draft, first) = Begun();
        Assert.Same(first, draft.Save(Lin.AccountId, first, 0, first.Text, false, Noon).Value.Text);
        Assert.Equal(1, draft.Last);
    }

    [Fact]
    public void What_saves_itself_in_one_sitting_replaces_itself_and_nothing_else()
    {
        var (draft, first) = Begun();
        Join(draft);
        (SavedText Text, SavedText? Replaces) Save(AccountId by, SavedText before, string body, int minutes) => draft.Save(by, before, draft.Current, new("A bench", body), true, Noon.AddMinutes(minutes)).Value;
        var a = Save(Lin.AccountId, first, "a", 0);
        Assert.Null(a.Replaces);
        var b = Save(Lin.AccountId, a.Text, "ab", 1);
        Assert.Same(a.Text, b.Replaces);
        var other = Save(Sun.AccountId, b.Text, "abc", 2);
        Assert.Null(other.Replaces);
        var c = Save(Lin.AccountId, other.Text, "abcd", 3);
        var late = Save(Lin.AccountId, c.Text, "abcde", 9);
        Assert.Null(late.Replaces);
    }

    [Fact]
    public void What_saves_itself_aside_replaces_itself_too_and_leaves_what_counts_alone()
    {
        var (draft, first) = Begun();
        Join(draft);
        var theirs = draft.Save(Sun.AccountId, first, 1, new("A bench", "By the lift."), false, Noon).Value.Text;
        (SavedText Text, SavedText? Replaces) Aside(string body, SavedText? beside, int minutes) => draft.Save(Lin.AccountId, theirs, 1, new("A bench", body), true, Noon.AddMinutes(minutes), beside).Value;
        var a = Aside("By the g", null, 0);
        var b = Aside("By the gate.", a.Text, 1);
        Assert.Equal((true, true, 2), (a.Text.Aside, b.Text.Aside, draft.Current));
        Assert.Same(a.Text, b.Replaces);
        Assert.Same(b.Text, Aside("By the gate.", b.Text, 2).Text);
        Assert.Null(Aside("By the gate, at the", b.Text, 30).Replaces);
    }

    [Fact]
    public void A_draft_is_there_for_those_who_write_it_and_revoking_counts_at_once()
    {
        var (draft, first) = Begun();
        Assert.Equal("not-found", draft.Save(Sun.AccountId, first, 1, new("x", "y"), false, Noon).Refusals[0].Code);
        Assert.True(draft.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon).Ok);
        Assert.False(draft.IsWrittenBy(Sun.AccountId));
        Assert.Equal("coauthor.already", draft.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon).Refusals[0].Code);
        Assert.True(draft.Join(Sun, Noon).Ok);
        Assert.Equal("coauthor.joined", draft.Join(Sun, Noon).Refusals[0].Code);
        Assert.Equal("coauthor.author-invites", draft.Invite(New<CoAuthorId>(), Sun.AccountId, New<AccountId>(), "X", Noon).Refusals[0].Code);
        Assert.Equal("draft.author-publishes", draft.BarsEnd(Sun.AccountId, null)!.Code);
        Assert.True(draft.End(Lin.AccountId, Sun.AccountId, Noon).Ok);
        Assert.False(draft.IsWrittenBy(Sun.AccountId));
        Assert.Equal("not-found", draft.Join(Sun, Noon).Refusals[0].Code);
        Assert.True(draft.Invite(New<CoAuthorId>(), Lin.AccountId, Sun.AccountId, "Sun", Noon).Ok);
        Assert.Equal(2, draft.CoAuthors.Count);
    }

    [Fact]
    public void An_author_cannot_invite_themselves_nor_a_crowd()
    {
        var (draft, _) = Begun();
        Assert.Equal("coauthor.yourself", draft.Invite(New<CoAuthorId>(), Lin.AccountId, Lin.AccountId, "Lin", Noon).Refusals[0].Code);
        for (var i = 0; i < WrittenTogether.MostCoAuthors; i++) Assert.True(draft.Invite(New<CoAuthorId>(), Lin.AccountId, New<AccountId>(), "N", Noon).Ok);
        Assert.Equal("coauthor.too-many", draft.Invite(New<CoAuthorId>(), Lin.AccountId, New<AccountId>(), "N", Noon).Refusals[0].Code);
        Assert.Equal("draft.too-many", ProposalDraft.Begin(New<DraftId>(), Community.Id, Lin.AccountId, ProposalDraft.MostDrafts, new("", ""), null, Noon).Refusals[0].Code);
    }

    [Fact]
    public void It_may_be_empty_and_never_too_long_or_unreadable()
    {
        Assert.True(ProposalDraft.Begin(New<DraftId>(), Community.Id, Lin.AccountId, 0, new("", ""), null, Noon).Ok);
        foreach (var text in new DraftText[] { new(new('a', Proposal.LongestTitle + 1), ""), new("", new('a', Proposal.LongestBody + 1)), new("", new(' ', Proposal.LongestBody + 1)), new("\ud800", "") })
            Assert.False(ProposalDraft.Begin(New<DraftId>(), Community.Id, Lin.AccountId, 0, text, null, Noon).Ok);
    }
}
