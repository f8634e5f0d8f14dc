using System.Collections.Concurrent;
using Forum.Domain.Kernel;

namespace Forum.Voting.Record;

/// <summary>
/// When open polls were last looked at as a whole, and which were found changed. A look reads every ballot and seal, so no
/// page waits for one: pages read what is known here. Kept in memory; whoever starts anew looks anew.
/// </summary>
public sealed class PollLooks
{
    /// <summary>How often a poll is looked at of which nothing is suspected.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    /// <summary>How often one is looked at that was found changed, to see whether it was restored.</summary>
    public static readonly TimeSpan Changed = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PollId, (DateTimeOffset At, bool Changed)> _seen = new();

    /// <summary>Something of a poll was refused as changed: it is looked at next. Of one that is known to be changed nothing is new.</summary>
    public void Suspect(PollId poll)
    {
        if (!IsChanged(poll)) _seen.TryRemove(poll, out _);
    }

    /// <summary>Whether a poll is to be looked at.</summary>
    public bool IsDue(PollId poll, DateTimeOffset now) => !_seen.TryGetValue(poll, out var last) || now - last.At >= (last.Changed ? Changed : Usual);

    /// <summary>A poll was looked at.</summary>
    public void Saw(PollId poll, DateTimeOffset now, bool changed) => _seen[poll] = (now, changed);

    /// <summary>Whether a poll was changed when it was last looked at.</summary>
    public bool IsChanged(PollId poll) => _seen.TryGetValue(poll, out var last) && last.Changed;

    /// <summary>Those that were.</summary>
    public IReadOnlyList<PollId> AllChanged => [.. _seen.Where(s => s.Value.Changed).Select(s => s.Key)];
}
