using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>The program in a process of its own, so that its processor time and memory are its own too.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, string address, TimeSpan untilFirstPage) => (_process, Address, UntilFirstPage) = (process, address, untilFirstPage);

    public string Address { get; }

    /// <summary>From the start of the process to its first whole page.</summary>
    public TimeSpan UntilFirstPage { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("forum-bench-").FullName;

    public static Task<Server> StartAsync(string folder) => StartAsync(address => ["Forum.dll", "--urls", address], "/", Settings(folder));

    /// <summary>The bare hub, with the garbage collector that the portal has.</summary>
    public static Task<Server> StartBareHubAsync() => StartAsync(address => ["Forum.Benchmarks.dll", "bare-hub", address], "/health/live", ("DOTNET_gcServer", "1"));

    /// <summary>Runs a verb of the command line to its end; how long it took.</summary>
    public static async Task<TimeSpan> VerbAsync(string folder, params string[] verb)
    {
        var watch = Stopwatch.StartNew();
        using var process = Begin(["Forum.dll", .. verb], Settings(folder));
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"{verb[0]} ended with {process.ExitCode}.");
    }

    private static (string, string)[] Settings(string folder) =>
        [("ASPNETCORE_ENVIRONMENT", "Production"), ("Forum__Demo", "true"), ("Forum__DataDirectory", folder), ("Forum__WritesPerMinute", "100000000"), ("Forum__SignInsPerMinute", "100000000"), ("Logging__LogLevel__Default", "Error")];

    private static Process Begin(string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, arguments[0]), .. arguments[1..]])
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) Console.Error.WriteLine(e.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<Server> StartAsync(Func<string, string[]> program, string first, params (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var watch = Stopwatch.StartNew();
        var process = Begin(program(address), settings);
        using var client = new HttpClient();
        while (!await AnswersAsync(client, address + first))
        {
            if (process.HasExited) throw new InvalidOperationException("The program ended.");
            await Task.Delay(20);
        }
        return new(process, address, watch.Elapsed);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string address)
    {
        try { return (await client.GetAsync(address)).IsSuccessStatusCode; }
        catch (HttpRequestException) { return false; }
    }

    public TimeSpan Processor { get { _process.Refresh(); return _process.TotalProcessorTime; } }

    public long WorkingSet { get { _process.Refresh(); return _process.WorkingSet64; } }

    /// <summary>A client of its own connection, signed in where a name is given.</summary>
    public async Task<HttpClient> ClientAsync(string? userName = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(Address) };
        if (userName is null) return client;
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName, password = Forum.Demo.DemoPeople.Password });
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
