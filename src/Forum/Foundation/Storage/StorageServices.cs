using Forum.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Foundation.Storage;

public static class StorageServices
{
    /// <summary>So many contexts are kept when nobody uses them, each with its open connection; those of a rush beyond are closed.</summary>
    private const int Contexts = 32;

    /// <summary>The database, where <c>Forum:DataDirectory</c> says, the files beside it, and the keys.</summary>
    public static void AddForumStorage(this WebApplicationBuilder builder)
    {
        var folder = DataFolder(builder.Configuration, builder.Environment);
        Directory.CreateDirectory(folder);
        var storage = new SqliteStorage(Path.Combine(folder, "forum.db"));
        builder.Services.AddSingleton<IForumStorage>(_ => storage).AddSingleton<ISearchIndex, SqliteSearchIndex>().AddSingleton<Commits>().AddSingleton<OtherCommits>().AddSingleton<AlteredRows>();
        builder.Services.AddSingleton(new KeyFolder(builder.Configuration["Forum:KeyDirectory"] is { Length: > 0 } keys ? Path.GetFullPath(keys, builder.Environment.ContentRootPath) : Path.Combine(folder, "keys")));
        builder.Services.AddSingleton(new FileFolder(Path.Combine(folder, "files")));
        builder.Services.AddDbContextPool<ForumDb>((services, options) => { storage.Configure(options); options.AddInterceptors([new CallerChanges(), .. services.GetServices<ISaveChangesInterceptor>(), services.GetRequiredService<AlteredRows>()]); }, Contexts);
        builder.Services.AddDataProtection().SetApplicationName("Forum").PersistKeysToDbContext<ForumDb>();
    }

    /// <summary>The data folder; relative ones are under the content root.</summary>
    public static string DataFolder(IConfiguration configuration, IHostEnvironment environment) =>
        Path.GetFullPath(configuration["Forum:DataDirectory"] is { Length: > 0 } set ? set : "App_Data", environment.ContentRootPath);
}
