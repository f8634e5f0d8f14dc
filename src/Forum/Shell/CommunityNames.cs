using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Shell;

/// <summary>What a community is called, for the masthead and the footer.</summary>
public sealed class CommunityNames(ForumDb db)
{
    private readonly Dictionary<PlaceId, string> _known = [];

    public async Task<string> OfAsync(PlaceId community) =>
        _known.TryGetValue(community, out var name) ? name
            : _known[community] = await db.Places.AsNoTracking().Where(p => p.Id == community).Select(p => p.Name).SingleOrDefaultAsync() ?? "";
}
