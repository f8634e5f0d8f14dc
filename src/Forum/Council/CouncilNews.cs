using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council;

/// <summary>A comment is told to the proposal's author and to whoever it answers.</summary>
public sealed class CouncilNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        CommentAdded said => await OfAsync(said, stop),
        _ => null,
    };

    private async Task<News?> OfAsync(CommentAdded said, CancellationToken stop)
    {
        if (await AboutAsync(said.Proposal, stop) is not { } about) return null;
        HashSet<AccountId> whom = [about.Author];
        if (said.ReplyTo is { } parent) whom.UnionWith(await db.Comments.Where(c => c.Id == parent).Select(c => c.By.AccountId).ToListAsync(stop));
        whom.ExceptWith(await db.Comments.Where(c => c.Id == said.Comment).Select(c => c.By.AccountId).ToListAsync(stop));
        return new("news.comment", Facts(about.Title), $"/proposals/{said.Proposal}/comments/{said.Comment}#c-{said.Comment}", whom);
    }

    private sealed record About(string Title, AccountId Author, string Path);

    private Task<About?> AboutAsync(ProposalId id, CancellationToken stop) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id)
            .Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new About(p.Title, p.Author.AccountId, place.Path)).SingleOrDefaultAsync(stop);

    private static Dictionary<string, string> Facts(string title) => new() { ["title"] = title };
}
