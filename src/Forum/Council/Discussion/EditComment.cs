using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>The author changes the words of a comment. Within minutes that leaves a note, later, and of words that were written down for somebody always, the old words stay readable.</summary>
/// <param name="Version">The version that the author had before them; where it is no longer the newest, nothing is overwritten.</param>
[SignedIn("whoever wrote it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record EditComment(CommentId Id, string? Body, int? Version = null) : ICommand<int>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("body", Body, Comment.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class EditCommentHandler(ForumDb db, Desk desk, Pens pens, TimeProvider time, TalkLimits limits) : IRequestHandler<EditComment, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(EditComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        if (await pens.BarsAsync(comment, stop) is { } not) return not;
        if (!await db.IsTalkedOfAsync(comment.ProposalId, stop)) return Refusal.Conflict("talk.over");
        if (Overtaken.Check("comment.newer", request.Version, comment.Edits + 1) is { } newer) return newer;
        if (await limits.BarsWordsAsync(comment.CommunityId, request.Body, stop) is { } barred) return barred;
        return Markdown.Render("body", request.Body, Comment.LongestBody)
            .Then(body => comment.Edit(desk.Caller.AccountId!.Value, body, time.GetUtcNow()))
            .Map(old => { db.CommentVersions.Add(old); return comment.Edits + 1; });
    }
}

public static class CommentPlace
{
    /// <summary>Where the proposal of a comment is, if the caller may see it.</summary>
    public static async Task<PlaceOf?> OfAsync(ForumDb db, Caller caller, CommentId id, CancellationToken stop)
    {
        var proposal = await db.Comments.Where(c => c.Id == id).Select(c => c.ProposalId).SingleOrDefaultAsync(stop);
        return await ProposalVisibility.PlaceAsync(db, caller, proposal, stop);
    }
}
