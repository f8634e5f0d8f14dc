using System.Collections.Concurrent;
using Forum.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Foundation.Live;

/// <summary>The connections that this node holds, by session, so that a session's end hangs them up at once.</summary>
public sealed class Connections
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new();

    public void Add(HubCallerContext connection) => _open[connection.ConnectionId] = connection;

    public void Remove(HubCallerContext connection) => _open.TryRemove(connection.ConnectionId, out _);

    public void HangUp(Guid session)
    {
        foreach (var connection in _open.Values)
            if (SessionAuthentication.SessionOf(connection.User) == session) connection.Abort();
    }
}
