using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Live;

/// <summary>
/// The doorkeeper of live pages. A connection hears a public topic through the topic's group. What is not public it
/// hears through its account's group only, and the sender looks up the audience anew for each message: whoever lost the
/// right between two messages is not sent the second, whatever they once joined.
/// </summary>
public sealed class ForumHub(IEnumerable<ITopicKeeper> keepers, IServiceProvider services, ForumDb db, Connections connections) : Hub
{
    public const string Path = "/hub";

    /// <summary>Listens to a topic. Returns its version now: if it is newer than the page's, the page reads again.</summary>
    public async Task<long> Join(string topic, long version)
    {
        var stop = Context.ConnectionAborted;
        if (keepers.Of(topic, out var id) is not { } keeper) throw new HubException("not-found");
        var caller = await Doorman.FindAsync(Context.User!, services, Context.GetHttpContext()?.Request.Cookies[Doorman.CommunityCookie], stop);
        if (await EndedAsync(stop) || !await keeper.MaySeeAsync(caller, id, stop)) throw new HubException("not-found");
        if (await keeper.AudienceAsync(id, stop) is null)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Topic.Group(topic, Language()), stop);
            connections.Listen(Context, Topic.Group(topic, Language()));
        }
        return await db.VersionAsync(topic, stop);
    }

    public Task Leave(string topic)
    {
        connections.Unlisten(Context, Topic.Group(topic, Language()));
        return Groups.RemoveFromGroupAsync(Context.ConnectionId, Topic.Group(topic, Language()));
    }

    public override async Task OnConnectedAsync()
    {
        if (Context.UserIdentifier is { } account && Guid.TryParse(account, out var id))
            await Groups.AddToGroupAsync(Context.ConnectionId, Topic.Group(new AccountId(id)));
        connections.Add(Context);
        await base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return base.OnDisconnectedAsync(exception);
    }

    private string Language() => Context.GetHttpContext()?.Request.Query["lang"].ToString() == "en" ? "en" : "zh";

    private async Task<bool> EndedAsync(CancellationToken stop) =>
        SessionAuthentication.SessionOf(Context.User) is { } session
        && await db.Sessions.AsNoTracking().AnyAsync(s => s.Id == session && s.EndedAt != null, stop);
}
