using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#userName", userName);
        await page.FillAsync("#password", Demo.DemoPeople.Password);
        await page.ClickAsync("main form .btn.go");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in"));
        return page;
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
