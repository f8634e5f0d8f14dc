using Forum.Benchmarks;

// Speed and memory, as ratios to what this machine does in the same run. `-- pages`, or `start`, `casting`, `secret`, `opening`, `verifying`, `counting`; all without a name.
var wanted = args.Length > 0 ? args : ["start", "pages", "casting", "secret", "opening", "verifying", "counting"];
var report = new Report();
foreach (var name in wanted)
{
    await (name switch
    {
        "start" => Starting.RunAsync(report),
        "pages" => Pages.RunAsync(report),
        "casting" => Casting.RunAsync(report),
        "secret" => SecretCasting.RunAsync(report),
        "opening" => Opening.RunAsync(report),
        "verifying" => Verifying.RunAsync(report),
        "counting" => Counting.RunAsync(report),
        _ => throw new ArgumentException($"unknown benchmark: {name}"),
    });
}
report.Print();
