using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Forum.Demo;
using Microsoft.Data.Sqlite;

namespace Forum.Tests;

/// <summary>The built program in a process of its own on a data folder, to be killed in the middle.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private PortalProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<PortalProcess> StartAsync(string folder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var portal = new PortalProcess(Process.Start(Program(folder, "--urls", address.ToString()))!, address);
        _ = portal._process.StandardOutput.ReadToEndAsync();
        _ = portal._process.StandardError.ReadToEndAsync();
        using var client = portal.Visitor();
        await UntilAsync(async () =>
        {
            Assert.False(portal._process.HasExited, "The program ended.");
            try { return (await client.GetAsync("/health/live")).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        });
        return portal;
    }

    /// <summary>Runs a verb of the command line to its end.</summary>
    public static async Task<(int Code, string Told)> VerbAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(Program(folder, arguments))!;
        var (told, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        return (process.ExitCode, await told + await errors);
    }

    /// <summary>A client without a session.</summary>
    public HttpClient Visitor() => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };

    public async Task<HttpClient> ApiAsync(string userName)
    {
        var client = Visitor();
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { userName, password = DemoPeople.Password });
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return client;
    }

    /// <summary>Ends it as a power cut would: nothing is told, nothing is finished.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Reads, or spoils, the database beside the program.</summary>
    public static List<T[]> Sql<T>(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "forum.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<T[]> all = [];
        while (rows.Read()) all.Add([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetFieldValue<T>)]);
        return all;
    }

    /// <summary>Waits for a condition, but not for ever.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(50, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Program(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Forum.dll"), .. arguments]) { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Forum__Demo", "true"), ("Forum__DataDirectory", folder), ("Forum__WritesPerMinute", "10000000"),
            ("Forum__SignInsPerMinute", "10000000"), ("Logging__LogLevel__Default", "Error"),
        }) start.Environment[name] = value;
        return start;
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
