using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Outbox;

public static class TopicVersions
{
    /// <summary>How often a matter has changed. Asked before what is read of it: a page may then be newer than it says, and looks once more; older it would never find out.</summary>
    public static Task<long> VersionAsync(this ForumDb db, string topic, CancellationToken stop) =>
        db.Set<TopicRow>().AsNoTracking().Where(t => t.Topic == topic).Select(t => t.Version).SingleOrDefaultAsync(stop);
}
