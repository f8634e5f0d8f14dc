using System.Net;
using System.Net.Http.Json;
using Forum.Domain.Reception;
using Forum.Reception;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

public sealed class SessionTests(ForumHost host) : IClassFixture<ForumHost>
{
    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_read_alike()
    {
        var client = host.CreateClient();
        async Task<string> Try(string name) => await (await client.PostAsJsonAsync("/api/v1/session", new { userName = name, password = "wrong-password" })).Content.ReadAsStringAsync();
        Assert.Equal(await Try("zhao"), await Try("nobody-here"));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_right_one_out()
    {
        var client = host.CreateClient();
        for (var i = 0; i < 5; i++) await client.PostAsJsonAsync("/api/v1/session", new { userName = "volunteer", password = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/api/v1/session", new { userName = "volunteer", password = Forum.Demo.DemoPeople.Password })).StatusCode);
    }

    [Fact]
    public async Task Tries_that_come_at_once_all_count_and_keep_nobody_out_who_is_right()
    {
        async Task<HttpStatusCode> TryAsync(string name, string password) => (await host.CreateClient().PostAsJsonAsync("/api/v1/session", new { userName = name, password })).StatusCode;
        var all = await Task.WhenAll(TryAsync("zhao", "wrong"), TryAsync("zhao", "wrong"), TryAsync("zhao", Forum.Demo.DemoPeople.Password), TryAsync("zhao", "wrong"), TryAsync("zhao", "wrong"));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], all);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryAsync("care", "wrong")));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("care", Forum.Demo.DemoPeople.Password));
    }

    [Fact]
    public async Task Deleting_the_session_ends_the_token_at_once()
    {
        var client = await host.ApiAsync("wu");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing_through_the_api()
    {
        var client = host.CreateClient();
        (await client.PostAsJsonAsync("/api/v1/session", new { userName = "lin", password = Forum.Demo.DemoPeople.Password })).EnsureSuccessStatusCode();
        var answer = await client.PostAsJsonAsync("/api/v1/concerns", new { category = "other", title = "t", body = "b", visibility = "public" });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_neighbouring_community_finds_nothing()
    {
        var concern = (await host.SendAsync("lin", new RaiseConcern("other", null, "我们社区的事", "说一说", Visibility.Public))).Value;
        foreach (var stranger in new[] { "lin.b", "director.b", "secretary.b" })
        {
            var client = await host.ApiAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/concerns/{concern.Id}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"/api/v1/concerns/{concern.Id}/acceptance", new { })).StatusCode);
            Assert.DoesNotContain("我们社区的事", await client.GetStringAsync("/api/v1/concerns?take=100"));
        }
    }

    [Fact]
    public async Task The_hub_refuses_a_foreign_origin()
    {
        var client = host.CreateClient();
        var request = new HttpRequestMessage(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1") { Headers = { { "Origin", "https://elsewhere.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_public_change_reaches_an_open_connection_and_a_private_topic_refuses_a_stranger()
    {
        var open = (await host.SendAsync("lin", new RaiseConcern("other", null, "公开的", "说一说", Visibility.Public))).Value;
        var hidden = (await host.SendAsync("lin", new RaiseConcern("other", null, "不公开的", "说一说", Visibility.Private))).Value;
        await host.DrainAsync();
        await using var connection = Connect(await host.ApiAsync("chen"));
        var heard = new TaskCompletionSource<(string, long)>();
        connection.On<string, long>("changed", (topic, version) => heard.TrySetResult((topic, version)));
        await connection.StartAsync();
        await Assert.ThrowsAsync<HubException>(() => connection.InvokeAsync<long>("Join", $"concerns/{hidden.Id}", 0L));
        Assert.Equal(1, await connection.InvokeAsync<long>("Join", $"concerns/{open.Id}", 0L));
        await host.SendAsync("director", new AcceptConcern(open.Id));
        Assert.Equal(($"concerns/{open.Id}", 2L), await heard.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private HubConnection Connect(HttpClient api) => new HubConnectionBuilder()
        .WithUrl(new Uri(host.Server.BaseAddress, "/hub"), o =>
        {
            o.HttpMessageHandlerFactory = _ => host.Server.CreateHandler();
            o.Transports = HttpTransportType.LongPolling;
            o.AccessTokenProvider = () => Task.FromResult(api.DefaultRequestHeaders.Authorization!.Parameter);
        }).Build();
}
