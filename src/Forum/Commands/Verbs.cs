using Forum.Demo.Crowd;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Search;
using Forum.Voting.Counting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Commands;

/// <summary>The command line. Without a verb the portal serves; a verb does its work and serves nothing.</summary>
public static class Verbs
{
    public const string Serve = "";
    public const string Unknown = "?";
    private static readonly string[] Known = ["check", "count", "demo", "search-rebuild", "verify"];

    public static string Read(string[] args) =>
        args.FirstOrDefault() is not { } first || first.StartsWith("--", StringComparison.Ordinal) && first != "--help" ? Serve : Known.Contains(first) && !args.Contains("--help") ? first : Unknown;

    public static int Usage(string[] args)
    {
        const string usage = "Forum [VERB]\n  (none)   serve\n  check    verify the ledger, the guards and the integrity of the database\n  count    count ballots from a file: " + CountVerb.Usage + "\n  demo     load the demo community, with as much more as asked, while it is not serving: " + CrowdSize.Usage + "\n  search-rebuild  read everything anew for the search\n  verify   check a poll's public record: " + VerifyVerb.Usage + "\n";
        if (args.Contains("--help")) { Console.Write(usage); return 0; }
        Console.Error.Write($"unknown verb: {args[0]}\n{usage}");
        return 2;
    }

    public static async Task<int> RunAsync(WebApplication app, string verb, string[] args)
    {
        if (verb == "count") return CountVerb.Run(args[1..], app.Services.GetRequiredService<TextBook>(), Console.Out, Console.Error);
        if (verb == "verify") return VerifyVerb.Run(args[1..], app.Services.GetRequiredService<TextBook>(), Console.Out, Console.Error);
        if (verb == "demo") return await DemoVerb.RunAsync(app, args[1..], Console.Out, Console.Error);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<ForumDb>();
        if (!(await db.Database.GetAppliedMigrationsAsync()).Any())
        {
            Console.Error.WriteLine($"no database in {StorageServices.DataFolder(app.Configuration, app.Environment)}");
            return 2;
        }
        if (verb == "search-rebuild") { Console.WriteLine(await SearchStart.RebuildAsync(services)); return 0; }
        var all = await Checks.RunAsync(services);
        foreach (var line in all) Console.Error.WriteLine(line);
        if (all.Count == 0) Console.WriteLine("ok");
        return all.Count == 0 ? 0 : 1;
    }
}
