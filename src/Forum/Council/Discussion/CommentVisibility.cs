using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A comment is as public as its proposal, but nobody reads the words of one that was hidden or withdrawn.</summary>
public static class CommentVisibility
{
    /// <summary>Those whose words are shown, as <see cref="Comment.IsShown"/> says.</summary>
    public static IQueryable<Comment> Shown(this IQueryable<Comment> comments) => comments.Where(c => c.Hidden == null && c.Withdrawn == null);

    /// <summary>The comments whose words this caller may read.</summary>
    public static IQueryable<Comment> ReadableBy(this IQueryable<Comment> comments, Caller caller, ForumDb db)
    {
        var proposals = db.Proposals.IgnoreAutoIncludes().VisibleTo(caller, db);
        return comments.Shown().Where(c => proposals.Any(p => p.Id == c.ProposalId));
    }
}
