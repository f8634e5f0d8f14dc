using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.SettingUp;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.SettingUp;

/// <summary>An empty portal, as it first starts outside the demo.</summary>
public sealed class SetUpTests : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("forum-empty-").FullName;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Forum:Demo", "false");
        builder.UseSetting("Forum:DataDirectory", _folder);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (disposing && Directory.Exists(_folder)) Directory.Delete(_folder, true);
    }

    private async Task<Outcome<T>> SendAsync<T>(IRequest<Outcome<T>> request, Caller caller)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(caller);
        return await scope.ServiceProvider.GetRequiredService<Forum.Foundation.Pipeline.ISender>().Send(request);
    }

    private async Task<string> KeyAsync() => (await SendAsync(new OfferSetUp(), Caller.System(default))).Value;

    private static SetUp With(string key, string userName = "admin") => new(key, "云岭街道", "松园社区", "程立", userName, "a-long-password");

    private Task<Outcome<Done>> TryAsync(SetUp request) => SendAsync(request, Caller.Visitor(default));

    [Theory]
    [InlineData("/")]
    [InlineData("/concerns")]
    [InlineData("/organisation")]
    [InlineData("/sign-in")]
    [InlineData("/join")]
    public async Task Every_page_leads_to_the_set_up(string path)
    {
        using var client = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
        var answer = await client.GetAsync(path);
        Assert.Equal((HttpStatusCode.Redirect, "/set-up"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal("set-up.first", (await (await client.GetAsync("/api/v1/concerns")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/set-up")).StatusCode);
    }

    [Fact]
    public async Task Only_the_key_sets_it_up_and_only_once()
    {
        var (one, two) = (await KeyAsync(), await KeyAsync());
        Assert.Equal("set-up.no", (await TryAsync(With("AAAA-BBBB-CCCC"))).Refusals[0].Code);
        Assert.Equal(["subDistrict.missing", "displayName.missing", "userName.shape", "password.weak"], (await TryAsync(new(one, "", "松园社区", "", "x", "short"))).Refusals.Select(r => r.Code));
        var both = await Task.WhenAll(TryAsync(With(one)), TryAsync(With(two, "second")));
        Assert.Single(both, o => o.Ok);
        Assert.Equal("", await KeyAsync());

        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        Assert.Equal(["云岭街道", "松园社区"], await db.Places.OrderBy(p => p.Path).Select(p => p.Name).ToListAsync());
        Assert.Equal([PartyLevel.SubDistrict, PartyLevel.Community], await db.PartyUnits.OrderBy(u => u.Level).Select(u => u.Level).ToListAsync());
        Assert.Equal(0, await db.Set<SetUpKey>().CountAsync());
        var admin = await scope.ServiceProvider.GetRequiredService<ICallers>().FindAsync((await db.Accounts.SingleAsync()).AccountId, default);
        Assert.True(admin!.May(Right.KeepOrganisation, await db.Places.Where(p => p.Level == PlaceLevel.Community).Select(p => p.Path).SingleAsync()));
        Assert.Empty(await new Forum.Ledger.LedgerCheck(db, scope.ServiceProvider.GetRequiredService<Forum.Ledger.LedgerEnds>()).RunAsync(default));
        using var client = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/organisation")).StatusCode);
    }
}
