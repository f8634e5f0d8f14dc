using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>How long a comment takes from being sent to every one of many open screens, beside a SignalR hub with nothing behind it: the same bytes, the same clients, in the same run.</summary>
public static class Hearing
{
    private const int Open = 2000, WarmUp = 400, Alone = WarmUp + 40, People = 20, Each = 8, All = Alone + People * Each;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Most = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Report report)
    {
        var (forum, sample) = await ForumAsync();
        var bare = await BareAsync(sample);
        foreach (var (name, ours, limit) in new[] { ("one comment at a time", forum.Alone, bare.Alone), ($"{People} people, a comment each every {Pause.TotalSeconds:F0} s", forum.Crowd, bare.Crowd) })
            report.Add($"a comment at {Open} open screens, {name}", $"p50 {ours.At(0.5):F0} ms, p99 {ours.At(0.99):F0} ms, last {ours.At(1):F0} ms; {ours.Lost} lost, {ours.Twice} twice",
                $"bare hub p50 {limit.At(0.5):F0}, p99 {limit.At(0.99):F0}, last {limit.At(1):F0} ms; {ours.At(0.5) / limit.At(0.5):F2}, {ours.At(0.99) / limit.At(0.99):F2}, {ours.At(1) / limit.At(1):F2} times");
    }

    private sealed record Heard(double[] Took, int Lost, int Twice)
    {
        public double At(double share) => Took[(int)Math.Min(Took.Length - 1, Took.Length * share)];
    }

    private static async Task<((Heard Alone, Heard Crowd), string Sample)> ForumAsync()
    {
        await using var server = await Server.StartAsync(Server.NewFolder());
        var talk = await Discussion.OpenAsync(server, People);
        await using var screens = await Screens.OpenAsync(server.Address, $"proposals/{talk.Id}", Open, All);
        var heard = await MeasureAsync(screens, (who, comment) => talk.SayAsync(who, "neither", $"{Screens.MarkOf(comment)} **先看看**别的楼怎么做的，再说要不要改。"));
        return (heard, screens.Sample!);
    }

    private static async Task<(Heard Alone, Heard Crowd)> BareAsync(string sample)
    {
        var html = JsonDocument.Parse(sample).RootElement.GetProperty("arguments")[2].GetString()!;
        await using var server = await Server.StartBareHubAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => server.ClientAsync()));
        await using var screens = await Screens.OpenAsync(server.Address, "proposals/none", Open, All);
        return await MeasureAsync(screens, (who, comment) => people[who].PostAsync("/say", new StringContent(html.Replace(Screens.MarkOf(0), Screens.MarkOf(comment)))));
    }

    private static async Task<(Heard Alone, Heard Crowd)> MeasureAsync(Screens screens, Func<int, int, Task<HttpResponseMessage>> send)
    {
        async Task SayAsync(int who, int comment)
        {
            screens.Sending(comment);
            using var answer = await send(who, comment);
            answer.EnsureSuccessStatusCode();
        }
        for (var comment = 0; comment < Alone; comment++)
        {
            await SayAsync(comment % People, comment);
            await screens.AllAsync(comment, comment + 1, Most);
        }
        await Task.WhenAll(Enumerable.Range(0, People).Select(async who =>
        {
            await Task.Delay(Pause * who / People);
            for (var round = 0; round < Each; round++)
            {
                await SayAsync(who, Alone + who * Each + round);
                await Task.Delay(Pause);
            }
        }));
        await screens.AllAsync(Alone, All, Most);
        return (Of(screens, WarmUp, Alone), Of(screens, Alone, All));
    }

    private static Heard Of(Screens screens, int from, int to) => screens.Seen(from, to) is var (took, lost, twice) ? new(took, lost, twice) : throw new InvalidOperationException();
}
