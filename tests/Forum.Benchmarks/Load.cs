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
}
