using Forum.Benchmarks;

// Speed and memory, as ratios to what this machine does in the same run. `-- pages`, or `start`, `crowded`, `searching`, `talking`, `hearing`, `casting`, `secret`, `opening`, `looking`, `verifying`, `counting`; all of these without a name. `-- rules` measures the rules by themselves.
if (args is ["bare-hub", var address]) { BareHub.Run(address); return; }
if (args is ["rules", ..]) { Rules.Run(args[1..]); return; }
var wanted = args.Length > 0 ? args : ["start", "pages", "crowded", "searching", "talking", "hearing", "casting", "secret", "opening", "looking", "verifying", "counting"];
var report = new Report();
foreach (var name in wanted)
{
    await (name switch
    {
        "start" => Starting.RunAsync(report),
        "pages" => Pages.RunAsync(report),
        "talking" => Talking.RunAsync(report),
        "crowded" => Crowded.RunAsync(report),
        "searching" => Searching.RunAsync(report),
        "hearing" => Hearing.RunAsync(report),
        "casting" => Casting.RunAsync(report),
        "secret" => SecretCasting.RunAsync(report),
        "opening" => Opening.RunAsync(report),
        "looking" => Looking.RunAsync(report),
        "verifying" => Verifying.RunAsync(report),
        "counting" => Counting.RunAsync(report),
        _ => throw new ArgumentException($"unknown benchmark: {name}"),
    });
}
report.Print();
