using Forum.Foundation.Checking;
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
        routes.MapGet("/health/ready", async (ForumDb db, IEnumerable<IReadiness> others, IConfiguration configuration, IHostEnvironment environment, CancellationToken stop) =>
        {
            var undone = await db.Set<DeliveryRow>().CountAsync(d => d.DoneAt == null && d.Attempts > 3, stop);
            var disk = new DriveInfo(StorageServices.DataFolder(configuration, environment)).AvailableFreeSpace;
            List<Standing> all = [new("database", "ok"), new("outboxStuck", undone, undone > 0), new("diskOk", disk > LeastDisk, disk <= LeastDisk)];
            foreach (var other in others) all.AddRange(await other.LookAsync(stop));
            var ready = !all.Exists(s => s.Bars);
            return Results.Json(new Dictionary<string, object>([new("status", ready ? "ready" : "not-ready"), .. all.Select(s => KeyValuePair.Create(s.Name, s.Value))]), statusCode: ready ? 200 : 503);
        }).ExcludeFromDescription();
    }
}
