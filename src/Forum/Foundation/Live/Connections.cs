using System.Collections.Concurrent;
using Forum.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Foundation.Live;

/// <summary>
/// The connections that this node holds, by session, so that a session's end hangs them up at once; and which topics they
/// listen to, so that nothing is rendered for nobody.
/// </summary>
public sealed class Connections
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new();
    private readonly ConcurrentDictionary<string, int> _heard = new();

    public void Add(HubCallerContext connection) => _open[connection.ConnectionId] = connection;

    public void Remove(HubCallerContext connection)
    {
        _open.TryRemove(connection.ConnectionId, out _);
        foreach (var group in Joined(connection)) Leave(group);
    }

    /// <summary>A connection listens to a group from now on; to be said before it is told the topic's version.</summary>
    public void Listen(HubCallerContext connection, string group)
    {
        if (Joined(connection).Add(group)) _heard.AddOrUpdate(group, 1, (_, count) => count + 1);
    }

    /// <summary>A connection listens no more.</summary>
    public void Unlisten(HubCallerContext connection, string group)
    {
        if (Joined(connection).Remove(group)) Leave(group);
    }

    /// <summary>Whether nobody is connected.</summary>
    public bool IsEmpty => _open.IsEmpty;

    /// <summary>Whether anybody listens to a group.</summary>
    public bool IsHeard(string group) => _heard.GetValueOrDefault(group) > 0;

    private void Leave(string group)
    {
        if (_heard.AddOrUpdate(group, 0, (_, count) => count - 1) <= 0) _heard.TryRemove(KeyValuePair.Create(group, 0));
    }

    // A connection asks one thing at a time.
    private static HashSet<string> Joined(HubCallerContext connection) => connection.Items.TryGetValue(typeof(Connections), out var joined) ? (HashSet<string>)joined! : (HashSet<string>)(connection.Items[typeof(Connections)] = new HashSet<string>())!;

    public void HangUp(Guid session)
    {
        foreach (var connection in _open.Values)
            if (SessionAuthentication.SessionOf(connection.User) == session) connection.Abort();
    }
}
