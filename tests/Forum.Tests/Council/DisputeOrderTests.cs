using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Order in what is said against summaries.</summary>
public sealed class DisputeOrderTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private static async Task<string> ReadAsync(HttpClient client, string path) => System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(path));

    [Fact]
    public async Task What_is_said_against_a_summary_is_reported_hidden_and_shown_again_by_itself()
    {
        var id = (await host.SendAsync("lin", new Propose("修喷泉", "把喷泉修好。", null))).Value.Id;
        await host.SendAsync("chen", new AddComment(id, "修", Stance.For));
        Assert.True((await host.SendAsync("director", new WriteSummary(id, "都赞成。"))).Ok);
        foreach (var (who, words) in new[] { ("chen", "写小结的是棕头鸦雀"), ("zhao", "没有都赞成") }) Assert.True((await host.SendAsync(who, new DisputeSummary(id, words))).Ok);
        var dispute = (await host.SendAsync("wu", new GetSummaries(id))).Value.Items.Single().Disputes[0].Id;
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}/summary");
        Assert.NotNull(wu.Page.QuerySelector($"article#d-{dispute}"));
        await wu.GoAsync($"/disputes/{dispute}/report");
        Assert.Contains("棕头鸦雀", wu.Text);
        Assert.True((await host.SendAsync("wu", new ReportText(dispute, HouseRule.Insult))).Ok);
        // Whoever wrote the summary judges nothing that is said against it.
        Assert.Equal("proposal.own-matter", Code(await host.SendAsync("director", new HideText(dispute, "骂人", HouseRule.Insult))));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new GetReported(dispute))));
        var supervisor = await Browser.SignedInAsync(host, "supervisor");
        await supervisor.GoAsync($"/moderation/disputes/{dispute}");
        Assert.Contains("棕头鸦雀", supervisor.Text);
        Assert.True((await host.SendAsync("supervisor", new HideText(dispute, "不骂人", HouseRule.Insult))).Ok);
        var visitor = host.CreateClient();
        foreach (var path in new[] { $"/proposals/{id}", $"/proposals/{id}/summary", $"/disputes/{dispute}/hiding", $"/api/v1/proposals/{id}/summaries", $"/api/v1/disputes/{dispute}/hiding", "/moderation/log", "/api/v1/moderation/log" }) Assert.DoesNotContain("棕头鸦雀", await ReadAsync(visitor, path));
        foreach (var path in new[] { $"/proposals/{id}/summary", "/moderation/log" }) Assert.Contains("不骂人", await ReadAsync(visitor, path));
        var shown = (await host.SendAsync("wu", new GetSummaries(id))).Value.Items.Single();
        Assert.Equal((1, dispute), (shown.Disputes.Count, shown.HiddenDisputes.Single().Id));
        Assert.False((await host.SendAsync("chen", new GetSummaries(id))).Value.May.Dispute);
        Assert.Equal("text.hidden", Code(await host.SendAsync("director", new AnswerDispute(id, 1, 1, "答"))));
        // What is hidden waits for no answer.
        async Task<bool> WaitsAsync() => (await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items.Any(i => i.Kind == "summary.dispute" && i.Id == id.ToString());
        Assert.True(await WaitsAsync());
        Assert.True((await host.SendAsync("director", new AnswerDispute(id, 1, 2, "改了"))).Ok);
        Assert.False(await WaitsAsync());
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("chen", new Forum.Notifications.GetNews())).Value.Items, n => n.Href == $"/disputes/{dispute}/hiding");
        var chen = await Browser.SignedInAsync(host, "chen");
        await chen.GoAsync($"/disputes/{dispute}/hiding");
        Assert.Contains("棕头鸦雀", chen.Text);
        await chen.PostAsync("appeal", new() { ["plea"] = "那是一种鸟" });
        Assert.Equal("hiding.own", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(dispute, true, "是鸟"))));
        Assert.Contains((await host.SendAsync("secretary", new ListHidingAppeals())).Value.Items, h => h.What!.Id == dispute.Value);
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(dispute, true, "是鸟"))).Ok);
        Assert.True((await host.SendAsync("director", new AnswerDispute(id, 1, 1, "是鸟"))).Ok);
        Assert.Contains("棕头鸦雀", await ReadAsync(visitor, $"/proposals/{id}/summary"));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE SummaryDisputes SET Answer_Words = 'x' WHERE Answer_Words IS NOT NULL")));
        Assert.Empty(await host.CheckAsync());
    }
}
