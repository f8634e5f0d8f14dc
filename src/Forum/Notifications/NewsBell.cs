using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Notifications;

/// <summary>Tells an account's own connections that its counter changed; they count again as themselves. No line travels with it.</summary>
public sealed class NewsBell(IHubContext<ForumHub> hub)
{
    public Task RingAsync(IReadOnlyCollection<AccountId> whom, CancellationToken stop) =>
        whom.Count == 0 ? Task.CompletedTask : hub.Clients.Groups(whom.Select(Topic.Group)).SendAsync("news", stop);
}
