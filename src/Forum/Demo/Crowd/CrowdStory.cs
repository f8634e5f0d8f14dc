using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo.Crowd;

/// <summary>As much more of the demo as a load test asks for, by the program's own commands, spread over places, a year and many people.</summary>
public static class CrowdStory
{
    public static async Task TellAsync(IServiceProvider services, CrowdSize size, TextWriter output)
    {
        var (teller, progress) = (new DemoTeller(services), new Progress(output));
        await teller.LearnAsync();
        var directors = await teller.ReadAsync(db => db.Places.Where(p => Neighbours.Directors.Keys.Contains(p.Name)).ToDictionaryAsync(p => p.Id, p => Neighbours.Directors[p.Name]));
        await Neighbours.SettleAsync(teller, size.Residents, progress);
        var neighbours = (await Neighbours.KnownAsync(teller)).FindAll(n => directors.ContainsKey(n.Community));
        await CrowdConcerns.TellAsync(teller, neighbours, directors, size.Concerns, progress);
        var proposed = await CrowdProposals.TellAsync(teller, neighbours, directors, size.Proposals, progress);
        if (size.Comments > 0) await new CrowdTalk(teller, neighbours, proposed.Count > 0 ? proposed : await CrowdTalk.OpenAsync(teller, neighbours)).TellAsync(size.Comments, progress);
        await services.GetRequiredService<DueRunner>().RunAsync(default);
        await DeliverAsync(services);
    }

    // What it brought to tell is told here, not while the portal serves.
    private static async Task DeliverAsync(IServiceProvider services)
    {
        var outbox = services.GetServices<IHostedService>().OfType<OutboxRunner>().Single();
        while (await outbox.RoundAsync(default) > 0) { }
    }

    /// <summary>How far back the n-th of many lies, as a part of the whole time: the nearer to now, the more there are.</summary>
    public static double Past(int nth, int many) => Math.Pow(1 - ((double)nth / many), 2);

    /// <summary>A few of many, each once.</summary>
    public static List<T> Some<T>(this IReadOnlyList<T> all, int many, Random dice)
    {
        HashSet<int> picked = [];
        while (picked.Count < Math.Min(many, all.Count)) picked.Add(dice.Next(all.Count));
        return [.. picked.Select(i => all[i])];
    }
}
