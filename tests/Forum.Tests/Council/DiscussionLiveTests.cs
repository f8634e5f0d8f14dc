using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;

namespace Forum.Tests.Council;

/// <summary>A comment reaches open screens once, in the reader's language, without anything that only one reader may do.</summary>
public sealed class DiscussionLiveTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("en", "Against")]
    [InlineData("zh", "反对")]
    public async Task A_comment_comes_once_in_the_readers_language(string language, string stance)
    {
        var id = (await host.SendAsync("lin", new Propose("开一扇侧门", "东边开一扇门。", null))).Value.Id;
        await host.DrainAsync();
        await using var connection = Connect(await host.ApiAsync("wu"), language);
        var heard = Channel.CreateUnbounded<(string Topic, string Target, string Html, long Version)>();
        connection.On<string, string, string, long>("fragment", (topic, target, html, version) => heard.Writer.TryWrite((topic, target, html, version)));
        await connection.StartAsync();
        var version = await connection.InvokeAsync<long>("Join", $"proposals/{id}", 0L);

        var chen = await host.ApiAsync("chen");
        (await chen.PostAsJsonAsync($"/api/v1/proposals/{id}/comments", new { body = "First *words*.", stance = "against" })).EnsureSuccessStatusCode();
        await SayAsync(id, "Second words.");
        var (first, second) = (await NextAsync(heard), await NextAsync(heard));
        Assert.Equal(($"proposals/{id}", "comments", version + 1), (first.Topic, first.Target, first.Version));
        Assert.Contains("First <em>words</em>.", first.Html);
        Assert.Contains(stance, WebUtility.HtmlDecode(first.Html));
        Assert.DoesNotContain("<form", first.Html);
        // Were the first sent twice, it would stand where the second does.
        Assert.Contains("Second words.", second.Html);
    }

    [Fact]
    public async Task What_a_crowd_does_at_once_comes_in_the_order_of_its_versions_with_none_left_out_and_none_twice()
    {
        const int each = 12;
        string[] crowd = ["chen", "zhao", "steward", "volunteer", "household"];
        var id = (await host.SendAsync("lin", new Propose("开一扇南门", "南边开一扇门。", null))).Value.Id;
        var said = await SayAsync(id, "先说一句。");
        await using var connection = Connect(await host.ApiAsync("wu"), "zh");
        var heard = Channel.CreateUnbounded<long>();
        connection.On<string, string, string, long>("fragment", (_, _, _, version) => heard.Writer.TryWrite(version));
        connection.On<string, long>("changed", (_, version) => heard.Writer.TryWrite(version));
        await connection.StartAsync();
        var version = await connection.InvokeAsync<long>("Join", $"proposals/{id}", 0L);

        // Comments share their transactions, the others have one each.
        await Task.WhenAll(crowd.Select(async who =>
        {
            Assert.True((await host.SendAsync(who, new Endorse(id))).Ok);
            for (var i = 0; i < each; i++) Assert.True((await host.SendAsync(who, new AddComment(id, $"{who} {i}", Stance.For, said))).Ok);
        }));
        var last = await host.DbAsync(db => db.Set<Forum.Foundation.Outbox.TopicRow>().Where(t => t.Topic == $"proposals/{id}").Select(t => t.Version).SingleAsync());
        Assert.True(last >= version + crowd.Length * (each + 1));
        for (var next = version + 1; next <= last; next++) Assert.Equal(next, await NextAsync(heard));
        await host.DrainAsync();
        Assert.False(heard.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_answer_goes_under_what_it_answers()
    {
        var id = (await host.SendAsync("lin", new Propose("开一扇北门", "北边开一扇门。", null))).Value.Id;
        var parent = await SayAsync(id, "Parent.");
        await host.DrainAsync();
        await using var connection = Connect(await host.ApiAsync("wu"), "en");
        var heard = Channel.CreateUnbounded<(string Topic, string Target, string Html, long Version)>();
        connection.On<string, string, string, long>("fragment", (topic, target, html, version) => heard.Writer.TryWrite((topic, target, html, version)));
        await connection.StartAsync();
        await connection.InvokeAsync<long>("Join", $"proposals/{id}", 0L);
        await SayAsync(id, "Answer.", parent);
        Assert.Equal($"answers-{parent}", (await NextAsync(heard)).Target);
    }

    [Fact]
    public async Task Another_community_and_a_foreign_origin_hear_nothing()
    {
        var id = (await host.SendAsync("lin", new Propose("开一扇西门", "西边开一扇门。", null))).Value.Id;
        await using var neighbour = Connect(await host.ApiAsync("lin.b"), "zh");
        await neighbour.StartAsync();
        await Assert.ThrowsAsync<HubException>(() => neighbour.InvokeAsync<long>("Join", $"proposals/{id}", 0L));
        await using var foreign = Connect(await host.ApiAsync("wu"), "zh", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HttpRequestException>(() => foreign.StartAsync())).StatusCode);
    }

    private async Task<CommentId> SayAsync(ProposalId id, string words, CommentId? to = null) => (await host.SendAsync("chen", new AddComment(id, words, Stance.Against, to))).Value;

    private static async Task<T> NextAsync<T>(Channel<T> heard) => await heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    private HubConnection Connect(HttpClient api, string language, string? origin = null) => new HubConnectionBuilder()
        .WithUrl(new Uri(host.Server.BaseAddress, $"/hub?lang={language}"), o =>
        {
            o.HttpMessageHandlerFactory = _ => host.Server.CreateHandler();
            o.Transports = HttpTransportType.LongPolling;
            o.AccessTokenProvider = () => Task.FromResult(api.DefaultRequestHeaders.Authorization!.Parameter);
            if (origin is not null) o.Headers["Origin"] = origin;
        }).Build();
}
