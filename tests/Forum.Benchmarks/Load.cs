using System.Diagnostics;

namespace Forum.Benchmarks;

/// <summary>What a number of clients, each sending its next request when the last is answered, saw.</summary>
public sealed record Load(int Requests, int Errors, TimeSpan Took, double[] Milliseconds)
{
    public double PerSecond => Requests / Took.TotalSeconds;

    public double At(double share) => Milliseconds[(int)Math.Min(Milliseconds.Length - 1, Milliseconds.Length * share)];

    public static async Task<Load> RunAsync(int clients, TimeSpan time, Func<int, int, Task<bool>> send)
    {
        var (watch, errors) = (Stopwatch.StartNew(), 0);
        var each = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            List<double> took = [];
            for (var round = 0; watch.Elapsed < time; round++)
            {
                var from = Stopwatch.GetTimestamp();
                if (!await send(client, round)) Interlocked.Increment(ref errors);
                took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
            return took;
        })));
        var all = each.SelectMany(t => t).Order().ToArray();
        return new(all.Length, errors, watch.Elapsed, all);
    }

    /// <summary>Measures what a server stores beside what plain SQLite commits before and after, after a time for warming up.</summary>
    public static async Task BesidePlainAsync(Report report, Server server, Func<string> name, int clients, TimeSpan warmUp, TimeSpan time, Func<int, int, Task<bool>> send)
    {
        var before = Limits.SqliteCommits(TimeSpan.FromSeconds(3));
        await RunAsync(clients, warmUp, send);
        var from = server.Processor;
        var load = await RunAsync(clients, time, send);
        var each = (server.Processor - from).TotalMilliseconds / load.Requests;
        var plain = (before + Limits.SqliteCommits(TimeSpan.FromSeconds(3))) / 2;
        report.Add(name(), $"{load.PerSecond:F0} a second, {each:F2} ms of processor, p50 {load.At(0.5):F0} ms, p99 {load.At(0.99):F0} ms, {load.Errors} errors", $"{load.PerSecond / plain:F2} of {plain:F0} plain SQLite commits a second");
    }
}
