using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Moderation;
using static Forum.Domain.Tests.People;

namespace Forum.Domain.Tests.Council;

/// <summary>Reports, hidings, appeals, slow discussions, new accounts, interests.</summary>
public class ModerationTests
{
    private static readonly ProposalId Bench = New<ProposalId>();
    private static readonly Byline Director = new(New<AccountId>(), "Ren", Role.CommitteeDirector, "Committee");
    private static readonly Byline Supervisor = new(New<AccountId>(), "Qin", Role.Supervisor, "Supervision");

    private static Markup Text(string words) => new(words, $"<p>{words}</p>");
    private static Comment Said() => Comment.Say(New<CommentId>(), Community.Id, Bench, 1, 1, null, Stance.For, Text("Fools."), Lin, Noon).Value;
    private static Report Reported(Comment comment) => Report.Make(New<ReportId>(), comment, Community.Id, Bench, New<AccountId>(), null, HouseRule.Insult, null, false, Noon).Value;
    private static HidingEntry Hidden(Comment comment, params Report[] open) => HidingEntry.Hide(New<HidingId>(), "2026-000001", comment, Community.Id, Bench, HouseRule.Insult, "An insult", Director, open, null, Noon).Value;
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    [Fact]
    public void Words_of_others_that_are_shown_are_reported_once()
    {
        var said = Said();
        Assert.Equal("report.own", Code(Report.Make(New<ReportId>(), said, Community.Id, Bench, Lin.AccountId, null, HouseRule.Insult, null, false, Noon)));
        Assert.Equal("report.already", Code(Report.Make(New<ReportId>(), said, Community.Id, Bench, Sun.AccountId, null, HouseRule.Insult, null, true, Noon)));
        Assert.Equal("remark.missing", Code(Report.Make(New<ReportId>(), said, Community.Id, Bench, Sun.AccountId, null, HouseRule.Other, " ", false, Noon)));
        Assert.Equal("text.too-long", Code(Report.Make(New<ReportId>(), said, Community.Id, Bench, Sun.AccountId, null, HouseRule.Insult, new('a', 401), false, Noon)));
        said.Withdraw(Lin.AccountId, null, Noon);
        Assert.Equal("text.withdrawn", Code(Report.Make(New<ReportId>(), said, Community.Id, Bench, Sun.AccountId, null, HouseRule.Insult, null, false, Noon)));
    }

    [Fact]
    public void Keeping_answers_every_report_with_a_reason()
    {
        var said = Said();
        Assert.Equal("report.none", Code(Report.Keep(said, [], "No insult", Director, Noon)));
        Report[] open = [Reported(said), Reported(said)];
        Assert.Equal("report.judge-own", Code(Report.Keep(said, open, "No insult", Lin, Noon)));
        Assert.Equal("reason.missing", Code(Report.Keep(said, open, "", Director, Noon)));
        Assert.True(Report.Keep(said, open, "No insult", Director, Noon).Ok);
        Assert.All(open, r => Assert.Equal(new ReportAnswer(false, Director.AccountId, Noon, "No insult"), r.Answer));
        Assert.True(said.IsShown);
    }

    [Fact]
    public void Hiding_leaves_a_line_without_the_words_and_answers_the_reports()
    {
        var said = Said();
        var report = Reported(said);
        var entry = Hidden(said, report);
        Assert.Equal((HouseRule.Insult, "An insult", Director), (entry.Rule, entry.Reason, entry.By));
        Assert.True(report.Answer!.Hides);
        Assert.DoesNotContain("Fools", said.TakeEvents().OfType<TextHidden>().Single().ToString());
    }

    [Fact]
    public void Only_the_author_appeals_once_and_only_somebody_else_decides()
    {
        var said = Said();
        var entry = Hidden(said);
        Assert.Equal("hiding.not-yours", Code(HidingAppeal.Make(entry, said, Sun.AccountId, null, "No.", false, Noon)));
        Assert.Equal("hiding.appealed", Code(HidingAppeal.Make(entry, said, Lin.AccountId, null, "No.", true, Noon)));
        Assert.Equal("plea.missing", Code(HidingAppeal.Make(entry, said, Lin.AccountId, null, "", false, Noon)));
        var appeal = HidingAppeal.Make(entry, said, Lin.AccountId, null, "It is a quotation.", false, Noon).Value;
        Assert.Equal("hiding.own", Code(appeal.Settle(entry, said, true, "Yes.", Director, Noon)));
        Assert.Equal("hiding.own", Code(appeal.Settle(entry, said, true, "Yes.", Lin, Noon)));
        Assert.Equal("reason.missing", Code(appeal.Settle(entry, said, true, null, Supervisor, Noon)));
        Assert.True(appeal.Settle(entry, said, false, "It stays.", Supervisor, Noon).Ok);
        Assert.False(said.IsShown);
        Assert.Equal("hiding.answered", Code(appeal.Settle(entry, said, true, "Yes.", Supervisor, Noon)));
    }

