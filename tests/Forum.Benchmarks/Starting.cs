namespace Forum.Benchmarks;

/// <summary>How long people wait after the start, and what the program holds then.</summary>
public static class Starting
{
    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        await using (var first = await Server.StartAsync(folder)) report.Add("first start with the demo, to the first page", $"{first.UntilFirstPage.TotalSeconds:F1} s");
        await using var again = await Server.StartAsync(folder);
        report.Add("next start, to the first page", $"{again.UntilFirstPage.TotalSeconds:F1} s");
        report.Add("working set after the first page", $"{again.WorkingSet >> 20} MB");
    }
}
