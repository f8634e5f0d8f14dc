using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Council.Summaries;
using Forum.Decisions.CarryingOut;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Reception;
using Forum.Reception;
using Forum.Tests.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Slow discussions and what a new account may not do yet.</summary>
public sealed class TalkLimitTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("晾衣架", "楼顶装晾衣架。", null))).Value.Id;

    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<string?> SayAsync(ForumHost where, string who, ProposalId id, string words = "说一句") => (await where.SendAsync(who, new AddComment(id, words, Stance.Neither))) is { Ok: false } no ? Code(no) : null;

    [Fact]
    public async Task In_a_slow_discussion_everybody_speaks_once_in_so_many_minutes_also_at_once()
    {
        var (id, other) = (await ProposedAsync(), await ProposedAsync());
        Assert.Null(await SayAsync(host, "wu", id));
        var (director, wu) = (await host.ApiAsync("director"), await host.ApiAsync("wu"));
        Assert.Equal(HttpStatusCode.Forbidden, (await wu.PutAsJsonAsync($"/api/v1/proposals/{id}/slow-mode", new { minutes = 10, reason = "慢" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("director.b")).PutAsJsonAsync($"/api/v1/proposals/{id}/slow-mode", new { minutes = 10, reason = "慢" })).StatusCode);
        foreach (var minutes in new[] { 0, -1, 1441, int.MaxValue }) Assert.Equal(HttpStatusCode.BadRequest, (await director.PutAsJsonAsync($"/api/v1/proposals/{id}/slow-mode", new { minutes, reason = "慢" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await director.PutAsJsonAsync($"/api/v1/proposals/{id}/slow-mode", new { minutes = 10, reason = "话太急" })).StatusCode);
        Assert.Equal("talk.slow", await SayAsync(host, "wu", id));
        Assert.Null(await SayAsync(host, "wu", other));
        var at = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SayAsync(host, "zhao", id)));
        Assert.Single(at, a => a is null);
        Assert.Contains("话太急", await host.CreateClient().GetStringAsync($"/proposals/{id}"));
        var problem = await (await wu.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = "急", stance = "for" })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Matches("您 .*[0-9]{1,2}:[0-9]{2} 可以再说", problem.GetProperty("title").GetString());
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Null(await SayAsync(host, "wu", id));
        Assert.Equal(HttpStatusCode.NoContent, (await director.DeleteAsync($"/api/v1/proposals/{id}/slow-mode")).StatusCode);
        Assert.Equal("slow.none", Code(await host.SendAsync("director", new LiftSlowMode(id))));
        Assert.Null(await SayAsync(host, "wu", id));
        Assert.Equal(["slow-mode.set", "slow-mode.lifted"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"proposals/{id}" && r.Act.StartsWith("slow")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task Slow_by_pages()
    {
        var id = await ProposedAsync();
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/slow");
        await director.PostAsync("slow", new() { ["minutes"] = "很久", ["reason"] = "慢慢说" });
        Assert.NotNull(director.Page.QuerySelector("#minutes-e"));
        await director.PostAsync("slow", new() { ["minutes"] = "15", ["reason"] = "慢慢说" });
        Assert.Contains("每人隔 15 分钟说一次", director.Page.QuerySelector("[data-live=slow]")!.TextContent);
        await director.GoAsync($"/proposals/{id}/slow");
        await director.PostAsync("lift", []);
        Assert.Equal("", director.Page.QuerySelector("[data-live=slow]")!.TextContent.Trim());
        Assert.Equal($"/proposals/{id}", (await (await Browser.SignedInAsync(host, "wu")).GoAsync($"/proposals/{id}/slow")).Path);
    }

    [Fact]
    public async Task A_new_account_speaks_a_few_times_a_day_and_posts_no_links_as_its_community_says()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("秋千", "装秋千。", null))).Value.Id;
        var now = own.Now();
        await own.DbAsync(db => db.Accounts.Where(a => a.UserName == "family.1").ExecuteUpdateAsync(s => s.SetProperty(a => a.MadeAt, now)));
        Assert.Equal("new-account.links", await SayAsync(own, "family.1", id, "看 https://example.org"));
        Assert.Null(await SayAsync(own, "wu", id, "看 https://example.org"));
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SayAsync(own, "family.1", id, $"第{i}句")));
        Assert.Equal((5, "new-account.enough"), (all.Count(a => a is null), all.First(a => a is not null)));
        var mine = await own.DbAsync(db => db.Comments.Where(c => c.ProposalId == id && c.By.Name != "吴海燕").Select(c => c.Id).FirstAsync());
        Assert.Equal("new-account.links", Code(await own.SendAsync("family.1", new EditComment(mine, "www.example.org"))));
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Null(await SayAsync(own, "family.1", id));
        Assert.Equal("new-account.links", await SayAsync(own, "family.1", id, "[这里](http://example.org)"));
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Null(await SayAsync(own, "family.1", id, "[这里](http://example.org)"));

        var director = await own.ApiAsync("director");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await own.ApiAsync("wu")).PutAsJsonAsync("/api/v1/moderation/new-accounts", new { days = 0, commentsADay = 1, daysWithoutLinks = 0 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await director.PutAsJsonAsync("/api/v1/moderation/new-accounts", new { days = 91, commentsADay = 0, daysWithoutLinks = -1 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await director.PutAsJsonAsync("/api/v1/moderation/new-accounts", new { commentsADay = 5 })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await director.PutAsJsonAsync("/api/v1/moderation/new-accounts", new { days = 30, commentsADay = 2, daysWithoutLinks = 0 })).StatusCode);
        Assert.Null(await SayAsync(own, "family.1", id));
        Assert.Equal("new-account.enough", await SayAsync(own, "family.1", id));
        var page = await Browser.SignedInAsync(own, "director");
        await page.GoAsync("/organisation/talk");
        await page.PostAsync("rules", new() { ["days"] = "永远" });
        Assert.NotNull(page.Page.QuerySelector("#days-e"));
        await page.PostAsync("rules", new() { ["days"] = "0" });
        Assert.Null(await SayAsync(own, "family.1", id));
    }

    private static async Task<ForumHost> WithNewAsync(string who)
    {
        var own = new ForumHost();
        var now = own.Now();
        await own.DbAsync(db => db.Accounts.Where(a => a.UserName == who).ExecuteUpdateAsync(s => s.SetProperty(a => a.MadeAt, now)));
        return own;
    }

    [Fact]
    public async Task All_that_a_new_account_says_or_begins_in_public_counts_together()
    {
        using var own = await WithNewAsync("family.1");
        var id = (await own.SendAsync("lin", new Propose("秋千", "装秋千。", null))).Value.Id;
        Assert.Null(await SayAsync(own, "wu", id));
        Assert.True((await own.SendAsync("director", new WriteSummary(id, "都说好。"))).Ok);
        async Task<string?> TryAsync<T>(MediatR.IRequest<Domain.Kernel.Outcome<T>> request) => await own.SendAsync("family.1", request) is { Ok: false } no ? Code(no) : null;
        RaiseConcern Concern(Visibility visibility) => new("property", null, "电梯总停", "一周停三次。", visibility);
        Assert.Null(await TryAsync(new Propose("滑梯", "装滑梯。", null)));
        Assert.Null(await TryAsync(new PutAmendment(id, 1, "装两个秋千。", "一个不够")));
        Assert.Null(await TryAsync(new DisputeSummary(id, "没有都说好")));
        Assert.Null(await TryAsync(Concern(Visibility.Public)));
        Assert.Null(await TryAsync(Concern(Visibility.Private)));
        Assert.Null(await SayAsync(own, "family.1", id));
        Assert.Equal("new-account.enough", await SayAsync(own, "family.1", id));
        Assert.Equal("new-account.enough", await TryAsync(new Propose("沙坑", "挖沙坑。", null)));
        Assert.Equal("new-account.enough", await TryAsync(new PutAmendment(id, 1, "装三个秋千。", "还不够")));
        Assert.Equal("new-account.enough", await TryAsync(Concern(Visibility.Public)));
        // What is said in private is no flood.
        Assert.Null(await TryAsync(Concern(Visibility.Private)));
        await own.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Null(await TryAsync(Concern(Visibility.Public)));
        Assert.Null(await TryAsync(new Propose("沙坑", "挖沙坑。", null)));
        Assert.True((await own.SendAsync("wu", Concern(Visibility.Public))).Ok);
    }

    [Fact]
    public async Task A_new_account_posts_no_links_in_anything_that_everybody_reads()
    {
        using var own = await WithNewAsync("family.1");
        var id = (await own.SendAsync("lin", new Propose("秋千", "装秋千，样子见 https://example.org/a 。", null))).Value.Id;
        Assert.Null(await SayAsync(own, "wu", id));
        Assert.True((await own.SendAsync("director", new WriteSummary(id, "都说好。"))).Ok);
        var client = await own.ApiAsync("family.1");
        async Task<string?> PostAsync(string path, object body)
        {
            var answer = await client.PostAsJsonAsync($"/api/v1/{path}", body);
            return answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
        }
        const string Link = "https://example.org/b";
        foreach (var (path, body) in new (string, object)[]
        {
            ("proposals", new { title = "滑梯", body = $"见 {Link}" }), ("proposals", new { title = "看 www.example.org", body = "装滑梯。" }),
            ($"proposals/{id}/amendments", new { body = $"装两个，见 {Link}", reason = "一个不够", baseVersion = 1 }), ($"proposals/{id}/amendments", new { body = "装两个。", reason = $"见 {Link}", baseVersion = 1 }),
            ($"proposals/{id}/summaries/disputes", new { reason = $"见 {Link}" }), ("concerns", new { category = "property", title = "电梯", body = $"见 {Link}", visibility = "public" }),
            ($"proposals/{id}/interests", new { reason = $"见 {Link}" }),
        }) Assert.Equal("new-account.links", await PostAsync(path, body));
        Assert.Null(await PostAsync("concerns", new { category = "property", title = "电梯", body = $"见 {Link}", visibility = "private" }));
        // A link that stands in the text already is no link of theirs.
        Assert.Null(await PostAsync($"proposals/{id}/amendments", new { body = "装两个秋千，样子见 https://example.org/a 。", reason = "一个不够", baseVersion = 1 }));
        // Nor does it come in by a draft or by a later version.
        var mine = (await own.SendAsync("family.1", new Propose("滑梯", "装滑梯。", null))).Value.Id;
        Assert.Equal("new-account.links", Code(await own.SendAsync("family.1", new Revise(mine, $"装滑梯，见 {Link}", 1))));
        var draft = (await (await client.PostAsJsonAsync("/api/v1/drafts", new { title = "沙坑", body = $"见 {Link}" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal("new-account.links", await PostAsync($"drafts/{draft}/publication", new { }));
        Assert.Equal("new-account.links", Code(await own.SendAsync("family.1", new TakeBackProposal(mine, $"改到 {Link}"))));
        await own.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.True((await own.SendAsync("family.1", new Revise(mine, $"装滑梯，见 {Link}", 1))).Ok);
    }

    [Fact]
    public async Task Nor_in_what_it_takes_over_declines_pleads_or_thinks_of_what_is_finished()
    {
        using var own = await WithNewAsync("family.1");
        const string Link = "https://example.org/b";
        var mine = (await own.SendAsync("family.1", new Propose("滑梯", "装滑梯。", null))).Value.Id;
        AmendmentId[] asked = [(await own.SendAsync("wu", new PutAmendment(mine, 1, "装滑梯，样子见 https://example.org/a 。", "好看"))).Value, (await own.SendAsync("chen", new PutAmendment(mine, 1, "装两个滑梯。", "不够"))).Value];
        async Task<string?> TryAsync<T>(MediatR.IRequest<Domain.Kernel.Outcome<T>> request) => await own.SendAsync("family.1", request) is { Ok: false } no ? Code(no) : null;
        Assert.Equal("new-account.links", await TryAsync(new AcceptAmendment(asked[0], $"装滑梯，见 {Link}", 1)));
        Assert.Equal("new-account.links", await TryAsync(new DeclineAmendment(asked[1], $"见 {Link}")));
        Assert.Null(await TryAsync(new DeclineAmendment(asked[1], "一个就够")));
        // The link of the amendment is its author's.
        Assert.Null(await TryAsync(new AcceptAmendment(asked[0], "装一个滑梯，样子见 https://example.org/a 。", 1)));
        var interest = (await own.SendAsync("family.1", new DeclareInterest(mine, "家里做滑梯"))).Value;
        Assert.Equal("new-account.links", await TryAsync(new AskToEndInterest(interest, $"不做了，见 {Link}")));
        Assert.Null(await TryAsync(new AskToEndInterest(interest, "不做了")));
        var decision = await own.CompletedAsync();
        Assert.Equal("new-account.links", await TryAsync(new EvaluateExecution(decision, 5, $"见 {Link}")));
        Assert.Null(await TryAsync(new EvaluateExecution(decision, 5, "好")));
    }
}
