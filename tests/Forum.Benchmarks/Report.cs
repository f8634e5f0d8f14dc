namespace Forum.Benchmarks;

/// <summary>What was measured, as the rows of a table.</summary>
public sealed class Report
{
    private readonly List<(string What, string Figure, string Beside)> _rows = [];

    /// <param name="beside">What it is to be compared with: a ratio, a limit of the machine.</param>
    public void Add(string what, string figure, string beside = "")
    {
        _rows.Add((what, figure, beside));
        // A long run that breaks has not measured in vain.
        Console.Error.WriteLine($"{what}: {figure} {beside}");
    }

    public void Print()
    {
        Console.WriteLine($"| {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors | figure | beside |\n| --- | --- | --- |");
        foreach (var (what, figure, beside) in _rows) Console.WriteLine($"| {what} | {figure} | {beside} |");
    }
}
