using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Domain.Voting;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Dispatches;

/// <summary>From a concern to the Party organisation's reply, through the API alone, with the clock moved over the waiting periods.</summary>
public sealed class WholeRoadTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri} {answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public async Task A_concern_becomes_a_sealed_report_that_is_answered()
    {
        var (lin, chen, director, secretary) = (await host.ApiAsync("lin"), await host.ApiAsync("chen"), await host.ApiAsync("director"), await host.ApiAsync("secretary"));
        Task<HttpResponseMessage> Post(HttpClient who, string path, object body) => who.PostAsJsonAsync($"/api/v1/{path}", body);

        var concern = await OkAsync(await Post(lin, "concerns", new { category = "facilities", title = "花园没有灯", body = "晚上\r\n一片黑 𠮷", visibility = "public" }));
        var proposal = await OkAsync(await Post(lin, "proposals", new { title = "花园装六盏灯", body = "**装六盏**太阳能灯。", fromConcernId = concern.GetProperty("id").GetString() }));
        var id = proposal.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Created, (await Post(chen, $"proposals/{id}/endorsements", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post(chen, $"proposals/{id}/endorsements", new { })).StatusCode);
        await OkAsync(await Post(chen, $"proposals/{id}/comments", new { body = "灯别对着窗户", stance = "against" }));
        await OkAsync(await Post(lin, $"proposals/{id}/comments", new { body = "可以加罩子", stance = "for" }));

        var poll = (await OkAsync(await Post(director, "polls", new { question = "是否同意装六盏灯？", proposalId = id, method = "yes-no-abstain", preset = "residents", secrecy = "open", closesAt = host.Now().AddDays(3) }))).GetProperty("id").GetString();
        await OkAsync(await Post(director, $"polls/{poll}/opening", new { }));
        Assert.Equal(40, (await OkAsync(await Post(lin, $"polls/{poll}/ballots", new { choice = "yes" }))).GetProperty("receipt").GetString()!.Length);
        await OkAsync(await Post(chen, $"polls/{poll}/ballots", new { choice = "abstain" }));
        Assert.Equal(HttpStatusCode.Conflict, (await Post(director, $"polls/{poll}/closing", new { })).StatusCode);

        await host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal("passed", (await OkAsync(await lin.GetAsync($"/api/v1/polls/{poll}/result"))).GetProperty("outcome").GetString());
        Assert.Equal("notice.open", (await (await Post(director, "decisions", new { pollId = poll, title = "装灯", body = "装" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        var objection = (await OkAsync(await Post(chen, $"polls/{poll}/objections", new { body = "位置没说清" }))).GetProperty("id").GetString();
        await host.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Equal("notice.unanswered", (await (await Post(director, "decisions", new { pollId = poll, title = "装灯", body = "装" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        await OkAsync(await Post(director, $"objections/{objection}/answer", new { body = "图已贴在公告栏" }));
        await OkAsync(await Post(director, "decisions", new { pollId = poll, title = "花园装六盏灯", body = "同意安装。" }));

        var sent = (await OkAsync(await secretary.GetAsync("/api/v1/dispatches"))).GetProperty("items").EnumerateArray().Single(d => d.GetProperty("pollId").GetString() == poll);
        var dispatch = $"dispatches/{sent.GetProperty("id").GetString()}";
        var report = await lin.GetByteArrayAsync($"/api/v1/{dispatch}/report/1");
        await OkAsync(await Post(secretary, $"{dispatch}/acknowledgement", new { }));
        var answered = await OkAsync(await Post(secretary, $"{dispatch}/reply", new { stance = "partly", reason = "先装四盏。", dueOn = host.Now().AddDays(30).ToString("yyyy-MM-dd") }));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(report)), answered.GetProperty("sha256").GetString());
        var json = JsonDocument.Parse(report).RootElement;
        Assert.Equal("晚上\r\n一片黑 𠮷", json.GetProperty("proposal").GetProperty("words").GetProperty("body").GetString());
        Assert.Equal("位置没说清", json.GetProperty("notice").GetProperty("objections")[0].GetProperty("body").GetString());
        Assert.Equal("answered", (await OkAsync(await lin.GetAsync($"/api/v1/proposals/{id}"))).GetProperty("stage").GetString());

        var page = await new Browser(host).GoAsync($"/proposals/{id}");
        Assert.Contains("先装四盏。", page.Text);
        await host.DrainAsync();
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Undecided_it_leaves_on_its_latest_day_and_a_later_decision_follows()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Task<DispatchView> Read() => host.DbAsync(async db => (await host.SendAsync("lin", new GetDispatch((await db.Dispatches.SingleAsync(d => d.PollId == poll)).Id))).Value);
        Assert.Null((await Read()).SentAt);
        await host.AdvanceAsync(TimeSpan.FromDays(25));
        var sent = await Read();
        Assert.Equal((1, sent.LeavesBy <= host.Now()), (sent.Parts.Count, true));
        Assert.NotNull(sent.SentAt);
        // What did not pass is not called decided by an oversight.
        var form = await Browser.SignedInAsync(host, "director");
        await form.GoAsync($"/decisions/new?poll={poll}");
        Assert.Equal("declines", form.Page.QuerySelector("input[name=kind][checked]")!.GetAttribute("value"));
        Assert.Contains("这次表决的结果是", form.Text);
        Assert.True((await host.SendAsync("director", new PublishDecision(poll, "没有形成决议", "没有人投票。", null, true))).Ok);
        var later = await Read();
        Assert.Equal((2, sent.Sha256), (later.Parts.Count, later.Parts[1].Previous));
        await host.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.True((await Read()).Late);
    }

    [Fact]
    public async Task Two_answers_at_once_leave_one()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("再问一次？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await host.AdvanceAsync(TimeSpan.FromDays(30));
        var id = await host.DbAsync(async db => (await db.Dispatches.SingleAsync(d => d.PollId == poll)).Id);
        Assert.Empty((await host.SendAsync("secretary", new AcknowledgeDispatch(id))).Refusals.Select(r => r.Code));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.SendAsync("secretary", new AnswerDispatch(id, Forum.Domain.Dispatches.ReplyStance.NotAdopted, $"理由{i}", null))));
        Assert.True(answers.Count(a => a.Ok) == 1, string.Join(" ", answers.SelectMany(a => a.Refusals).Select(r => r.Code).Distinct()));
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("dispatch.answered", a.Refusals[0].Code));
    }

    [Fact]
    public async Task Each_level_acts_only_while_it_has_it()
    {
        var id = await host.DbAsync(async db => (await db.Dispatches.SingleAsync(d => d.Title.Contains("续聘"))).Id);
        Assert.Equal("forbidden", (await host.SendAsync("lin", new AcknowledgeDispatch(id))).Refusals[0].Code);
        Assert.Equal("forbidden", (await host.SendAsync("grid.secretary", new AcknowledgeDispatch(id))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("secretary.b", new AcknowledgeDispatch(id))).Refusals[0].Code);
        Assert.Equal("dispatch.acknowledge-first", (await host.SendAsync("secretary", new PassUpDispatch(id, null))).Refusals[0].Code);
    }
}
