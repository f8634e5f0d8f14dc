using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Where rights are asked for.</summary>
public static class PlacePaths
{
    /// <summary>The path of a place that there is.</summary>
    public static Task<string> PathAsync(this ForumDb db, PlaceId place, CancellationToken stop) => db.Places.Where(p => p.Id == place).Select(p => p.Path).SingleAsync(stop);
}
