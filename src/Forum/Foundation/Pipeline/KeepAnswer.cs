using System.Collections.Concurrent;
using System.Diagnostics;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>A query that answers everybody alike who reads the same communities: nothing in its answer depends on who else they are, and it is the same however often and whenever it is asked.</summary>
public interface IAlike
{
    /// <summary>The matter's topic, or the first word of such, on which alone the answer hangs beside what alters everything (<see cref="Alters"/>).</summary>
    string? Topic => null;

    /// <summary>How many answers of the usual kind it stands for: many, where whoever asks can ask for any number of such.</summary>
    int Weight => 1;
}

/// <summary>
/// Answers that everybody of the same reach hears alike, kept in this process until anything is committed on which they
/// may hang. What is read while something is committed stands under the count from before, and is not given again.
/// </summary>
public sealed class KeptAnswers(Commits commits, OtherCommits others)
{
    // Ten thousand, or what a small machine has room for.
    private static readonly int Most = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024), 2000, 10_000);
    private readonly ConcurrentDictionary<(object About, string Reach), Kept> _kept = new();
    private long _weight;
    private int _clearing;

    private sealed record Kept((long, long) Count, object Answer, int Weight)
    {
        /// <summary>When it was given last: so finely that of those given together the newest is not forgotten first.</summary>
        public long Given { get; set; } = Stopwatch.GetTimestamp();
    }

    /// <summary>The kept answer about something, or a new one.</summary>
    /// <param name="about">What is asked, compared by value.</param>
    /// <param name="topic">On what alone the answer hangs, as <see cref="IAlike.Topic"/>.</param>
    /// <param name="weight">For how many it stands, as <see cref="IAlike.Weight"/>.</param>
    public async ValueTask<T> OfAsync<T>(object about, Caller caller, Func<Task<T>> ask, string? topic = null, int weight = 1) where T : notnull
    {
        // The portal itself reads all communities.
        if (caller.IsSystem) return await ask();
        others.Look();
        var (key, count) = ((about, string.Join(' ', caller.Reach)), commits.On(topic));
        if (_kept.TryGetValue(key, out var kept) && kept.Count == count)
        {
            kept.Given = Stopwatch.GetTimestamp();
            return (T)kept.Answer;
        }
        var answer = await ask();
        _kept[key] = new(count, answer, weight);
        if (Interlocked.Add(ref _weight, weight - (kept?.Weight ?? 0)) > Most) ForgetOld();
        return answer;
    }

    // Those at once that nobody asked for longest, until half is left: it is looked through seldom.
    private void ForgetOld()
    {
        if (Interlocked.Exchange(ref _clearing, 1) == 1) return;
        var left = 0L;
        foreach (var one in _kept.ToArray().OrderByDescending(k => k.Value.Given))
            if (left + one.Value.Weight > Most / 2) _kept.TryRemove(one);
            else left += one.Value.Weight;
        Interlocked.Exchange(ref _weight, left);
        Volatile.Write(ref _clearing, 0);
    }
}

/// <summary>Gives queries that answer everybody alike their kept answer.</summary>
public sealed class KeepAnswer<TRequest, TOutcome>(KeptAnswers kept, ForumDb db, Desk desk) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly bool IsAlike = typeof(TRequest).IsAssignableTo(typeof(IAlike));

    public Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next) =>
        // Within a transaction it would be an answer that may never come true.
        IsAlike && db.Database.CurrentTransaction is null ? kept.OfAsync<TOutcome>(request, desk.Caller, () => next(), ((IAlike)request).Topic, ((IAlike)request).Weight).AsTask() : next();
}
