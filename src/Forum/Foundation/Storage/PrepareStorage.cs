namespace Forum.Foundation.Storage;

public static class PrepareStorage
{
    /// <summary>Brings the database up to date before anything else runs.</summary>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IForumStorage>().PrepareAsync(scope.ServiceProvider.GetRequiredService<ForumDb>(), default);
    }
}
