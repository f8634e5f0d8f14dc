using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Queue;

namespace Forum.Notifications.Tellings;

/// <summary>One line among what waits for a steward or grid worker: how many are to be told something.</summary>
public sealed class TellQueue(TellList list, TextBook texts) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.TellPeople)) return [];
        var lines = await list.OfAsync(caller, stop);
        return lines.Count == 0 ? [] : [new("tell", "tell", "", texts["tell.count", ("count", lines.Count)], lines.Min(l => l.Since), lines.Min(l => l.Until), "/tell")];
    }
}

public static class TellServices
{
    public static void AddTellings(this IServiceCollection services) => services.AddScoped<SpokenTurns>().AddScoped<TellList>().AddScoped<IQueueSource, TellQueue>();

    public static void MapTellings(this IEndpointRouteBuilder api)
    {
        var tell = api.MapGroup("/tellings").WithTags("tellings");
        tell.MapGet("", async (string? cursor, ISender s, TextBook t) => (await s.Send(new GetTellings(cursor))).Answer(t)).Produces<Listing<TellLine>>();
        tell.MapPost("", async (NoteTelling body, ISender s, TextBook t) => (await s.Send(body)).Empty(t));
    }
}
