using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Authors;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council.Writing;

/// <summary>Of two who change one text at once the second is shown what the first made of it, keeps what they typed, and goes over it only by pressing again; both stand in the history.</summary>
public sealed class TwoAtOnceTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync(string title) => (await host.SendAsync("lin", new Propose(title, "装一把长椅。", null))).Value.Id;

    private async Task<ProposalId> TalkedOfAsync()
    {
        var id = await ProposedAsync("一起归纳");
        Assert.True((await host.SendAsync("chen", new AddComment(id, "好", Stance.For))).Ok);
        return id;
    }

    private async Task<(ProposalId Proposal, AmendmentId Amendment)> AmendedAsync(string title)
    {
        var id = await ProposedAsync(title);
        return (id, (await host.SendAsync("chen", new PutAmendment(id, null, "装两把长椅，刷蓝漆。", "一把不够坐"))).Value);
    }

    private async Task<CallId> SaidToAsync()
    {
        var call = (await host.SendAsync("director", new OpenCall("花园里种什么", "春天要补种。", null, host.Now().AddDays(9)))).Value.Id;
        Assert.True((await host.SendAsync("lin", new Contribute(call, "种月季。"))).Ok);
        return call;
    }

    // Both pages were opened before either was sent; whichever was second has 409, the other's words struck out, its own underlined and in the field.
    private async Task<Browser> RaceAsync((string Who, string Path, string Form) one, (string Who, string Path, string Form) other)
    {
        (Browser Browser, string Form, string Body)[] both = [(await Browser.SignedInAsync(host, one.Who), one.Form, "甲甲甲甲。"), (await Browser.SignedInAsync(host, other.Who), other.Form, "乙乙乙乙。")];
        await both[0].Browser.GoAsync(one.Path);
        await both[1].Browser.GoAsync(other.Path);
        await Task.WhenAll(both.Select(b => b.Browser.PostAsync(b.Form, new() { ["body"] = b.Body })));
        var second = Assert.Single(both, b => b.Browser.Response.StatusCode == HttpStatusCode.Conflict);
        var first = Assert.Single(both, b => b.Browser != second.Browser);
        Assert.Equal(HttpStatusCode.OK, first.Browser.Response.StatusCode);
        var form = second.Browser.Form(second.Form);
        Assert.Contains(first.Body[..1], form.QuerySelector(".diff del")!.TextContent);
        Assert.Contains(second.Body[..1], form.QuerySelector(".diff ins")!.TextContent);
        Assert.Equal(second.Body, form.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("您写的还在下面", form.TextContent);
        Assert.NotNull(form.QuerySelector("#wrong"));
        await second.Browser.PostAsync(second.Form, new() { ["body"] = second.Body });
        Assert.Equal(HttpStatusCode.OK, second.Browser.Response.StatusCode);
        return second.Browser;
    }

    private async Task<string[]> BodiesAsync(ProposalId id) => [.. await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).SelectMany(p => p.Versions).OrderBy(v => v.Number).Select(v => v.Body.Source).ToListAsync())];

    [Fact]
    public async Task Of_a_proposal()
    {
        var id = await ProposedAsync("两位一起写");
        await RaceAsync(("lin", $"/proposals/{id}", "revise"), ("lin", $"/proposals/{id}", "revise"));
        var bodies = await BodiesAsync(id);
        Assert.Equal(("装一把长椅。", "乙乙乙乙。甲甲甲甲。"), (bodies[0], string.Concat(bodies[1..].OrderBy(b => b == "甲甲甲甲。"))));
    }

    [Fact]
    public async Task Of_a_summary()
    {
        var id = await TalkedOfAsync();
        var path = $"/proposals/{id}/summary";
        await RaceAsync(("director", path, "write"), ("director", path, "write"));
        Assert.Equal(["乙乙乙乙。", "甲甲甲甲。"], (await host.SendAsync("wu", new GetSummaries(id))).Value.Items.Select(s => s.Body).Order());
        await RaceAsync(("director", path, "write"), ("director", path, "write"));
        Assert.Equal(4, (await host.SendAsync("wu", new GetSummaries(id))).Value.Newest);
    }

    [Fact]
    public async Task Of_a_contribution()
    {
        var call = await SaidToAsync();
        await RaceAsync(("lin", $"/calls/{call}", "edit-1"), ("lin", $"/calls/{call}", "edit-1"));
        var all = (await host.SendAsync("wu", new GetContributionVersions(call, 1))).Value.Items;
        Assert.Equal(["乙乙乙乙。", "甲甲甲甲。", "种月季。"], all.Select(v => v.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_comment()
    {
        var id = await ProposedAsync("两个窗口");
        var said = (await host.SendAsync("chen", new AddComment(id, "原话", Stance.For))).Value;
        var path = $"/proposals/{id}/comments/{said}?edit=1";
        await RaceAsync(("chen", path, "edit"), ("chen", path, "edit"));
        Assert.Equal(3, await host.DbAsync(db => db.CommentVersions.CountAsync(v => v.CommentId == said)) + 1);
    }

    [Fact]
    public async Task Of_an_amendment_that_is_taken_over_in_part_while_the_text_moves_on()
    {
        var (id, amendment) = await AmendedAsync("边改边采纳");
        var (one, other) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "lin"));
        await other.GoAsync($"/amendments/{amendment}");
        await one.GoAsync($"/proposals/{id}");
        await one.PostAsync("revise", new() { ["body"] = "装一把铁长椅。" });
        await other.PostAsync("accept-part", new() { ["body"] = "装两把长椅。" });
        Assert.Equal(HttpStatusCode.Conflict, other.Response.StatusCode);
        Assert.Contains("铁", string.Concat(other.Form("accept-part").QuerySelectorAll(".diff del").Select(d => d.TextContent)));
        Assert.Equal("装两把长椅。", other.Form("accept-part").QuerySelector("textarea")!.TextContent.Trim());
        await other.PostAsync("accept-part", new() { ["body"] = "装两把铁长椅。" });
        Assert.Equal(["装一把长椅。", "装一把铁长椅。", "装两把铁长椅。"], await BodiesAsync(id));
        Assert.Contains("部分采纳", other.Page.QuerySelector(".side .state")!.TextContent);
    }

    [Fact]
    public async Task Of_an_amendment_that_two_take_over_in_part()
    {
        var (id, amendment) = await AmendedAsync("两人都来采纳");
        await RaceAsync(("lin", $"/amendments/{amendment}", "accept-part"), ("lin", $"/amendments/{amendment}", "accept-part"));
        Assert.Equal(3, (await BodiesAsync(id)).Length);
        // Whoever settles by office and does not write the text keeps what they typed, without a way to publish it.
        var (more, late) = await AmendedAsync("主任也来采纳");
        var (lin, director) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "director"));
        await lin.GoAsync($"/amendments/{late}");
        await director.GoAsync($"/amendments/{late}");
        await lin.PostAsync("accept-part", new() { ["body"] = "装两把长椅。" });
        await director.PostAsync("accept-part", new() { ["body"] = "装三把长椅。" });
        Assert.Equal("装三把长椅。", director.Form("accept-part").QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("三", director.Form("accept-part").QuerySelector(".diff ins")!.TextContent);
        Assert.Null(director.Form("accept-part").QuerySelector("button"));
        Assert.Equal(2, (await BodiesAsync(more)).Length);
    }

    [Fact]
    public async Task Of_a_draft_that_somebody_saves_while_its_author_looks_it_over()
    {
        var draft = (await host.SendAsync("lin", new StartDraft("两人的草稿", "甲写的。"))).Value.Id;
        await host.WriteAlongAsync(draft);
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/drafts/{draft}");
        await lin.PostAsync("review", new() { ["body"] = "甲又写的。" });
        Assert.True((await host.SendAsync("chen", new SaveDraft(draft, 2, "两人的草稿", "乙写的。", null, null))).Ok);
        await lin.PostAsync("propose", []);
        Assert.Equal(HttpStatusCode.Conflict, lin.Response.StatusCode);
        Assert.Contains("乙", string.Concat(lin.Page.QuerySelectorAll(".diff del").Select(d => d.TextContent)));
        Assert.Equal("甲又写的。", lin.Form("review").QuerySelector("textarea[name=body]")!.TextContent.Trim());
        Assert.Equal(0, await host.DbAsync(db => db.Proposals.CountAsync(p => p.Title == "两人的草稿")));
        await lin.PostAsync("review", new() { ["body"] = "甲乙写的。" });
        await lin.PostAsync("propose", []);
        Assert.Equal(["甲乙写的。"], await host.DbAsync(db => db.Proposals.Where(p => p.Title == "两人的草稿").SelectMany(p => p.Versions).Select(v => v.Body.Source).ToListAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_draft_that_its_co_author_goes_on_typing_while_its_author_looks_it_over(bool back)
    {
        var title = back ? "边看边写的草稿，再改" : "边看边写的草稿，提交";
        var draft = (await host.SendAsync("lin", new StartDraft(title, "甲写的。"))).Value.Id;
        await host.WriteAlongAsync(draft);
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/drafts/{draft}");
        var place = new PlaceId(Guid.Parse(lin.Page.QuerySelector("input[name=place][checked]")!.GetAttribute("value")!));
        Assert.True((await host.SendAsync("chen", new SaveDraft(draft, 1, title, "乙在写。", place, ByItself: true))).Ok);
        await lin.GoAsync($"/drafts/{draft}");
        await lin.PostAsync("review", []);
        // What was looked over is replaced by what its writer saved a moment later.
        Assert.True((await host.SendAsync("chen", new SaveDraft(draft, 2, title, "乙在写，又写了一段。", place, ByItself: true))).Ok);
        Assert.Equal([1, 3], await host.DbAsync(db => db.SavedTexts.Where(t => t.DraftId == draft).OrderBy(t => t.Number).Select(t => t.Number).ToListAsync()));
        await lin.PostAsync("propose", back ? new() { ["back"] = "1" } : []);
        Assert.Equal(0, await host.DbAsync(db => db.Proposals.CountAsync(p => p.Title == title)));
        Assert.Contains("又写了一段", string.Concat(lin.Page.QuerySelectorAll(".diff del").Select(d => d.TextContent)));
        Assert.Equal("乙在写。", lin.Form("review").QuerySelector("textarea[name=body]")!.TextContent.Trim());
        // Both stand in the draft's texts.
        Assert.Equal(["甲写的。", "乙在写，又写了一段。", "乙在写。"], await host.DbAsync(db => db.SavedTexts.Where(t => t.DraftId == draft).OrderBy(t => t.Number).Select(t => t.Body).ToListAsync()));
    }

    [Fact]
    public async Task Of_an_amendment_that_was_declined_meanwhile_no_newer_text_is_told()
    {
        var (id, amendment) = await AmendedAsync("一位采纳，一位谢绝");
        var (lin, director) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "director"));
        await lin.GoAsync($"/amendments/{amendment}");
        await director.GoAsync($"/amendments/{amendment}");
        await lin.PostAsync("decline", new() { ["reason"] = "一把够坐。" });
        await director.PostAsync("accept-part", new() { ["body"] = "装三把长椅。" });
        Assert.Equal(HttpStatusCode.Conflict, director.Response.StatusCode);
        Assert.NotNull(director.Form("accept-part").QuerySelector("#wrong"));
        Assert.Equal("装三把长椅。", director.Form("accept-part").QuerySelector("textarea")!.TextContent.Trim());
        Assert.Null(director.Form("accept-part").QuerySelector(".diff"));
        Assert.Equal(["装一把长椅。"], await BodiesAsync(id));
    }

    [Fact]
    public async Task What_is_wrong_otherwise_is_no_leave_to_go_over_what_was_not_shown()
    {
        var id = await TalkedOfAsync();
        (string Path, string Form, Func<Task> First, Dictionary<string, string> Wrong)[] all =
        [
            ($"/proposals/{id}", "revise", async () => Assert.True((await host.SendAsync("lin", new Revise(id, "装铁长椅。"))).Ok), new() { ["body"] = "" }),
            ($"/proposals/{id}/summary", "write", async () => Assert.True((await host.SendAsync("director", new WriteSummary(id, "都说好。"))).Ok), new() { ["body"] = "装木长椅。", ["preview"] = "2" }),
        ];
        foreach (var (path, form, first, wrong) in all)
        {
            var late = await Browser.SignedInAsync(host, form == "revise" ? "lin" : "director");
            await late.GoAsync(path);
            await first();
            // A preview, or a mistake, shows nothing of the version that came in between.
            await late.PostAsync(form, new() { ["body"] = "装木长椅。", ["preview"] = "1" });
            Assert.Equal("装木长椅。", late.Form(form).QuerySelector(".preview .prose")!.TextContent.Trim());
            await late.PostAsync(form, wrong);
            await late.PostAsync(form, new() { ["body"] = "装木长椅。", ["upTo"] = "1" });
            Assert.Equal(HttpStatusCode.Conflict, late.Response.StatusCode);
            Assert.NotNull(late.Form(form).QuerySelector(".diff del"));
        }
    }

    [Fact]
    public async Task Programs_are_told_the_newest_version_and_the_difference()
    {
        var id = await TalkedOfAsync();
        var (director, lin) = (await host.ApiAsync("director"), await host.ApiAsync("lin"));
        async Task<(HttpStatusCode, string?, int, bool, string?)> TellAsync(HttpClient who, string path, object body)
        {
            var answer = await who.PostAsJsonAsync($"/api/v1/{path}", body);
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (answer.StatusCode, told.GetProperty("code").GetString(), told.GetProperty("current").GetInt32(), told.GetProperty("difference").EnumerateArray().Any(p => p.GetProperty("kind").GetString() == "removed"), told.GetProperty("title").GetString());
        }
        Assert.Equal(HttpStatusCode.Created, (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/summaries", new { body = "第一版", baseVersion = 0 })).StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "summary.newer", 1, true, "您写的时候，小结已经出了第1版，所以还没有发布。请先看看有什么不同。"), await TellAsync(director, $"proposals/{id}/summaries", new { body = "别的", baseVersion = 0 }));
        Assert.Equal(HttpStatusCode.Created, (await director.PostAsJsonAsync($"/api/v1/proposals/{id}/summaries", new { body = "别的", baseVersion = 1 })).StatusCode);
        var (_, amendment) = await AmendedAsync("程序来采纳");
        var of = (await host.SendAsync("wu", new GetAmendment(amendment))).Value.Proposal;
        Assert.True((await host.SendAsync("lin", new Revise(of, "装铁长椅。"))).Ok);
        Assert.Equal((HttpStatusCode.Conflict, "proposal.moved-on", 2, true), await TellAsync(lin, $"amendments/{amendment}/acceptance", new { body = "装两把。", fromVersion = 1 }) is var part ? (part.Item1, part.Item2, part.Item3, part.Item4) : default);
        Assert.Equal("proposal.moved-on", (await TellAsync(lin, $"amendments/{amendment}/acceptance", new { })).Item2);
        Assert.Equal(HttpStatusCode.Created, (await lin.PostAsJsonAsync($"/api/v1/amendments/{amendment}/acceptance", new { body = "装两把铁长椅。", fromVersion = 2 })).StatusCode);
        Assert.Equal(("amendment.settled", 3), await TellAsync(lin, $"amendments/{amendment}/acceptance", new { body = "装三把。", fromVersion = 2 }) is var settled ? (settled.Item2, settled.Item3) : default);
    }

    [Fact]
    public async Task Of_a_draft_that_is_changed_again_after_it_was_looked_over()
    {
        var draft = (await host.SendAsync("lin", new StartDraft("一起写的", "甲写的。"))).Value.Id;
        await host.WriteAlongAsync(draft);
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/drafts/{draft}");
        await lin.PostAsync("review", new() { ["body"] = "乙写的。" });
        var seen = (await host.SendAsync("chen", new GetDraft(draft))).Value;
        Assert.True((await host.SendAsync("chen", new SaveDraft(draft, seen.Revision, "一起写的", "丙写的。", null))).Ok);
        await lin.PostAsync("propose", new() { ["back"] = "1" });
        // What the other saved stands above one's own words, and nothing goes over it by itself.
        Assert.Contains("丙", lin.Page.QuerySelector(".now-box .diff")!.TextContent);
        Assert.Equal("乙写的。", lin.Form("review").QuerySelector("textarea[name=body]")!.TextContent.Trim());
        Assert.Null(lin.Page.QuerySelector("#writing")!.GetAttribute("data-base"));
    }
}
