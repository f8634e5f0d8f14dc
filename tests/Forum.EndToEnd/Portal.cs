using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Forum.EndToEnd.Portal))]

namespace Forum.EndToEnd;

/// <summary>The program as people start it, in a process of its own on a free port, and a real browser.</summary>
public sealed class Portal : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("forum-e2e-").FullName;
    private Process? _program;
    private IPlaywright? _playwright;

    public string Address { get; } = $"http://localhost:{FreePort()}";
    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", Address]) { WorkingDirectory = ProjectFolder() };
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Forum__DataDirectory", _folder), ("Forum__WritesPerMinute", "100000"),
            ("Forum__SignInsPerMinute", "100000"), ("Logging__LogLevel__Default", "Warning"),
        }) start.Environment[name] = value;
        _program = Process.Start(start)!;
        await WaitUntilReadyAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FORUM_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of its own, at phone or desk size, in a language, with or without JavaScript.</summary>
    public async Task<IPage> WindowAsync(string language = "zh", bool phone = false, bool javascript = true)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address, Locale = language == "zh" ? "zh-CN" : "en-GB", JavaScriptEnabled = javascript,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
        });
        return await context.NewPageAsync();
    }

    /// <summary>A window in which a demo person is signed in.</summary>
    public async Task<IPage> SignedInAsync(string userName, string language = "zh", bool phone = false, bool javascript = true)
    {
        var page = await WindowAsync(language, phone, javascript);
        await SignInAsync(page, userName);
        return page;
    }

    /// <summary>Signs a demo person in, in a window that is there.</summary>
    public static async Task SignInAsync(IPage page, string userName)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#userName", userName);
        await page.FillAsync("#password", Demo.DemoPeople.Password);
        await page.ClickAsync("main form .btn.go");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in"));
    }

    /// <summary>A program signed in as a demo person.</summary>
    public async Task<HttpClient> ApiAsync(string userName)
    {
        var api = new HttpClient { BaseAddress = new(Address) };
        var session = await (await api.PostAsJsonAsync("/api/v1/session", new { userName, password = Demo.DemoPeople.Password })).Content.ReadFromJsonAsync<JsonElement>();
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return api;
    }

    /// <summary>So many days from the portal's own now: a story told before this one may have moved the demo's clock.</summary>
    public async Task<DateTimeOffset> InDaysAsync(int days)
    {
        using var api = await ApiAsync("director");
        return await AdvanceAsync(api, "PT1M") + TimeSpan.FromDays(days);
    }

    /// <summary>Moves the demo's clock on and tells what it shows then.</summary>
    public static async Task<DateTimeOffset> AdvanceAsync(HttpClient api, string by) =>
        (await (await api.PostAsJsonAsync("/api/v1/demo/clock", new { advance = by })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("now").GetDateTimeOffset();

    /// <summary>An open poll of the residents, set up by the caller of the program.</summary>
    public static async Task<string> PollAsync(HttpClient convener, string method, string secrecy, DateTimeOffset closesAt, string[]? options = null)
    {
        var poll = await (await convener.PostAsJsonAsync("/api/v1/polls", new { question = "空着的那间房，先用来做什么？", method, preset = "residents", secrecy, options, closesAt })).Content.ReadFromJsonAsync<JsonElement>();
        var id = poll.GetProperty("id").GetString()!;
        (await convener.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>A proposal for the home's building of whoever writes it.</summary>
    public static async Task<string> ProposalAsync(HttpClient author, string title, string body)
    {
        var home = (await author.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("placeId").GetString();
        return (await (await author.PostAsJsonAsync("/api/v1/proposals", new { title, body, placeId = home })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is { HasExited: false }) _program.Kill(true);
        _program?.Dispose();
        Directory.Delete(_folder, true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try { if ((await client.GetAsync("/health/live", patience.Token)).IsSuccessStatusCode) return; }
            catch (HttpRequestException) when (_program is { HasExited: false }) { }
            await Task.Delay(200, patience.Token);
        }
    }

    private static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Forum.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "Forum");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
