using System.Collections.Concurrent;

namespace Forum.Foundation.Storage;

/// <summary>
/// How often this process has committed, by which what was read before is told from what is so now: at all, what any
/// answer may hang on, and what only answers about one topic do (<see cref="Alters"/> says which rows are of which kind).
/// </summary>
public sealed class Commits
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, long> _topics = new();
    private long _all, _wide;

    /// <summary>How often anything was committed.</summary>
    public long All => Interlocked.Read(ref _all);

    /// <summary>What stands at another count once anything was committed that an answer about this topic may hang on.</summary>
    /// <param name="topic">A matter's topic, or its first word for all of them; nothing for what hangs on everything.</param>
    public (long Wide, long Own) On(string? topic) => topic is null ? (All, 0) : (Interlocked.Read(ref _wide), _topics.GetValueOrDefault(topic));

    /// <summary>Something was committed that any answer may hang on.</summary>
    public void Anything()
    {
        Interlocked.Increment(ref _wide);
        Interlocked.Increment(ref _all);
    }

    /// <summary>Something was committed that only answers about these topics may hang on.</summary>
    public void Only(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics) _topics.AddOrUpdate(topic, 1, static (_, count) => count + 1);
        Interlocked.Increment(ref _all);
        if (_topics.Count <= Most) return;
        // Before as well: what is read between stands at a count that never comes again.
        Anything();
        _topics.Clear();
        Anything();
    }
}
