using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Organisation;

namespace Forum.Shell;

/// <summary>What a community is called, for the masthead and the footer.</summary>
public sealed class CommunityNames(ForumDb db, Communities communities)
{
    public ValueTask<string> OfAsync(PlaceId community) => communities.NameAsync(db, community, default);
}
