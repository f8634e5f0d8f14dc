using Forum.Domain.Kernel;

namespace Forum.Notifications;

/// <summary>One line for certain people about something that happened: the key of its text, the facts in it, and where it leads.</summary>
public sealed record News(string Text, IReadOnlyDictionary<string, string> Facts, string Href, IReadOnlyCollection<AccountId> Whom, ConcernId? Concern = null);

/// <summary>A feature's answer to: who is told of this, and how? Asked after the commit; the one who did it is left out.</summary>
public interface INewsmaker
{
    Task<News?> OfAsync(IEvent happened, CancellationToken stop);
}
