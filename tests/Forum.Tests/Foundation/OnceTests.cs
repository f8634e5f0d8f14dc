using System.Net;
using System.Net.Http.Json;
using Forum.Council.Drafts;
using Forum.Council.Proposals;
using Forum.Domain.Reception;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Foundation;

/// <summary>A request sent twice by a shaky network, or by a double tap, is one act.</summary>
public sealed class OnceTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static RaiseConcern Concern(string title) => new("other", null, title, "说一说", Visibility.Public);

    [Fact]
    public async Task Forty_at_once_under_one_key_leave_one_concern_and_one_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.SendAsync("lin", Concern("一次就好"), "key-1")));
        Assert.Single(answers.Select(a => a.Value.Number).Distinct());
        Assert.Equal(1, await host.DbAsync(db => db.Concerns.CountAsync(c => c.Title == "一次就好")));
    }

    [Fact]
    public async Task The_same_key_on_another_request_is_refused()
    {
        await host.SendAsync("lin", Concern("第一件"), "key-2");
        Assert.Equal("once.other-request", (await host.SendAsync("lin", Concern("第二件"), "key-2")).Refusals[0].Code);
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient who, string path, object body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await who.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_gone_or_out_of_sight_afterwards_is_answered_alike_the_second_time()
    {
        var (lin, director, property) = (await host.ApiAsync("lin"), await host.ApiAsync("director"), await host.ApiAsync("property"));
        var draft = (await host.SendAsync("lin", new StartDraft("发一次的草稿", "正文。"))).Value.Id;
        var first = await PostAsync(lin, $"drafts/{draft}/publication", new { }, "key-4");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first, await PostAsync(lin, $"drafts/{draft}/publication", new { }, "key-4"));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(lin, $"drafts/{draft}/publication", new { }, "key-5")).Status);
        Assert.Equal(1, await host.DbAsync(db => db.Proposals.CountAsync(p => p.Title == "发一次的草稿")));

        // Hidden, it is there for nobody, nor for whoever hid it.
        var proposal = (await host.SendAsync("lin", new Propose("要隐藏的提案", "正文。", null))).Value.Id;
        var hidden = await PostAsync(director, $"proposals/{proposal}/hiding", new { reason = "不实", rule = "untrue" }, "key-6");
        Assert.Equal(HttpStatusCode.NoContent, hidden.Status);
        Assert.Equal(hidden, await PostAsync(director, $"proposals/{proposal}/hiding", new { reason = "不实", rule = "untrue" }, "key-6"));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(director, $"proposals/{proposal}/hiding", new { reason = "别的", rule = "untrue" }, "key-6")).Status);

        // A private concern that a unit gives back goes out of its sight.
        var concern = (await host.SendAsync("lin", new RaiseConcern("property", null, "私下说的事", "说一说", Visibility.Private))).Value.Id;
        var unit = await host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).FirstAsync());
        Assert.True((await host.SendAsync("director", new AcceptConcern(concern))).Ok);
        Assert.True((await host.SendAsync("director", new AssignConcern(concern, unit))).Ok);
        var returned = await PostAsync(property, $"concerns/{concern}/return", new { body = "不归我们管" }, "key-7");
        Assert.Equal(HttpStatusCode.NoContent, returned.Status);
        Assert.Equal(returned, await PostAsync(property, $"concerns/{concern}/return", new { body = "不归我们管" }, "key-7"));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(property, $"concerns/{concern}/return", new { body = "不归我们管" }, "key-8")).Status);
    }

    [Fact]
    public async Task Sent_in_one_instant_what_is_gone_afterwards_is_answered_alike()
    {
        var lin = await host.ApiAsync("lin");
        for (var round = 0; round < 5; round++)
        {
            var draft = (await host.SendAsync("lin", new StartDraft($"同时发的草稿{round}", "正文。"))).Value.Id;
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(lin, $"drafts/{draft}/publication", new { }, $"key-once-{round}")));
            Assert.Equal(HttpStatusCode.Created, Assert.Single(answers.Distinct()).Status);
        }
    }

    [Fact]
    public async Task Nobody_else_hears_an_answer_by_knowing_the_key()
    {
        var draft = (await host.SendAsync("lin", new StartDraft("只有我", "正文。"))).Value.Id;
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(await host.ApiAsync("lin"), $"drafts/{draft}/publication", new { }, "key-9")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(await host.ApiAsync("chen"), $"drafts/{draft}/publication", new { }, "key-9")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(host.CreateClient(), $"drafts/{draft}/publication", new { }, "key-9")).Status);
    }

    [Fact]
    public async Task Keys_of_two_people_do_not_meet()
    {
        await host.SendAsync("lin", Concern("林的"), "key-3");
        Assert.True((await host.SendAsync("chen", Concern("陈的"), "key-3")).Ok);
    }
}
