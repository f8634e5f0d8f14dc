using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>The author takes the words of a comment back: nobody reads them any more, its place and the fact stay.</summary>
[SignedIn("one's own words, wherever one lives now"), Official]
public sealed record WithdrawComment(CommentId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class WithdrawCommentHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<WithdrawComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        return comment.Withdraw(desk.Caller.AccountId!.Value, time.GetUtcNow());
    }
}
