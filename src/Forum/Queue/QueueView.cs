using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Web;
using MediatR;

namespace Forum.Queue;

/// <summary>Something that waits for the caller, in one of their roles or as themselves.</summary>
/// <param name="Kind">What it is and which step waits, such as <c>concern.accept</c>.</param>
/// <param name="Href">The page where the step is taken.</param>
public sealed record QueueItem(string Kind, string Id, string Number, string Title, DateTimeOffset Since, DateTimeOffset? Due, string Href);

/// <summary>A feature's answer to: what waits for this caller?</summary>
public interface IQueueSource
{
    Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop);
}

/// <summary>What waits for the caller in all their roles, the most urgent first.</summary>
[SignedIn("what waits for oneself")]
public sealed record GetQueue : IQuery<Listing<QueueItem>>;

public sealed class GetQueueHandler(Desk desk, IEnumerable<IQueueSource> sources) : IRequestHandler<GetQueue, Outcome<Listing<QueueItem>>>
{
    public async Task<Outcome<Listing<QueueItem>>> Handle(GetQueue request, CancellationToken stop)
    {
        List<QueueItem> all = [];
        foreach (var source in sources) all.AddRange(await source.WaitingAsync(desk.Caller, stop));
        return new Listing<QueueItem>([.. all.OrderBy(i => i.Due ?? DateTimeOffset.MaxValue).ThenBy(i => i.Since).Take(200)], null);
    }
}
