using System.Net;
using System.Net.Http.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Organisation;

/// <summary>Role times scope times term gives rights, at this instant. Each test spoils its own copy.</summary>
public sealed class ScopeTests : IDisposable
{
    private readonly ForumHost _host = new();

    public void Dispose() => _host.Dispose();

    private async Task<ConcernId> PrivateAsync(string placeName)
    {
        var place = await _host.DbAsync(db => db.Places.Where(p => p.Name == placeName && db.Places.Any(c => c.Id == p.CommunityId && c.Name == "梧桐里社区")).Select(p => p.Id).SingleAsync());
        return (await _host.SendAsync("lin", new RaiseConcern("other", place, "不公开的事", "说一说", Visibility.Private))).Value.Id;
    }

    private Task<AppointmentId> AppointmentAsync(Role role) => _host.DbAsync(async db =>
        await db.Appointments.Where(a => a.Role == role && db.Places.Any(p => p.Id == a.CommunityId && p.Name == "梧桐里社区")).Select(a => a.Id).SingleAsync());

    [Fact]
    public async Task A_moved_building_takes_its_matters_from_one_grid_to_the_other()
    {
        var concern = await PrivateAsync("1号楼");
        Assert.True((await _host.SendAsync("grid.worker", new GetConcern(concern))).Ok);
        var (building, grid) = await _host.DbAsync(async db =>
        {
            var places = await db.Places.Where(p => db.Places.Any(c => c.Id == p.CommunityId && c.Name == "梧桐里社区")).ToListAsync();
            return (places.Single(p => p.Name == "1号楼").Id, places.Single(p => p.Name == "第二网格").Id);
        });
        Assert.Equal("forbidden", (await _host.SendAsync("grid.worker", new MoveBuilding(building, grid))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("director", new MoveBuilding(building, grid))).Ok);
        Assert.Equal("not-found", (await _host.SendAsync("grid.worker", new GetConcern(concern))).Refusals[0].Code);
        Assert.True((await _host.SendAsync("building.leader", new GetConcern(concern))).Ok);
        Assert.True((await _host.SendAsync("director", new GetConcern(concern))).Ok);
    }

    [Fact]
    public async Task A_term_that_ended_gives_nothing_and_an_open_connection_hears_nothing_more()
    {
        var concern = await PrivateAsync("1号楼");
        await _host.DrainAsync();
        var api = await _host.ApiAsync("grid.worker");
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(_host.Server.BaseAddress, "/hub"), o =>
        {
            o.HttpMessageHandlerFactory = _ => _host.Server.CreateHandler();
            o.Transports = HttpTransportType.LongPolling;
            o.AccessTokenProvider = () => Task.FromResult(api.DefaultRequestHeaders.Authorization!.Parameter);
        }).Build();
        var heard = System.Threading.Channels.Channel.CreateUnbounded<(string Topic, long Version)>();
        connection.On<string, long>("changed", (topic, version) => heard.Writer.TryWrite((topic, version)));
        await connection.StartAsync();
        await connection.InvokeAsync<long>("Join", $"concerns/{concern}", 0L);
        await _host.SendAsync("director", new AcceptConcern(concern));
        Assert.Equal(($"concerns/{concern}", 2L), await heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.True((await _host.SendAsync("director", new EndAppointment(await AppointmentAsync(Role.GridWorker), "调岗"))).Ok);
        var open = (await _host.SendAsync("lin", new RaiseConcern("other", null, "公开的事", "说一说", Visibility.Public))).Value.Id;
        await connection.InvokeAsync<long>("Join", $"concerns/{open}", 0L);
        await _host.DrainAsync();
        var unit = await _host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).SingleAsync());
        await _host.SendAsync("director", new AssignConcern(concern, unit));
        await _host.SendAsync("director", new AcceptConcern(open));
        await _host.DrainAsync();
        // What comes next is the public matter: of the private one it heard nothing.
        Assert.Equal($"concerns/{open}", (await heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20))).Topic);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/api/v1/concerns/{concern}")).StatusCode);
    }

    [Fact]
    public async Task A_term_runs_out_by_the_clock()
    {
        var concern = await PrivateAsync("1号楼");
        await _host.AdvanceAsync(TimeSpan.FromDays(366 * 3));
        await _host.AdvanceAsync(TimeSpan.FromDays(366));
        Assert.False((await _host.SendAsync("grid.worker", new GetConcern(concern))).Ok);
    }

    [Fact]
    public async Task Whoever_left_the_body_no_longer_speaks_for_it()
    {
        var unit = await _host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).SingleAsync());
        var speak = new RaiseConcern("other", null, "物业提醒", "停水两小时", Visibility.Public, unit);
        Assert.True((await _host.SendAsync("property", speak)).Ok);
        Assert.Equal("forbidden", (await _host.SendAsync("lin", speak)).Refusals[0].Code);
        await _host.SendAsync("director", new EndAppointment(await AppointmentAsync(Role.PropertyManager), "离职"));
        Assert.Equal("forbidden", (await _host.SendAsync("property", speak)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_changed_password_signs_out_everywhere_else()
    {
        var (here, there) = (await _host.ApiAsync("zhao"), await _host.ApiAsync("zhao"));
        Assert.Equal(HttpStatusCode.BadRequest, (await here.PutAsJsonAsync("/api/v1/me/password", new { current = "wrong", @new = "a-better-word-2026" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await here.PutAsJsonAsync("/api/v1/me/password", new { current = Forum.Demo.DemoPeople.Password, @new = "a-better-word-2026" })).StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), ((await here.GetAsync("/api/v1/me")).StatusCode, (await there.GetAsync("/api/v1/me")).StatusCode));
    }
}
