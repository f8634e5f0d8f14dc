using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Outbox;

public static class TopicVersions
{
    /// <summary>How often a matter has changed. Asked before what is read of it: a page may then be newer than it says, and looks once more; older it would never find out.</summary>
    public static Task<long> VersionAsync(this ForumDb db, string topic, CancellationToken stop) =>
        topic.EndsWith($"/{Guid.Empty}", StringComparison.Ordinal) ? db.AllVersionsAsync(topic[..topic.IndexOf('/')], stop) :
        db.Set<TopicRow>().AsNoTracking().Where(t => t.Topic == topic).Select(t => t.Version).SingleOrDefaultAsync(stop);

    // From the slash to what comes after it: along the index.
    private static Task<long> AllVersionsAsync(this ForumDb db, string noun, CancellationToken stop)
    {
        var (from, to) = ($"{noun}/", $"{noun}0");
        return db.Set<TopicRow>().AsNoTracking().Where(t => string.Compare(t.Topic, from) > 0 && string.Compare(t.Topic, to) < 0).SumAsync(t => t.Version, stop);
    }
}