    [Fact]
    public void What_an_appeal_cleared_is_hidden_again_only_after_a_change()
    {
        var said = Said();
        var entry = Hidden(said);
        Assert.True(HidingAppeal.Make(entry, said, Lin.AccountId, null, "A quotation.", false, Noon).Value.Settle(entry, said, true, "Right.", Supervisor, Noon).Ok);
        Assert.True(said.IsShown);
        Assert.Contains(said.TakeEvents(), e => e is TextShownAgain);
        Assert.Equal("hiding.over", Code(HidingAppeal.Make(entry, said, Lin.AccountId, null, "Again.", false, Noon)));
        Outcome<HidingEntry> Again() => HidingEntry.Hide(New<HidingId>(), "2026-000002", said, Community.Id, Bench, HouseRule.Insult, "Still", Director, [], entry, Noon);
        Assert.Equal("hiding.settled", Code(Again()));
        said.Edit(Lin.AccountId, Text("Fools, all."), Noon);
        Assert.True(Again().Ok);
    }

    [Fact]
    public void A_slow_discussion_lets_each_speak_after_so_many_minutes_until_it_is_ended()
    {
        Assert.Equal("slow.minutes", Code(SlowMode.Set(Community.Id, Bench, null, 0, "Hot", Director, Noon)));
        Assert.Equal("slow.minutes", Code(SlowMode.Set(Community.Id, Bench, null, 1441, "Hot", Director, Noon)));
        Assert.Equal("reason.missing", Code(SlowMode.Set(Community.Id, Bench, null, 10, "", Director, Noon)));
        var slow = SlowMode.Set(Community.Id, Bench, null, 10, "Hot", Director, Noon).Value;
        Assert.Null(slow.Bars(null, Noon));
        Assert.Equal(Noon.AddMinutes(10), slow.Bars(Noon, Noon.AddMinutes(9))!.Facts.Single(f => f.Name == "at").Value);
        Assert.Null(slow.Bars(Noon, Noon.AddMinutes(10)));
        var slower = SlowMode.Set(Community.Id, Bench, slow, 20, "Hotter", Director, Noon).Value;
        Assert.Equal((2, true), (slower.Number, slow.Ending is not null));
        Assert.True(slower.Lift(Director.AccountId, Noon).Ok);
        Assert.Equal("slow.none", Code(slower.Lift(Director.AccountId, Noon)));
        Assert.Null(slower.Bars(Noon, Noon));
    }

    [Fact]
    public void A_new_account_speaks_so_often_a_day_and_without_links()
    {
        var rules = new NewAccountRules(7, 2, 3);
        var tomorrow = Noon.AddHours(12);
        Assert.Null(rules.BarsSpeaking(Noon, 1, tomorrow, Noon));
        Assert.Equal(tomorrow, rules.BarsSpeaking(Noon, 2, tomorrow, Noon)!.Facts.Single(f => f.Name == "at").Value);
        // Where the account is new no more before the day is over, it may speak from then.
        Assert.Equal(Noon.AddHours(1), rules.BarsSpeaking(Noon.AddDays(-7).AddHours(1), 2, tomorrow, Noon)!.Facts.Single(f => f.Name == "at").Value);
        Assert.Null(rules.BarsSpeaking(Noon.AddDays(-7), 9, tomorrow, Noon));
        Assert.NotNull(rules.BarsLinks(Noon, new("see", "<p><a href=\"https://a.cn\">see</a></p>"), Noon));
        foreach (var link in new[] { "WWW.a.cn", "https://a.b", "ｈｔｔｐｓ：／／ａ．ｂ", "来看a-b.com/x吧", "go to Shop.Example.org.", "h\u200bttp://a", "在 ａ．ｃｏｍ 上", "去-shop.com看", "12306.cn", "@shop.com" }) Assert.NotNull(rules.BarsLinks(Noon, Text(link), Noon));
        Assert.Equal("a-b.com/x", rules.BarsLinks(Noon, Text("来看a-b.com/x吧"), Noon)!.Facts.Single(f => f.Name == "link").Value);
        // What comes in the next line is none of it, and a link that stood there is nobody's new one.
        Assert.Null(rules.BarsLinks(Noon, Text("https://a.cn/x\nthird"), Noon, Text("https://a.cn/x\nsecond")));
        Assert.Null(rules.BarsLinks(Noon, Text(string.Concat(Enumerable.Repeat("a.", 20_000))), Noon));
        foreach (var none in new[] { "3.5 m", "well.so it is", "lin@example.com", "lin_w@my-site.com", "com. cn", "Node.js", "a.company", "site.\nOnline", "the door.\r\nCn", "call.\tCom", "1.APP打不开", "mr.cc" }) Assert.Null(rules.BarsLinks(Noon, Text(none), Noon));
        Assert.Null(rules.BarsLinks(Noon, Text("see"), Noon));
        Assert.Null(rules.BarsLinks(Noon.AddDays(-3), Text("https://a.cn"), Noon));
        Assert.Equal(3, new NewAccountRules(91, 0, -1).Wrong().Count());
    }

