using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Choices;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>The matters that calls serve, as the caller may see them. What was said in private becomes public by no call.</summary>
public sealed class CallMatters(ForumDb db, Desk desk, MatterTitles titles)
{
    /// <summary>What the matter is called; nothing where the caller may not see it, or no call may serve it.</summary>
    public async Task<string?> TitleAsync(string matter, CancellationToken stop)
    {
        if (matter.Split('/') is not ["proposals" or "concerns", var text] || !Guid.TryParse(text, out var id)) return null;
        if (matter.StartsWith("concerns/", StringComparison.Ordinal) && !await db.Concerns.IgnoreAutoIncludes().AnyAsync(c => c.Id == new ConcernId(id) && c.Visibility == Visibility.Public, stop)) return null;
        return (await titles.OfAsync(desk.Caller, [matter], stop)).GetValueOrDefault(matter);
    }
}
