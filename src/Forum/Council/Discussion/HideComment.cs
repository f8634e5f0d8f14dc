using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A moderator hides a comment, with a reason that everybody reads.</summary>
[Requires(Right.Moderate), Official]
public sealed record HideComment(CommentId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class HideCommentHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<HideComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(HideComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        return comment.Hide(desk.Caller.AccountId!.Value, request.Reason ?? "", time.GetUtcNow());
    }
}
