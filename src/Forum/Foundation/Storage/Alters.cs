using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Forum.Foundation.Storage;

/// <summary>
/// What of the answers that are kept a changed row can alter. Each feature says it of its rows that change often; one of
/// which nothing is said alters everything.
/// </summary>
/// <param name="Row">The row's type.</param>
/// <param name="All">The topic of all such rows; nothing where no kept answer hangs on them.</param>
/// <param name="Each">The topic of one, where each has its own.</param>
/// <param name="Counters">The columns of which it is so; all where there are none.</param>
public sealed record Alters(Type Row, string? All, Func<object, string>? Each, params IReadOnlyCollection<string> Counters)
{
    /// <summary>The topic of a row.</summary>
    public string? Of(object row) => Each is null ? All : Each(row);

    /// <summary>Whether nothing but counters were changed, where only those are spoken of.</summary>
    public bool Covers(EntityEntry entry) => Counters.Count == 0 ||
        (entry.State == EntityState.Modified && !entry.ComplexProperties.Any(c => c.IsModified) && entry.Properties.All(p => !p.IsModified || Counters.Contains(p.Metadata.Name)));
}

public static class AltersServices
{
    /// <summary>No kept answer about a topic reads such rows.</summary>
    public static IServiceCollection AlterNothing(this IServiceCollection services, params IReadOnlyList<Type> rows)
    {
        foreach (var row in rows) services.AddSingleton(new Alters(row, null, null));
        return services;
    }

    /// <summary>Answers about this topic alone read such rows.</summary>
    public static IServiceCollection AlterTopic<T>(this IServiceCollection services, string topic) where T : class => services.AddSingleton(new Alters(typeof(T), topic, null));

    /// <summary>Answers about its topic alone, and lists of such, read such a row, or these counters of it.</summary>
    public static IServiceCollection AlterTopic<T>(this IServiceCollection services, Func<T, string> of, params IReadOnlyCollection<string> counters) where T : class =>
        services.AddSingleton(new Alters(typeof(T), null, row => of((T)row), counters));
}

/// <summary>What the rows that a context has saved and not yet committed can alter.</summary>
public sealed class Altered
{
    private readonly HashSet<string> _topics = [];
    private bool _seen, _anything;

    /// <summary>A row that alters answers about a topic, or none.</summary>
    public void Add(string? topic)
    {
        _seen = true;
        if (topic is null) return;
        _topics.Add(topic);
        if (topic.IndexOf('/') is > 0 and var end) _topics.Add(topic[..end]);
    }

    /// <summary>A row that may alter everything.</summary>
    public void AddAnything() => _seen = _anything = true;

    /// <summary>It is committed.</summary>
    /// <param name="whole">Whether something was committed for certain: if no row was seen, it was written past the context.</param>
    public void Tell(Commits commits, bool whole)
    {
        if (_anything || (whole && !_seen)) commits.Anything();
        else if (_seen) commits.Only(_topics);
        Forget();
    }

    /// <summary>It was given up.</summary>
    public void Forget()
    {
        _topics.Clear();
        _seen = _anything = false;
    }
}
