using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
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
public sealed class LivePush(IHubContext<ForumHub> hub, ForumDb db, IEnumerable<ITopicKeeper> keepers, IEnumerable<IFragments> fragments, Connections connections, ILogger<LivePush> log)
{
    public async Task TellAsync(IReadOnlyList<Versioned> all, CancellationToken stop)
    {
        foreach (var matter in all.GroupBy(t => t.Event.Topic))
            if (keepers.Of(matter.Key, out var id) is { } keeper) await TellAsync([.. matter], await keeper.AudienceAsync(id, stop), stop);
        foreach (var noun in all.Select(t => t.Event.Topic.Split('/')[0]).Distinct()) await ToListAsync(Topic.List(noun), stop);
    }

    // How many changes there were is all that it says; who reads it asks again as themselves.
    private async Task ToListAsync(string list, CancellationToken stop)
    {
        var heard = TextBook.Languages.Select(l => Topic.Group(list, l)).Where(connections.IsHeard).ToList();
        if (heard.Count > 0) await hub.Clients.Groups(heard).SendAsync("changed", list, await db.VersionAsync(list, stop), stop);
    }

    private async Task TellAsync(IReadOnlyList<Versioned> matter, IReadOnlyCollection<AccountId>? audience, CancellationToken stop)
    {
        foreach (var told in matter)
            if (audience is null)
                foreach (var language in TextBook.Languages.Where(l => connections.IsHeard(Topic.Group(told.Event.Topic, l)))) await ToEverybodyAsync(told, language, stop);
            else
                await hub.Clients.Groups(audience.Select(Topic.Group)).SendAsync("changed", told.Event.Topic, told.Version, stop);
    }

    private async Task ToEverybodyAsync(Versioned told, string language, CancellationToken stop)
    {
        var listeners = hub.Clients.Group(Topic.Group(told.Event.Topic, language));
        if (await RenderedAsync(told.Event, language, stop) is var (target, html)) await listeners.SendAsync("fragment", told.Event.Topic, target, html, told.Version, stop);
        else await listeners.SendAsync("changed", told.Event.Topic, told.Version, stop);
    }

    // What cannot be rendered here pages still read as themselves.
    private async Task<(string Target, string Html)?> RenderedAsync(IEvent happened, string language, CancellationToken stop)
    {
        foreach (var maker in fragments)
            try
            {
                if (await maker.RenderAsync(happened, language, stop) is { } fragment) return fragment;
            }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogError(failure, "{Event} was not rendered", happened.GetType().Name); }
        return null;
    }
}
