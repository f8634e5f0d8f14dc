using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Foundation.Live;

/// <summary>What a feature says of its topics: which are its own, who may listen, and whom a change is told.</summary>
public interface ITopicKeeper
{
    /// <summary>The first segment of its topics, such as <c>concerns</c>.</summary>
    string Noun { get; }

    /// <summary>Whether a caller may see the matter now.</summary>
    Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop);

    /// <summary>Who may see the matter now; nothing where everybody may.</summary>
    Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop);
}

public static class TopicKeepers
{
    /// <summary>Whose topic it is, and of which matter; nothing where nobody keeps such.</summary>
    public static ITopicKeeper? Of(this IEnumerable<ITopicKeeper> keepers, string? topic, out Guid id) =>
        Topic.TryRead(topic, out var noun, out id) ? keepers.FirstOrDefault(k => k.Noun == noun) : null;
}

/// <summary>Topics as they travel: <c>noun/id</c>.</summary>
public static class Topic
{
    public static bool TryRead(string? topic, out string noun, out Guid id)
    {
        (noun, id) = ("", default);
        if (topic is null || topic.Length > 60 || topic.Split('/') is not [var first, var second] || !Guid.TryParse(second, out id)) return false;
        noun = first;
        return true;
    }

    /// <summary>The topic of the list of all matters that begin so; its version grows with each of theirs.</summary>
    public static string List(string noun) => $"{noun}/{Guid.Empty}";

    /// <summary>The group of a public topic in one language.</summary>
    public static string Group(string topic, string language) => $"{topic}|{language}";

    /// <summary>The group of one account's connections.</summary>
    public static string Group(AccountId account) => $"account|{account}";
}