    [Fact]
    public void An_interest_is_declared_by_oneself_or_recorded_by_an_officer_and_ended_by_neither_alone()
    {
        var whose = new Party(Supervisor.AccountId, null, "Qin");
        Outcome<Interest> Declare(Byline by, bool own, bool officer, bool already = false, string reason = "His brother builds it") => Interest.Declare(New<InterestId>(), Community.Id, Bench, whose, reason, by, own, officer, already, Noon);
        Assert.Equal("forbidden", Code(Declare(Lin, false, false)));
        Assert.Equal("interest.already", Code(Declare(Supervisor, true, false, true)));
        Assert.Equal("reason.missing", Code(Declare(Supervisor, true, false, reason: " ")));
        var recorded = Declare(Director, false, true).Value;
        Assert.Equal("interest.not-yours", Code(recorded.AskToEnd(Lin.AccountId, false, "No longer", Noon)));
        Assert.Equal("reason.missing", Code(recorded.AskToEnd(Supervisor.AccountId, true, " ", Noon)));
        Assert.True(recorded.AskToEnd(Supervisor.AccountId, true, "He moved away", Noon).Ok);
        Assert.Null(recorded.Ending);
        Assert.Equal("interest.asked", Code(recorded.AskToEnd(Supervisor.AccountId, true, "He did move", Noon)));
        Assert.Equal("interest.own", Code(recorded.End(Supervisor, true, true, "No longer", Noon)));
        Assert.Equal("interest.recused", Code(recorded.End(Director, false, true, "No longer", Noon)));
        Assert.Equal("reason.missing", Code(recorded.End(Director, false, false, "", Noon)));
        Assert.True(recorded.End(Director, false, false, "Seen his new contract", Noon).Ok);
        Assert.Equal("interest.over", Code(recorded.End(Director, false, false, "No longer", Noon)));
        Assert.Equal("interest.over", Code(recorded.AskToEnd(Supervisor.AccountId, true, "No longer", Noon)));
        Assert.Equal(["interest.declared", "interest.end-asked", "interest.ended"], recorded.TakeEvents().OfType<IOfficialAct>().Select(e => e.Act));
    }

    [Fact]
    public void That_it_is_over_is_refused_with_a_reason_and_asked_again()
    {
        var declared = Interest.Declare(New<InterestId>(), Community.Id, New<CallId>(), new(Supervisor.AccountId, null, "Qin"), "Her shop", Supervisor, true, false, false, Noon).Value;
        Assert.StartsWith("calls/", declared.About.Topic);
        Assert.Equal("interest.not-asked", Code(declared.RefuseToEnd(Director, false, false, "Still open", Noon)));
        Assert.True(declared.AskToEnd(Supervisor.AccountId, true, "Shop closed", Noon).Ok);
        Assert.Equal("interest.own", Code(declared.RefuseToEnd(Supervisor, true, true, "Still open", Noon)));
        Assert.Equal("interest.recused", Code(declared.RefuseToEnd(Director, false, true, "Still open", Noon)));
        Assert.Equal("reason.missing", Code(declared.RefuseToEnd(Director, false, false, " ", Noon)));
        var refused = declared.RefuseToEnd(Director, false, false, "Still open", Noon.AddDays(1)).Value;
        Assert.Equal((1, "Shop closed", Supervisor.AccountId, "Still open"), (refused.Number, refused.Plea, refused.PleaBy, refused.Reason));
        Assert.Null(declared.Plea);
        Assert.Null(declared.Ending);
        Assert.True(declared.AskToEnd(Supervisor.AccountId, true, "Now it is", Noon).Ok);
        Assert.Equal(2, declared.RefuseToEnd(Director, false, false, "No", Noon).Value.Number);
        Assert.True(declared.End(Director, false, false, "Seen it", Noon).Ok);
        Assert.Equal("interest.over", Code(declared.RefuseToEnd(Director, false, false, "No", Noon)));
    }

    [Fact]
    public void Whoever_asked_does_not_confirm_even_where_it_is_another_s()
    {
        var recorded = Interest.Declare(New<InterestId>(), Community.Id, New<ConcernId>(), new(Supervisor.AccountId, null, "Qin"), "It is her lift", Director, false, true, false, Noon).Value;
        Assert.StartsWith("concerns/", recorded.About.Topic);
        Assert.True(recorded.AskToEnd(Director.AccountId, false, "I was wrong", Noon).Ok);
        Assert.Equal("interest.own", Code(recorded.End(Director, false, false, "Yes", Noon)));
    }

    [Fact]
    public void A_body_s_interest_is_that_of_all_who_act_for_it()
    {
        var unit = New<UnitId>();
        var caller = new Caller(Lin.AccountId, null, "Lin", Community.Id, [new(Role.PropertyManager, Community.Id, Community.Path, "Property", unit)]);
        Assert.True(new Party(null, unit, "Property").Is(caller));
        Assert.False(new Party(null, New<UnitId>(), "Other").Is(caller));
        Assert.False(new Party(null, unit, "Property").Is(Caller.Visitor(Community.Id)));
        Assert.False(new Party(null, null, "").Is(Caller.Visitor(Community.Id)));
    }
}
