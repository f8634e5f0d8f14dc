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

/// <summary>Tells open pages that a matter changed. Whom it may tell is asked once for all of a matter that waits together.</summary>
public sealed class LivePush(IHubContext<ForumHub> hub, IEnumerable<ITopicKeeper> keepers, IEnumerable<IFragments> fragments, Connections connections) : ITogether
{
    public string Name => "live";

    public bool Wants(IEvent happened) => Topic.TryRead(happened.Topic, out var noun, out _) && keepers.Any(k => k.Noun == noun);

    public Task TellAsync(Told told, CancellationToken stop) => TellTogetherAsync([told], stop);

    public async Task TellTogetherAsync(IReadOnlyList<Told> all, CancellationToken stop)
    {
        foreach (var matter in all.GroupBy(t => t.Event.Topic))
            if (Topic.TryRead(matter.Key, out var noun, out var id)) await TellAsync([.. matter], await keepers.First(k => k.Noun == noun).AudienceAsync(id, stop), stop);
    }

    private async Task TellAsync(IReadOnlyList<Told> matter, IReadOnlyCollection<AccountId>? audience, CancellationToken stop)
    {
        foreach (var told in matter)
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
