using Forum.Council.Moderation;
using Forum.Decisions;
using Forum.Domain.Moderation;
using Forum.Voting;

namespace Forum.Tests.Council;

/// <summary>Order in objections to an outcome on public notice.</summary>
public sealed class ObjectionOrderTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private static async Task<string> ReadAsync(HttpClient client, string path) => System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(path));

    [Fact]
    public async Task An_objection_is_reported_hidden_answered_all_the_same_and_shown_again()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("凉亭刷什么颜色？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(8)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(9));
        var objection = (await host.SendAsync("lin", new ObjectToOutcome(poll, "数票的是棕头鸦雀"))).Value;
        string[] pages = [$"/polls/{poll}/notice", $"/api/v1/polls/{poll}/notice", $"/objections/{objection}/hiding", $"/api/v1/objections/{objection}/hiding", "/moderation/log", "/search?q=棕头鸦雀数票", "/api/v1/search?q=数票的是棕头"];
        var visitor = host.CreateClient();
        Assert.Contains("凉亭", await ReadAsync(visitor, "/api/v1/search?q=棕头鸦雀"));
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/polls/{poll}/notice");
        Assert.NotNull(wu.Page.QuerySelector($"#o-{objection} a[href='/objections/{objection}/report']"));
        await wu.GoAsync($"/objections/{objection}/report");
        Assert.Contains("棕头鸦雀", wu.Text);
        Assert.Equal("report.own", Code(await host.SendAsync("lin", new ReportText(objection, HouseRule.Insult))));
        Assert.True((await host.SendAsync("wu", new ReportText(objection, HouseRule.Insult))).Ok);
        Assert.Contains((await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items, i => i.Href.Contains(objection.ToString()));
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new HideText(objection, "骂人", HouseRule.Insult))));
        Assert.True((await host.SendAsync("director", new HideText(objection, "不骂人", HouseRule.Insult))).Ok);
        await host.DrainAsync();
        foreach (var path in pages) Assert.DoesNotContain("棕头鸦雀", (await ReadAsync(visitor, path)).Replace("棕头鸦雀数票", ""));
        foreach (var path in new[] { $"/polls/{poll}/notice", "/moderation/log" }) Assert.Contains("不骂人", await ReadAsync(visitor, path));
        Assert.DoesNotContain("凉亭", await ReadAsync(visitor, "/api/v1/search?q=棕头鸦雀"));

        // It stands: it blocks, waits for an answer, and whoever answers reads it.
        Assert.Contains((await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items, i => i.Kind == "objection.answer" && i.Id == poll.ToString());
        var seen = (await host.SendAsync("director", new GetNotice(poll))).Value.Objections.Single();
        Assert.Equal(("数票的是棕头鸦雀", "不骂人"), (seen.Body, seen.HiddenBecause));
        Assert.Equal((null, null), (await host.SendAsync("chen", new GetNotice(poll))).Value.Objections.Single() is var other ? (other.Body, other.By) : default);
        await host.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Equal("notice.unanswered", Code(await host.SendAsync("director", new PublishDecision(poll, "刷", "刷绿的。"))));
        Assert.True((await host.SendAsync("director", new AnswerObjection(objection, "数了两遍"))).Ok);

        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/objections/{objection}/hiding");
        Assert.Contains("棕头鸦雀", lin.Text);
        await lin.PostAsync("appeal", new() { ["plea"] = "那是一种鸟" });
        Assert.False((await host.SendAsync("director", new AnswerHidingAppeal(objection, true, "是鸟"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(objection, true, "是鸟"))).Ok);
        Assert.Contains("棕头鸦雀", await ReadAsync(visitor, $"/polls/{poll}/notice"));
        Assert.Contains("数了两遍", await ReadAsync(visitor, $"/polls/{poll}/notice"));
        await host.DrainAsync();
        Assert.Contains("凉亭", await ReadAsync(visitor, "/api/v1/search?q=棕头鸦雀"));
        Assert.Empty(await host.CheckAsync());
    }
}
