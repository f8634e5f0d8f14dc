using System.Net;
using Forum.Council.Authors;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Moderation;
using Forum.Notifications;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever writes a proposal, alone or with others, neither admits it nor keeps order in it: the next office does.</summary>
public sealed class OwnProposalTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ProposalId> ProposedAsync(string by, bool endorsed = false)
    {
        var id = (await host.SendAsync(by, new Propose("修喷泉", "把喷泉修好。", null))).Value.Id;
        foreach (var endorser in endorsed ? new[] { "chen", "zhao", "wu", "volunteer", "care" } : []) Assert.True((await host.SendAsync(endorser, new Endorse(id))).Ok);
        return id;
    }

    private async Task<bool> WaitsAsync(string who, string kind, object id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task<CommentId> SaidAsync(ProposalId id) => (await host.SendAsync("wu", new AddComment(id, "喷泉费水，不要修。", Stance.Against))).Value;

    [Fact]
    public async Task The_author_of_the_committee_does_not_admit_it_and_the_party_organisation_does()
    {
        var (own, other) = (await ProposedAsync("director", true), await ProposedAsync("lin", true));
        Assert.Equal((false, true), (await WaitsAsync("director", "proposal.admit", own), await WaitsAsync("director", "proposal.admit", other)));
        Assert.Equal((true, false), (await WaitsAsync("secretary", "proposal.admit", own), await WaitsAsync("secretary", "proposal.admit", other)));
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new Admit(own, true))));
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new Admit(other, true))));
        Assert.False((await host.SendAsync("director", new GetProposal(own))).Value.Hall.May.Admit);
        Assert.True((await host.SendAsync("secretary", new GetProposal(own))).Value.Hall.May.Admit);
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("secretary", new GetNews())).Value.Items, n => n.Href == $"/proposals/{own}/admission");
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{own}/admission");
        Assert.Contains("这是您写的", director.Text);
        Assert.False(director.HasForm("admission"));
        Assert.True((await host.SendAsync("secretary", new Admit(own, false, "太贵。"))).Ok);
        Assert.True((await host.SendAsync("director", new AppealAdmission(own, "不贵。"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerAdmissionAppeal(own, true, "可以讨论。"))).Ok);
        Assert.True((await host.SendAsync("director", new Admit(other, true))).Ok);
    }

    [Fact]
    public async Task They_hide_and_keep_nothing_under_it_and_hear_no_appeal()
    {
        var id = await ProposedAsync("director");
        var said = await SaidAsync(id);
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new HideText(said, "不实", HouseRule.Untrue))));
        Assert.Equal("forbidden", Code(await host.SendAsync("supervisor", new HideText(said, "不实", HouseRule.Untrue))));
        Assert.True((await host.SendAsync("lin", new ReportText(said, HouseRule.Untrue))).Ok);
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("supervisor", new GetNews())).Value.Items, n => n.Href == $"/moderation/comments/{said}");
        Assert.DoesNotContain((await host.SendAsync("director", new GetNews())).Value.Items, n => n.Href == $"/moderation/comments/{said}");
        Assert.Equal((false, true), (await WaitsAsync("director", "report.answer", said), await WaitsAsync("supervisor", "report.answer", said)));
        Assert.DoesNotContain((await host.SendAsync("director", new ListReported())).Value.Items, r => r.What.Id == said.Value);
        Assert.Equal("not-found", Code(await host.SendAsync("director", new GetReported(said))));
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new KeepText(said, "属实"))));
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new SlowDown(id, 10, "太吵"))));
        Assert.Equal((false, false), (await host.SendAsync("director", new GetProposal(id))).Value.May is var may ? (may.Moderate, may.Hide) : default);
        Assert.False((await host.SendAsync("director", new GetSlowMode(id))).Value.MaySet);
        Assert.False((await host.SendAsync("director", new GetSummaries(id))).Value.May.Moderate);
        var page = await Browser.SignedInAsync(host, "director");
        await page.GoAsync($"/proposals/{id}");
        Assert.Null(page.Page.QuerySelector($"a[href='/proposals/{id}/slow']"));
        // Whose office is next hides it; who did does not hear the appeal.
        Assert.True((await host.SendAsync("supervisor", new HideText(said, "不实", HouseRule.Untrue))).Ok);
        Assert.True((await host.SendAsync("wu", new AppealHiding(said, "是真的"))).Ok);
        Assert.Equal((false, true), (await WaitsAsync("supervisor", "hiding.appeal", said), await WaitsAsync("secretary", "hiding.appeal", said)));
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(said, true, "是真的"))).Ok);
        // A call that serves it is that matter.
        var call = (await host.SendAsync("director", new OpenCall("喷泉修不修？", "请说。", null, host.Now().AddDays(3), Matter: $"proposals/{id}"))).Value.Id;
        Assert.False((await host.SendAsync("director", new GetCall(call))).Value.May.Moderate);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Co_authors_neither_once_they_have_joined()
    {
        var id = await ProposedAsync("lin");
        var said = await SaidAsync(id);
        Assert.True((await host.SendAsync("director", new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("lin", new InviteCoAuthor(new(null, id), "director"))).Ok);
        Assert.True((await host.SendAsync("director", new GetProposal(id))).Value.May.Moderate);
        Assert.True((await host.SendAsync("director", new JoinCoAuthors(new(null, id)))).Ok);
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new HideText(said, "不实", HouseRule.Untrue))));
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer" }) Assert.True((await host.SendAsync(endorser, new Endorse(id))).Ok);
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new Admit(id, true))));
        Assert.True(await WaitsAsync("secretary", "proposal.admit", id));
        Assert.True((await host.SendAsync("secretary", new Admit(id, true))).Ok);
        Assert.Equal(ProposalStep.Deliberation, (await host.SendAsync("wu", new GetProposal(id))).Value.Hall.Step);
    }

    [Fact]
    public async Task Whoever_hears_appeals_does_not_in_what_they_write()
    {
        var id = await ProposedAsync("supervisor");
        var said = await SaidAsync(id);
        Assert.True((await host.SendAsync("director", new HideText(said, "不实", HouseRule.Untrue))).Ok);
        Assert.True((await host.SendAsync("wu", new AppealHiding(said, "是真的"))).Ok);
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, false, "不是"))));
        Assert.Equal((false, true), (await WaitsAsync("supervisor", "hiding.appeal", said), await WaitsAsync("secretary", "hiding.appeal", said)));
        Assert.False((await host.SendAsync("supervisor", new GetHiding(said))).Value.May.Answer);
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(said, true, "是真的"))).Ok);
    }
}
