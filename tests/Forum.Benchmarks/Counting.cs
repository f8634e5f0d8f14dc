using System.Diagnostics;
using Forum.Domain.Voting.Methods;

namespace Forum.Benchmarks;

/// <summary>A million ballots over ten candidates on one core: as good as all different, and as people vote, few orders again and again.</summary>
public static class Counting
{
    private const int Ballots = 1_000_000, Candidates = 10;

    public static Task RunAsync(Report report)
    {
        foreach (var (name, orders) in new[] { ("drawn at random", Ballots), ("1,000 different", 1_000) })
        {
            var dice = new Random(20260512);
            var drawn = Enumerable.Range(0, orders).Select(_ => Draw(dice)).ToArray();
            var ballots = Enumerable.Range(0, Ballots).Select(_ => new Ranking(drawn[dice.Next(orders)], 1)).ToList();
            var (rankings, gathering) = Time(() => Rankings.Of([.. Enumerable.Range(0, Candidates).Select(c => $"{(char)('A' + c)}")], ballots).Value);
            report.Add($"{Ballots:N0} ballots, {name}: gathering equal ones", $"{gathering:F2} s", $"{rankings.Ballots.Count:N0} distinct");
            foreach (var (method, count) in new (string, Func<CountResult>)[]
            {
                ("Scottish STV, 4 seats", () => ScottishStv.Count(rankings, 4)), ("Meek STV, 4 seats", () => MeekStv.Count(rankings, 4)),
                ("Schulze", () => Schulze.Count(rankings)), ("instant runoff", () => InstantRunoff.Count(rankings)),
            }) report.Add($"{Ballots:N0} ballots, {name}: {method}", $"{Time(count).Seconds:F2} s");
        }
        return Task.CompletedTask;
    }

    // Shuffled, and cut off somewhere as people do.
    private static IReadOnlyList<int>[] Draw(Random dice)
    {
        var order = Enumerable.Range(0, Candidates).ToArray();
        dice.Shuffle(order);
        return [.. order.Take(dice.Next(1, Candidates + 1)).Select(c => (IReadOnlyList<int>)[c])];
    }

    private static (T Value, double Seconds) Time<T>(Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var value = work();
        return (value, watch.Elapsed.TotalSeconds);
    }
}
