using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Ledger;
using Forum.Domain.Moderation;
using Forum.Queue;
using Forum.Tests.Decisions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Order in what people add to evaluations, which is shown without a name.</summary>
public sealed class RemarkOrderTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Officers = ["director", "secretary", "street", "supervisor"];

    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private static async Task<string> ReadAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    [Theory]
    [InlineData("decisions")]
    [InlineData("concerns")]
    public async Task One_is_reported_hidden_appealed_against_and_shown_again_and_nobody_learns_whose_it_is(string kind)
    {
        const string words = "都是铁公鸡";
        var (topic, id) = await host.RemarkedAsync(kind, words);
        var (marks, from) = (await host.MarksAsync(topic, "wu"), await host.DbAsync(db => db.Ledger.MaxAsync(r => r.Seq)));
        async Task NobodyLearnsAsync()
        {
            await host.DrainAsync();
            var told = await host.ToldAsync(topic, id, from);
            Assert.Contains(id.ToString(), told);
            foreach (var mark in marks) Assert.DoesNotContain(mark, told, StringComparison.OrdinalIgnoreCase);
        }
        // By chance, not in order of time.
        Assert.Equal(4, id.Value.Version);
        var (visitor, program) = (host.CreateClient(), await host.ApiAsync("lin"));
        var shown = (await program.EvaluationAsync(topic)).GetProperty("remarks").EnumerateArray().Single();
        Assert.Equal((id.ToString(), words), (shown.GetProperty("id").GetString(), shown.GetProperty("body").GetString()));
        Assert.Contains($"/remarks/{id}/report", await ReadAsync(visitor, $"/{topic}"));
        await NobodyLearnsAsync();

        Assert.Equal("report.own", Code(await host.SendAsync("wu", new ReportText(id, HouseRule.Insult))));
        Assert.Equal(HttpStatusCode.NoContent, (await program.PostAsJsonAsync($"/api/v1/remarks/{id}/reports", new { rule = "insult" })).StatusCode);
        await NobodyLearnsAsync();
        Assert.Equal(Officers, await host.WhomAsync("news.reported", id));
        Assert.Equal("not-found", Code(await host.SendAsync("wu", new GetReported(id))));
        Assert.Equal("forbidden", Code(await host.SendAsync("chen", new HideText(id, "骂人", HouseRule.Insult))));
        Assert.Equal((null, null), (await host.SendAsync("director", new GetReported(id))).Value is var seen ? (seen.By, seen.At) : default);
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/moderation/remarks/{id}");
        Assert.Contains(words, director.Text);
        Assert.Contains("不署名", director.Text);
        await director.PostAsync("judge", new() { ["verdict"] = "hide", ["rule"] = "Insult", ["reason"] = "这是骂人" });
        Assert.Equal("/moderation", director.Path);

        // The words are gone, why is there, and the answer counts as before.
        await NobodyLearnsAsync();
        foreach (var path in new[] { $"/{topic}", $"/remarks/{id}/hiding", "/moderation/log", $"/api/v1/remarks/{id}/hiding", "/api/v1/moderation/log" }) Assert.DoesNotContain(words, await ReadAsync(visitor, path));
        foreach (var path in new[] { $"/{topic}", $"/remarks/{id}/hiding", "/moderation/log" }) Assert.Contains("这是骂人", await ReadAsync(visitor, path));
        var page = await ReadAsync(visitor, $"/{topic}");
        Assert.Contains("辱骂、攻击别人", page);
        Assert.DoesNotContain($"/remarks/{id}/report", page);
        var view = await program.EvaluationAsync(topic);
        Assert.Equal((5, "[1,0,0,4,0]"), (view.GetProperty("answers").GetInt32(), view.GetProperty("scores").GetRawText()));
        var hidden = view.GetProperty("remarks").EnumerateArray().Single();
        Assert.Equal((JsonValueKind.Null, "insult", "这是骂人"), (hidden.GetProperty("body").ValueKind, hidden.GetProperty("rule").GetString(), hidden.GetProperty("hiddenBecause").GetString()));
        Assert.Equal(["wu"], await host.WhomAsync("news.text-hidden", id));
        Assert.Equal(["lin"], await host.WhomAsync("news.report-hidden", id));

        Assert.Equal("hiding.not-yours", Code(await host.SendAsync("chen", new AppealHiding(id, "放过他"))));
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/remarks/{id}/hiding");
        Assert.Contains(words, wu.Text);
        await wu.PostAsync("appeal", new() { ["plea"] = "铁公鸡是玩具" });
        await NobodyLearnsAsync();
        Assert.Equal([LedgerRow.Unsigned], await host.DbAsync(db => db.Ledger.Where(r => r.Seq > from && r.Act == "hiding.appealed").Select(r => r.Actor).ToListAsync()));
        Assert.Equal(Officers.Except(["director"]), await host.WhomAsync("news.hiding-appealed", id));
        Assert.False((await host.SendAsync("director", new AnswerHidingAppeal(id, true, "是玩具"))).Ok);
        var supervisor = await Browser.SignedInAsync(host, "supervisor");
        await supervisor.GoAsync($"/remarks/{id}/hiding");
        Assert.Contains("铁公鸡是玩具", supervisor.Text);
        await supervisor.PostAsync("answer", new() { ["shows"] = "yes", ["reason"] = "确是玩具" });
        Assert.Contains(words, await ReadAsync(visitor, $"/{topic}"));
        await NobodyLearnsAsync();
        Assert.Equal(["wu"], await host.WhomAsync("news.hiding-lifted", id));
        Assert.Equal("hiding.settled", Code(await host.SendAsync("director", new HideText(id, "还是骂人", HouseRule.Insult))));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Before_it_is_published_it_is_there_for_nobody()
    {
        async Task NobodyAsync(RemarkId id)
        {
            Assert.Equal("not-found", Code(await host.SendAsync("lin", new GetReportable(id))));
            Assert.Equal("not-found", Code(await host.SendAsync("lin", new ReportText(id, HouseRule.Insult))));
            Assert.Equal("not-found", Code(await host.SendAsync("director", new GetReported(id))));
            Assert.Equal("not-found", Code(await host.SendAsync("director", new HideText(id, "骂人", HouseRule.Insult))));
        }
        var (_, early) = await host.RemarkedAsync("concerns", "太早", over: false);
        await NobodyAsync(early);
        await host.AdvanceAsync(TimeSpan.FromDays(31));
        Assert.True((await host.SendAsync("lin", new GetReportable(early))).Ok);
        var (_, few) = await host.RemarkedAsync("decisions", "太少", answers: 4);
        await NobodyAsync(few);
    }

    [Fact]
    public async Task Where_what_was_evaluated_is_hidden_or_of_another_community_nobody_reaches_it()
    {
        var (topic, id) = await host.RemarkedAsync("concerns", "藏起来");
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new ReportText(id, HouseRule.Insult))));
        Assert.Equal("not-found", Code(await host.SendAsync("director.b", new HideText(id, "骂人", HouseRule.Insult))));
        Assert.True((await host.SendAsync("lin", new ReportText(id, HouseRule.Insult))).Ok);
        async Task<bool> ListedAsync(string who) => (await host.SendAsync(who, new ListReported())).Value.Items.Any(r => r.What.Id == id.Value);
        foreach (var who in Officers) Assert.True(await ListedAsync(who));
        Assert.True((await host.SendAsync("director", new HideText(new ConcernId(Guid.Parse(topic.Split('/')[1])), "写了电话", HouseRule.PrivateData))).Ok);
        foreach (var who in Officers) Assert.False(await ListedAsync(who));
        Assert.DoesNotContain((await host.SendAsync("director", new GetQueue())).Value.Items, i => i.Href.Contains(id.ToString()));
        Assert.Equal("not-found", Code(await host.SendAsync("chen", new ReportText(id, HouseRule.Insult))));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new GetReported(id))));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new HideText(id, "骂人", HouseRule.Insult))));
        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync($"/remarks/{id}/hiding")).StatusCode);
    }

    [Fact]
    public async Task What_the_only_moderator_added_waits_where_anybodys_does()
    {
        var (_, id) = await host.RemarkedAsync("concerns", "我说的", by: "director");
        Assert.Equal("forbidden", Code(await host.SendAsync("supervisor", new HideText(id, "不报不办", HouseRule.OffTopic))));
        Assert.True((await host.SendAsync("lin", new ReportText(id, HouseRule.OffTopic))).Ok);
        await host.DrainAsync();
        // The others hear of it as they do of anybody's.
        Assert.Equal(Officers.Except(["director"]), await host.WhomAsync("news.reported", id));
        Assert.Equal("not-found", Code(await host.SendAsync("director", new GetReported(id))));
        Assert.Equal("hiding.own-text", Code(await host.SendAsync("director", new HideText(id, "算了", HouseRule.OffTopic))));
        Assert.Equal("report.judge-own", Code(await host.SendAsync("director", new KeepText(id, "留着"))));
        Assert.True((await host.SendAsync("supervisor", new HideText(id, "与此无关", HouseRule.OffTopic))).Ok);
        Assert.True((await host.SendAsync("director", new AppealHiding(id, "有关"))).Ok);
        await host.DrainAsync();
        Assert.Equal(["secretary", "street"], await host.WhomAsync("news.hiding-appealed", id));
        foreach (var who in new[] { "director", "supervisor" }) Assert.False((await host.SendAsync(who, new AnswerHidingAppeal(id, true, "有关"))).Ok);
        Assert.DoesNotContain((await host.SendAsync("supervisor", new ListHidingAppeals())).Value.Items, h => h.What!.Id == id.Value);
        Assert.Contains((await host.SendAsync("secretary", new ListHidingAppeals())).Value.Items, h => h.What!.Id == id.Value);
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(id, false, "无关"))).Ok);
    }

    [Fact]
    public async Task Whoever_has_an_interest_in_what_was_evaluated_keeps_no_order_in_it()
    {
        var (topic, id) = await host.RemarkedAsync("concerns", "有关系");
        Assert.True((await host.SendAsync("director", new DeclareInterest(new ConcernId(Guid.Parse(topic.Split('/')[1])), "我家门口"))).Ok);
        Assert.True((await host.SendAsync("lin", new ReportText(id, HouseRule.Insult))).Ok);
        await host.DrainAsync();
        Assert.Equal(Officers.Except(["director"]), await host.WhomAsync("news.reported", id));
        Assert.True((await host.SendAsync("director", new ListReported())).Value.Items.Single(r => r.What.Id == id.Value).Recused);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(id, "骂人", HouseRule.Insult))));

        // Of a decision as of the matter that it names.
        var matter = (await host.SendAsync("lin", new Propose("北门装灯", "装一盏灯。", null))).Value.Id;
        var decision = (await host.SendAsync("director", new PublishDecision(null, "北门装路灯", "年内装好。", Matter: $"proposals/{matter}"))).Value.Id;
        var milestone = (await host.SendAsync("director", new PlanMilestone(decision, "埋线", await host.ManagerAsync(), host.Today.AddDays(10)))).Value;
        Assert.True((await host.SendAsync("property", new ReportMilestone(decision, milestone, 100))).Ok);
        Assert.True((await host.SendAsync("director", new CompleteExecution(decision, "路灯亮了。"))).Ok);
        foreach (var who in new[] { "lin", "chen", "zhao", "volunteer" }) await host.EvaluateAsync($"decisions/{decision}", who, 4, null);
        await host.EvaluateAsync($"decisions/{decision}", "wu", 1, "灯太暗");
        await host.AdvanceAsync(TimeSpan.FromDays(31));
        var dim = (await host.DbAsync(db => db.Evaluations.Where(e => e.Remark == "灯太暗").Select(e => e.RemarkId).SingleAsync()))!.Value;
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(matter, "我表弟装的灯"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(dim, "与此无关", HouseRule.OffTopic))).Ok);
        Assert.True((await host.SendAsync("wu", new AppealHiding(dim, "有关"))).Ok);
        Assert.DoesNotContain((await host.SendAsync("supervisor", new ListHidingAppeals())).Value.Items, h => h.What!.Id == dim.Value);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(dim, true, "有关"))));
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(dim, true, "有关"))).Ok);
    }

    [Theory]
    [InlineData("UPDATE Evaluations SET Remark = 'x' WHERE Remark = '守住'", true)]
    [InlineData("UPDATE Evaluations SET Score = 5, Hidden_At = 9000000000000000000, Hidden_By = AccountId, Hidden_Reason = 'x' WHERE Remark = '守住'", true)]
    [InlineData("UPDATE Evaluations SET RemarkId = AccountId WHERE Remark = '守住'", true)]
    [InlineData("UPDATE Evaluations SET Hidden_Reason = 'x' WHERE Remark = '守住'", true)]
    [InlineData("UPDATE Evaluations SET Hidden_At = 9000000000000000000, Hidden_By = AccountId, Hidden_Reason = 'x' WHERE Remark IS NULL", true)]
    [InlineData("UPDATE Evaluations SET Hidden_At = At, Hidden_By = AccountId, Hidden_Reason = 'x' WHERE Remark = '守住'", true)]
    [InlineData("UPDATE Evaluations SET Hidden_At = 9000000000000000000, Hidden_By = AccountId, Hidden_Reason = 'x' WHERE Remark = '守住'", false)]
    [InlineData("INSERT INTO Evaluations (Topic, AccountId, Score, Remark, At, CommunityId) SELECT Topic, '00000000-0000-0000-0000-00000000000A', 5, 'x', At, CommunityId FROM Evaluations WHERE Remark = '守住'", true)]
    public async Task The_database_lets_nothing_change_but_whether_published_words_are_hidden(string sql, bool enough)
    {
        await host.RemarkedAsync("decisions", "守住", answers: enough ? 5 : 4);
        // What another case left is not looked at.
        sql = sql.Replace("Remark = '守住'", "Remark = '守住' AND Topic = (SELECT Topic FROM Surveys ORDER BY OpenedAt DESC LIMIT 1)");
        Assert.Equal(1811, (await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).SqliteExtendedErrorCode);
    }
}
