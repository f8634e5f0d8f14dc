using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council;

/// <summary>A comment is told to the proposal's author and to whoever it answers.</summary>
public sealed class CouncilNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not CommentAdded said || await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == said.Proposal).Select(p => new { p.Title, p.Author.AccountId }).SingleOrDefaultAsync(stop) is not { } about) return null;
        HashSet<AccountId> whom = [about.AccountId];
        if (said.ReplyTo is { } parent) whom.UnionWith(await db.Comments.Where(c => c.Id == parent).Select(c => c.By.AccountId).ToListAsync(stop));
        whom.ExceptWith(await db.Comments.Where(c => c.Id == said.Comment).Select(c => c.By.AccountId).ToListAsync(stop));
        return new("news.comment", new Dictionary<string, string> { ["title"] = about.Title }, $"/proposals/{said.Proposal}/comments/{said.Comment}#c-{said.Comment}", whom);
    }
}
