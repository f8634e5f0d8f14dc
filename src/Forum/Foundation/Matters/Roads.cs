using Forum.Domain.Kernel;

namespace Forum.Foundation.Matters;

/// <summary>Finds who keeps a matter, and who took part in it.</summary>
public static class Roads
{
    /// <summary>Moves the matter on, where there is one.</summary>
    public static async Task ReachAsync(this IEnumerable<IMatterRoad> roads, string? matter, MatterStation station, DateTimeOffset now, DateTimeOffset? until, CancellationToken stop)
    {
        if (roads.Of(matter) is { } road) await road.ReachAsync(matter!, station, now, until, stop);
    }

    /// <summary>Who keeps the matter; nobody where there is none.</summary>
    public static IMatterRoad? Of(this IEnumerable<IMatterRoad> roads, string? matter) =>
        matter is null ? null : roads.FirstOrDefault(r => matter.StartsWith(r.Noun + "/", StringComparison.Ordinal));

    /// <summary>Everybody who took part in any of the topics, by what each feature knows.</summary>
    public static async Task<HashSet<AccountId>> WhoAsync(this IEnumerable<ITookPart> parts, IReadOnlyCollection<string> topics, CancellationToken stop)
    {
        HashSet<AccountId> whom = [];
        foreach (var part in parts)
            foreach (var topic in topics) whom.UnionWith(await part.WhoAsync(topic, stop));
        return whom;
    }

    /// <summary>Everybody who took part in any of the topics through somebody's pen and has no account.</summary>
    public static async Task<HashSet<PersonId>> SpokeAsync(this IEnumerable<ITookPart> parts, IReadOnlyCollection<string> topics, CancellationToken stop)
    {
        HashSet<PersonId> people = [];
        foreach (var part in parts)
            foreach (var topic in topics) people.UnionWith(await part.SpokeAsync(topic, stop));
        return people;
    }
}
