using System.Net.Http.Headers;
using System.Net.Http.Json;
using Forum.Accounts;
using Forum.Demo;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests;

/// <summary>
/// The real application on a SQLite file of its own, with the demo community. The demo is told once per run; each host
/// starts from a copy of that file.
/// </summary>
public sealed class ForumHost : WebApplicationFactory<Program>
{
    private static readonly Lazy<string> Template = new(MakeTemplate, LazyThreadSafetyMode.ExecutionAndPublication);
    private readonly string _folder;
    private readonly bool _bare;

    public ForumHost() : this(false) { }

    private ForumHost(bool bare)
    {
        _bare = bare;
        _folder = bare ? EmptyFolder() : NewFolder();
    }

    /// <summary>A data folder of its own with the demo community.</summary>
    public static string NewFolder()
    {
        var folder = EmptyFolder();
        foreach (var file in Directory.GetFiles(Template.Value, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Template.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return folder;
    }

    private static string EmptyFolder() => Directory.CreateTempSubdirectory("forum-test-").FullName;

    public string Folder => _folder;

    /// <summary>Settings of this portal beside the usual ones, given before it starts.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Forum:DataDirectory", _folder);
        builder.UseSetting("Forum:WritesPerMinute", "100000");
        builder.UseSetting("Forum:SignInsPerMinute", "100000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft", "Error");
        foreach (var (name, value) in Settings) builder.UseSetting(name, value);
        // What falls due happens when a test says so, never in between; that it happens by itself is tested on whole processes.
        builder.ConfigureTestServices(services => services.Remove(services.Single(s => s.ImplementationType == typeof(DueClock))));
    }

    private static string MakeTemplate()
    {
        using var host = new ForumHost(true);
        using (host.CreateClient()) { }
        SqliteConnection.ClearAllPools();
        return host._folder;
    }

    /// <summary>A program signed in as a demo person, by token.</summary>
    public async Task<HttpClient> ApiAsync(string userName)
    {
        var client = CreateClient();
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName, password = DemoPeople.Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<SignedIn>())!.Token;
        // The cookie is dropped: a token needs no antiforgery.
        var bearer = CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        bearer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        bearer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        return bearer;
    }

    /// <summary>Sends a request through the pipeline as a demo person.</summary>
    public async Task<TAnswer> SendAsync<TAnswer>(string userName, IRequest<TAnswer> request, string? once = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<ForumDb>().Accounts.AsNoTracking().SingleAsync(a => a.UserName == userName);
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        desk.Announce((await scope.ServiceProvider.GetRequiredService<ICallers>().FindAsync(account.AccountId, default))!);
        desk.OnceKey = once;
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>Sends a request as the portal itself.</summary>
    public async Task<TAnswer> SendAsPortalAsync<TAnswer>(PlaceId community, IRequest<TAnswer> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(Caller.System(community));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>Reads or spoils the database directly.</summary>
    public async Task<T> DbAsync<T>(Func<ForumDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ForumDb>());
    }

    /// <summary>Moves the portal's clock forward; what falls due happens.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var clock = Services.GetRequiredService<DemoClock>();
        await DbAsync(async db => { await clock.AdvanceAsync(db, by, default); return 0; });
        await Services.GetRequiredService<DueRunner>().RunAsync(default);
    }

    /// <summary>The portal's time.</summary>
    public DateTimeOffset Now() => Services.GetRequiredService<DemoClock>().GetUtcNow();

    /// <summary>Today in the community's zone, which may be ahead of the machine's.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>What <c>check</c> finds wrong.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await Forum.Foundation.Checking.Checks.RunAsync(scope.ServiceProvider);
    }

    /// <summary>Waits until everything that was committed has been told.</summary>
    public async Task DrainAsync()
    {
        var runner = Services.GetRequiredService<OutboxRunner>();
        while (await DbAsync(db => db.Set<DeliveryRow>().AnyAsync(d => d.DoneAt == null))) await runner.RoundAsync(default);
        var live = Services.GetRequiredService<LiveLane>();
        while (!live.IsIdle) await Task.Yield();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || _bare || !Directory.Exists(_folder)) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }
}
