using System.Xml;
using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

public static class DemoServices
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public static void AddDemo(this WebApplicationBuilder builder)
    {
        var on = builder.Configuration.GetValue("Forum:Demo", builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(new DemoMode(on));
        if (!on) { builder.Services.AddSingleton(TimeProvider.System); return; }
        builder.Services.AddSingleton<DemoClock>();
        builder.Services.AddSingleton<TimeProvider>(p => p.GetRequiredService<DemoClock>());
    }

    /// <summary>Loads the demo community into an empty database, and takes up the clock where it was.</summary>
    public static async Task LoadDemoAsync(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<DemoMode>().IsOn) return;
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        if (await db.Set<DemoClockRow>().SingleOrDefaultAsync() is { } row) app.Services.GetRequiredService<DemoClock>().Show(TimeSpan.FromTicks(row.AheadTicks));
        await DemoStory.TellAsync(app.Services);
    }

    public static void MapDemo(this IEndpointRouteBuilder api)
    {
        if (!api.ServiceProvider.GetRequiredService<DemoMode>().IsOn) return;
        api.MapPost("/demo/clock", async (ClockBody body, ForumDb db, DemoClock clock, DueRunner due, TextBook t, CancellationToken stop) =>
        {
            if (ReadSpan(body.Advance) is not { } by) return Answers.Problem([Refusal.Invalid("advance", "demo.advance")], t);
            await MoveAsync(by, db, clock, due, stop);
            return Results.Ok(new { now = clock.GetUtcNow() });
        }).WithTags("demo");
    }

    public sealed record ClockBody(string? Advance);

    /// <summary>Moves the whole portal forward; everything that falls due on the way happens.</summary>
    public static async Task MoveAsync(TimeSpan by, ForumDb db, DemoClock clock, DueRunner due, CancellationToken stop)
    {
        await clock.AdvanceAsync(db, by, stop);
        await due.RunAsync(stop);
    }

    /// <summary>An ISO 8601 duration between nothing and a year.</summary>
    public static TimeSpan? ReadSpan(string? text)
    {
        try { return text is { Length: > 1 and < 30 } && XmlConvert.ToTimeSpan(text) is var by && by > TimeSpan.Zero && by <= Furthest ? by : null; }
        catch (Exception wrong) when (wrong is FormatException or OverflowException) { return null; }
    }
}
