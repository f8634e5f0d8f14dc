using System.Net;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever decides decides on what they have read, and what they pressed is what happens.</summary>
public sealed class ReadBeforeTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<(ProposalId Proposal, CommentId Said)> ReportedAsync(string words)
    {
        var id = await host.ProposedAsync("先读再定");
        var said = (await host.SendAsync("chen", new AddComment(id, words, Stance.Against))).Value;
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Insult))).Ok);
        return (id, said);
    }

    private Task<bool> IsShownAsync(CommentId said) => host.DbAsync(db => db.Comments.Where(c => c.Id == said).Select(c => c.Hidden == null).SingleAsync());

    [Fact]
    public async Task To_keep_what_others_have_kept_meanwhile_does_not_hide_it()
    {
        var (_, said) = await ReportedAsync("公道话");
        var director = await Browser.SignedInAsync(host, "director");
        var (page, path) = ((await director.GoAsync($"/moderation/comments/{said}")).Page, director.Path);
        Assert.True((await host.SendAsync("director", new KeepText(said, "没骂人"))).Ok);
        await director.Back(page, path).PostAsync("judge", new() { ["verdict"] = "keep", ["reason"] = "公道话，留着" });
        Assert.True(await IsShownAsync(said));
        Assert.False(director.HasForm("judge"));
        Assert.Empty(await host.DbAsync(db => db.Hidings.Where(h => h.TextId == said.Value).ToListAsync()));
    }

    [Fact]
    public async Task Kept_by_a_double_tap_is_kept_once()
    {
        var (_, said) = await ReportedAsync("也是公道话");
        var director = await Browser.SignedInAsync(host, "director");
        var (page, path) = ((await director.GoAsync($"/moderation/comments/{said}")).Page, director.Path);
        for (var press = 0; press < 2; press++)
        {
            await director.Back(page, path).PostAsync("judge", new() { ["verdict"] = "keep", ["reason"] = "留着" });
            Assert.Equal((HttpStatusCode.OK, "/moderation"), (director.Response.StatusCode, director.Path));
        }
        Assert.True(await IsShownAsync(said));
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("hide")]
    public async Task Words_that_were_changed_meanwhile_are_read_before_they_are_judged(string verdict)
    {
        var (_, said) = await ReportedAsync("原来的话");
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/moderation/comments/{said}");
        Assert.True((await host.SendAsync("chen", new EditComment(said, "后来改过的话"))).Ok);
        await director.PostAsync("judge", new() { ["verdict"] = verdict, ["reason"] = "看过了" });
        Assert.Contains("被改过", director.Text);
        Assert.Contains("后来改过的话", director.Text);
        Assert.True(await IsShownAsync(said));
        Assert.Equal(1, await host.DbAsync(db => db.Reports.CountAsync(r => r.TextId == said.Value && r.Answer == null)));
        await director.PostAsync("judge", new() { ["verdict"] = verdict, ["reason"] = "看过了" });
        Assert.Equal("/moderation", director.Path);
        Assert.Equal(verdict == "keep", await IsShownAsync(said));
    }

    [Fact]
    public async Task A_proposal_is_admitted_in_the_version_that_was_read_and_only_by_choosing_so()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("卖花园", "花园里种花。", null))).Value.Id;
        foreach (var who in await own.DbAsync(db => db.Accounts.Where(a => a.PersonId != null && a.UserName != "lin").OrderBy(a => a.UserName).Select(a => a.UserName!).Take(12).ToListAsync())) await own.SendAsync(who, new Endorse(id));
        Assert.Equal(ProposalStep.Admission, await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Step).SingleAsync()));
        var director = await Browser.SignedInAsync(own, "director");
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.Null(director.Page.QuerySelector("input[name=answer][checked]"));
        await director.PostAsync("admission", new() { ["reason"] = "不能卖" });
        Assert.Contains("请选立项或不立项", director.Text);
        Assert.True((await own.SendAsync("lin", new Revise(id, "把花园卖给我表哥。"))).Ok);
        await director.PostAsync("admission", new() { ["answer"] = "yes", ["reason"] = "" });
        Assert.Contains("您看的是第1稿", director.Text);
        Assert.Equal(ProposalStep.Admission, await own.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Step).SingleAsync()));
        Assert.Equal("admission.newer-text", (await own.SendAsync("director", new Admit(id, true, null, 1))).Refusals[0].Code);
        Assert.True((await own.SendAsync("director", new Admit(id, true, null, 2))).Ok);
    }

    [Fact]
    public async Task Of_two_who_change_the_rules_at_once_the_second_is_told()
    {
        using var own = new ForumHost();
        Browser[] both = [await Browser.SignedInAsync(own, "director"), await Browser.SignedInAsync(own, "director")];
        foreach (var browser in both) await browser.GoAsync("/organisation/hall");
        await both[0].PostAsync("plan", new() { ["threshold"] = "7" });
        Assert.Equal(HttpStatusCode.OK, both[0].Response.StatusCode);
        await both[1].PostAsync("plan", new() { ["deliberation"] = "20" });
        Assert.Contains("有人改过这些规矩", both[1].Text);
        Assert.Equal(7, (await own.SendAsync("director", new GetProposalPlan())).Value.Threshold);
        await both[1].GoAsync("/organisation/hall");
        await both[1].PostAsync("plan", new() { ["deliberation"] = "20" });
        var plan = (await own.SendAsync("director", new GetProposalPlan())).Value;
        Assert.Equal((7, 20), (plan.Threshold, plan.Periods.Deliberation));
    }
}
