using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Live;

/// <summary>How new a matter is. A page asks before it reads what it shows, so that an open screen notices what came since.</summary>
[Anyone("narrowed by whoever keeps the topic")]
public sealed record GetTopicVersion(string Topic) : IQuery<TopicVersion>;

public sealed record TopicVersion(long Number);

/// <summary>How new the list of all matters is that begin so.</summary>
/// <param name="Noun">The first word of their topics, such as <c>proposals</c>.</param>
[Anyone("a number")]
public sealed record GetListVersion(string Noun) : IQuery<TopicVersion>, IAlike
{
    public string Topic => Noun;
}

public sealed class GetListVersionHandler(ForumDb db) : IRequestHandler<GetListVersion, Outcome<TopicVersion>>
{
    public async Task<Outcome<TopicVersion>> Handle(GetListVersion request, CancellationToken stop) => new TopicVersion(await db.VersionAsync(Live.Topic.List(request.Noun), stop));
}

public sealed class GetTopicVersionHandler(ForumDb db, Desk desk, IEnumerable<ITopicKeeper> keepers) : IRequestHandler<GetTopicVersion, Outcome<TopicVersion>>
{
    public async Task<Outcome<TopicVersion>> Handle(GetTopicVersion request, CancellationToken stop) =>
        keepers.Of(request.Topic, out var id) is { } keeper && await keeper.MaySeeAsync(desk.Caller, id, stop)
            ? new TopicVersion(await db.VersionAsync(request.Topic, stop)) : Refusal.NotFound;
}
