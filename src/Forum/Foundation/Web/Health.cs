using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Web;

/// <summary>Whether the portal lives, and whether it is ready to serve.</summary>
public static class Health
{
    private const long LeastDisk = 100L << 20;

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (ForumDb db, IConfiguration configuration, IHostEnvironment environment, CancellationToken stop) =>
        {
            var undone = await db.Set<DeliveryRow>().CountAsync(d => d.DoneAt == null && d.Attempts > 3, stop);
            var disk = new DriveInfo(StorageServices.DataFolder(configuration, environment)).AvailableFreeSpace;
            var ready = undone == 0 && disk > LeastDisk;
            return Results.Json(new { status = ready ? "ready" : "not-ready", database = "ok", outboxStuck = undone, diskOk = disk > LeastDisk }, statusCode: ready ? 200 : 503);
        }).ExcludeFromDescription();
    }
}
