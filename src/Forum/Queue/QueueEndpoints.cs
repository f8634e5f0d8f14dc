using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Foundation.Pipeline;

namespace Forum.Queue;

public static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder api) =>
        api.MapGet("/queue", async (ISender s, TextBook t) => (await s.Send(new GetQueue())).Answer(t)).WithTags("queue").Produces<Listing<QueueItem>>();
}
