using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The portal's communities and what they are called, read again every few seconds: each request asks for one, and hardly ever one comes.</summary>
public sealed class Communities
{
    private sealed record Known(IReadOnlyDictionary<PlaceId, string> Names, PlaceId First, long Until);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private Known? _known;

    /// <summary>The chosen one if there is such a one, else the first by its place in the tree; none before the set-up.</summary>
    public async ValueTask<PlaceId> ChooseAsync(ForumDb db, PlaceId? chosen, CancellationToken stop)
    {
        if (chosen is { } one && (await FindAsync(db, one, stop)).Names.ContainsKey(one)) return one;
        return (await FindAsync(db, null, stop)).First;
    }

    public async ValueTask<string> NameAsync(ForumDb db, PlaceId community, CancellationToken stop) =>
        (await FindAsync(db, community == default ? null : community, stop)).Names.GetValueOrDefault(community, "");

    private async ValueTask<Known> FindAsync(ForumDb db, PlaceId? asked, CancellationToken stop)
    {
        if (_known is { } known && known.First != default && Environment.TickCount64 < known.Until && (asked is not { } one || known.Names.ContainsKey(one))) return known;
        var all = await db.Places.AsNoTracking().Where(p => p.Level == PlaceLevel.Community).OrderBy(p => p.Path).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        return _known = new(all.ToDictionary(p => p.Id, p => p.Name), all.FirstOrDefault()?.Id ?? default, Environment.TickCount64 + (long)Fresh.TotalMilliseconds);
    }
}
