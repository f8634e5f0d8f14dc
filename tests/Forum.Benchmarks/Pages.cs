namespace Forum.Benchmarks;

/// <summary>Processor time and waiting for the pages that people open most, 32 connections, compressed.</summary>
public static class Pages
{
    private const int Connections = 32, Posts = 20;
    private const string Visitor = "visitor, rendered", Kept = "visitor, as kept";
    private static readonly string[] Stances = ["for", "against", "neither"];
    // The runtime compiles what is called often anew for twenty seconds, on the same processors.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20), Time = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(Report report)
    {
        await using var server = await Server.StartAsync(Server.NewFolder());
        var talk = await Discussion.OpenAsync(server, Posts);
        for (var i = 0; i < Posts; i++) (await talk.SayAsync(i, Stances[i % Stances.Length], "先看看别的楼怎么做，问清楚谁来管、要花多少钱，再说要不要改。")).EnsureSuccessStatusCode();
        // What a program does first, such as telling of what was just said, is none of an empty answer's cost.
        await MeasureAsync(server, () => "/");
        var bare = await MeasureAsync(server, () => "/health/live");
        report.Add("an empty answer (`/health/live`)", Figure(bare), $"{bare.Load.PerSecond:F0} a second");
        foreach (var (path, name) in new[] { ("/", "home"), ("/concerns", "list of concerns"), ("/proposals", "list of proposals"), ($"/proposals/{talk.Id}", $"proposal of {Posts} comments"), ("/api/v1/concerns", "concerns as JSON") })
            foreach (var who in path.StartsWith("/api", StringComparison.Ordinal) ? new[] { Visitor, "lin" } : [Kept, Visitor, "lin"])
            {
                var asked = 0;
                var seen = await MeasureAsync(server, () => who == Visitor ? $"{path}?n={Interlocked.Increment(ref asked)}" : path, who is Kept or Visitor ? null : who);
                report.Add($"{name}, {(who is Kept or Visitor ? who : "signed in")}", Figure(seen), $"{seen.Load.PerSecond:F0} a second, {seen.Each / bare.Each:F1} empty answers");
            }
        report.Add("working set after the load", $"{server.WorkingSet >> 20} MB");
    }

    internal static string Figure((Load Load, double Each) seen) =>
        $"{seen.Each:F2} ms of processor, p50 {seen.Load.At(0.5):F1} ms, p99 {seen.Load.At(0.99):F1} ms{(seen.Load.Errors > 0 ? $", {seen.Load.Errors} errors" : "")}";

    /// <summary>What many connections saw that ask for pages one after the other, signed in where a name is given.</summary>
    internal static async Task<(Load Load, double Each)> MeasureAsync(Server server, Func<string> path, string? userName = null)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => server.ClientAsync(userName)));
        foreach (var client in clients) client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        async Task<bool> GetAsync(int client, int round)
        {
            using var answer = await clients[client].GetAsync(path());
            await answer.Content.CopyToAsync(Stream.Null);
            return answer.IsSuccessStatusCode;
        }
        await Load.RunAsync(Connections, WarmUp, GetAsync);
        var from = server.Processor;
        var load = await Load.RunAsync(Connections, Time, GetAsync);
        return (load, (server.Processor - from).TotalMilliseconds / load.Requests);
    }
}
