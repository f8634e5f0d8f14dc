using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Texts;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Foundation.Live;

/// <summary>A piece of a page that everybody reads alike, rendered once per language and sent with the change.</summary>
public interface IFragments
{
    /// <summary>The target element and its new HTML, or nothing where pages should look again as themselves.</summary>
    Task<(string Target, string Html)?> RenderAsync(IEvent happened, string language, CancellationToken stop);
}

/// <summary>Tells open pages that a matter changed.</summary>
public sealed class LivePush(IHubContext<ForumHub> hub, IEnumerable<ITopicKeeper> keepers, IEnumerable<IFragments> fragments, Connections connections) : IConsumer
{
    public string Name => "live";

    public bool Wants(IEvent happened) => Topic.TryRead(happened.Topic, out var noun, out _) && keepers.Any(k => k.Noun == noun);

    public async Task TellAsync(Told told, CancellationToken stop)
    {
        if (!Topic.TryRead(told.Event.Topic, out var noun, out var id)) return;
        var audience = await keepers.First(k => k.Noun == noun).AudienceAsync(id, stop);
        if (audience is null)
            foreach (var language in TextBook.Languages.Where(l => connections.IsHeard(Topic.Group(told.Event.Topic, l)))) await ToEverybodyAsync(told, language, stop);
        else
            await hub.Clients.Groups(audience.Select(Topic.Group)).SendAsync("changed", told.Event.Topic, told.Version, stop);
    }

    private async Task ToEverybodyAsync(Told told, string language, CancellationToken stop)
    {
        var listeners = hub.Clients.Group(Topic.Group(told.Event.Topic, language));
        foreach (var maker in fragments)
            if (await maker.RenderAsync(told.Event, language, stop) is { } fragment)
            {
                await listeners.SendAsync("fragment", told.Event.Topic, fragment.Target, fragment.Html, told.Version, stop);
                return;
            }
        await listeners.SendAsync("changed", told.Event.Topic, told.Version, stop);
    }
}
