using System.Text.Json;

namespace Forum.Benchmarks;

/// <summary>Searching in a community of a hundred thousand texts, as the demo verb makes it: words that are everywhere, some and nowhere, in both scripts, with and without filters.</summary>
public static class Searching
{
    private static readonly string[] Size = ["--residents", "2000", "--concerns", "2000", "--proposals", "1000", "--comments", "100000"];

    private static readonly (string Name, string Query)[] Asked =
    [
        ("a word of every tenth text", "q=老人"), ("three words", "q=电梯 维修 明细"), ("in one's own language", "q=lift"), ("a word that nobody wrote", "q=鲸鱼"),
        ("with kind and date", "q=充电&kind=comment&from=2026-01-01"), ("one character", "q=灯"),
    ];

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        report.Add($"the demo with {Size[1]} residents, {Size[3]} concerns, {Size[5]} proposals and {Size[7]} comments more", $"{(await Server.VerbAsync(folder, ["demo", .. Size])).TotalSeconds:F0} s", $"database {new FileInfo(Path.Combine(folder, "forum.db")).Length >> 20} MB");
        await using var server = await Server.StartAsync(folder);
        using var plain = new HttpClient { BaseAddress = new(server.Address) };
        foreach (var (name, query) in Asked)
        {
            var found = JsonDocument.Parse(await plain.GetStringAsync($"/api/v1/search?{query}")).RootElement.GetProperty("items").GetArrayLength();
            var asked = 0;
            var seen = await Pages.MeasureAsync(server, () => $"/search?{query}&n={Interlocked.Increment(ref asked)}");
            report.Add($"search page, {name} ({query})", Pages.Figure(seen), $"{found} on the first page, {seen.Load.PerSecond:F0} a second");
        }
        report.Add("working set after searching", $"{server.WorkingSet >> 20} MB");
    }
}
