using Forum.Foundation.Storage;
using Forum.Search;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo.Crowd;

/// <summary>The command line's <c>demo</c>: loads the demo community where there is none yet, and as much more as asked for.</summary>
public static class DemoVerb
{
    /// <summary>0 loaded, 1 a "no", 2 bad use.</summary>
    public static async Task<int> RunAsync(WebApplication app, string[] args, TextWriter output, TextWriter errors)
    {
        if (CrowdSize.Read(args) is not { } size) { errors.WriteLine($"Forum {CrowdSize.Usage}"); return 2; }
        // Its people's password is known to everybody.
        if (!app.Services.GetRequiredService<DemoMode>().IsOn) { errors.WriteLine("the demo is off here: Forum__Demo=true"); return 1; }
        await app.PrepareStorageAsync();
        await app.PrepareSearchAsync();
        await app.LoadDemoAsync();
        await using var scope = app.Services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<ForumDb>().Accounts.AnyAsync(a => a.UserName == DemoPeople.All[0].UserName)) { errors.WriteLine("this portal has a community of its own"); return 1; }
        await CrowdStory.TellAsync(app.Services, size, output);
        return 0;
    }
}
