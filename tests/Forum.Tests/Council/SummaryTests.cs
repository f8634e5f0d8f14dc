using System.Net;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A summary says how far it reaches, and what is disputed stands beside it.</summary>
public sealed class SummaryTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> TalkedOfAsync()
    {
        var id = (await host.SendAsync("lin", new Propose("归纳一下", "正文。", null))).Value.Id;
        foreach (var words in new[] { "一", "二", "三" }) await host.SendAsync("chen", new AddComment(id, words, Stance.For));
        return id;
    }

    [Fact]
    public async Task From_writing_to_the_answer_by_pages()
    {
        var id = await TalkedOfAsync();
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/summary");
        await director.PostAsync("write", new() { ["body"] = "多数赞成，**少数**担心噪声。", ["upTo"] = "2" });
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        Assert.Contains("归纳到第 2 条", wu.Page.QuerySelector("details.summing")!.TextContent);
        await wu.GoAsync($"/proposals/{id}/summary");
        await wu.PostAsync("dispute", new() { ["reason"] = "没有人担心噪声。" });
        Assert.False(wu.HasForm("dispute"));
        Assert.False(wu.HasForm("write"));
        await director.GoAsync($"/proposals/{id}/summary");
        await director.PostAsync("answer-1-1", new() { ["reply"] = "第三条里有，下一版写清楚。" });
        Assert.Contains("下一版写清楚", director.Text);
        Assert.True((await host.SendAsync("director", new WriteSummary(id, "新一版"))).Ok);
        await wu.GoAsync($"/proposals/{id}/summary");
        Assert.Contains("没有人担心噪声", wu.Text);
        Assert.True(wu.HasForm("dispute"));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Who_may_and_how_often()
    {
        var id = await TalkedOfAsync();
        Assert.Equal("forbidden", (await host.SendAsync("chen", new WriteSummary(id, "我来归纳"))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("chen", new DisputeSummary(id, "没有"))).Refusals[0].Code);
        Assert.Equal("summary.up-to", (await host.SendAsync("director", new WriteSummary(id, "小结", 4))).Refusals[0].Code);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.SendAsync("director", new WriteSummary(id, "小结"))));
        Assert.Equal(Enumerable.Range(1, 5), await host.DbAsync(db => db.Summaries.Where(s => s.ProposalId == id).OrderBy(s => s.Number).Select(s => s.Number).ToListAsync()));
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.SendAsync("chen", new DisputeSummary(id, "不对"))));
        Assert.Single(all, a => a.Ok);
        Assert.Equal("summary.own", (await host.SendAsync("director", new DisputeSummary(id, "不对"))).Refusals[0].Code);
        Assert.Equal("forbidden", (await host.SendAsync("wu", new AnswerDispute(id, 5, 1, "答"))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("director", new AnswerDispute(id, 4, 1, "答"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new AnswerDispute(id, 5, 1, "答"))).Ok);
        Assert.Equal("summary.answered", (await host.SendAsync("director", new AnswerDispute(id, 5, 1, "再答"))).Refusals[0].Code);
        var neighbour = await host.ApiAsync("director.b");
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/api/v1/proposals/{id}/summaries")).StatusCode);
    }
}
