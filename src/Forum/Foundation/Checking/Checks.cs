using Forum.Foundation.Storage;

namespace Forum.Foundation.Checking;

/// <summary>All that <c>check</c> looks into.</summary>
public static class Checks
{
    /// <summary>What is wrong, a line each. What one of them cannot read hides nothing that the others find.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IServiceProvider services)
    {
        List<string> found = [.. await FoundAsync("database", () => services.GetRequiredService<IForumStorage>().CheckAsync(services.GetRequiredService<ForumDb>(), default))];
        foreach (var check in services.GetServices<ICheck>()) found.AddRange(await FoundAsync(check.GetType().Name, () => check.RunAsync(default)));
        return found;
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(string name, Func<Task<IReadOnlyList<string>>> look)
    {
        try { return await look(); }
        catch (Exception unreadable) { return [$"{name}: could not be finished: {unreadable.Message}"]; }
    }
}
