using System.Collections.Concurrent;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>A query that answers everybody alike who reads the same communities: nothing in its answer depends on who else they are, and it is the same however often it is asked.</summary>
public interface IAlike;

/// <summary>
/// Answers that everybody of the same reach hears alike, kept in this process until anything is committed, five seconds at
/// most. What is read while something is committed stands under the count from before, and is not given again.
/// </summary>
public sealed class KeptAnswers(Commits commits)
{
    private const int Most = 2000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(object About, string Reach), (long Count, long Since, object Answer)> _kept = new();

    /// <summary>The kept answer about something, or a new one.</summary>
    /// <param name="about">What is asked, compared by value.</param>
    public async ValueTask<T> OfAsync<T>(object about, Caller caller, Func<Task<T>> ask) where T : notnull
    {
        var (key, count, now) = ((about, string.Join(' ', caller.Reach)), commits.Count, Environment.TickCount64);
        if (_kept.TryGetValue(key, out var kept) && kept.Count == count && now - kept.Since < Longest.TotalMilliseconds) return (T)kept.Answer;
        var answer = await ask();
        if (_kept.Count >= Most) _kept.Clear();
        _kept[key] = (count, now, answer);
        return answer;
    }
}

/// <summary>Gives queries that answer everybody alike their kept answer.</summary>
public sealed class KeepAnswer<TRequest, TOutcome>(KeptAnswers kept, ForumDb db, Desk desk) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly bool IsAlike = typeof(TRequest).IsAssignableTo(typeof(IAlike));

    public Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next) =>
        // Within a transaction it would be an answer that may never come true.
        IsAlike && db.Database.CurrentTransaction is null ? kept.OfAsync<TOutcome>(request, desk.Caller, () => next()).AsTask() : next();
}
