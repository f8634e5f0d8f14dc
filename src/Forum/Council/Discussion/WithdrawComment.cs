using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>The author takes the words of a comment back, or, of one written down for somebody, who spoke them or whoever may write down there: nobody reads them any more, its place and the fact stay.</summary>
[SignedIn("one's own words, wherever one lives now, and those that others wrote down, which the handler asks for"), Official]
public sealed record WithdrawComment(CommentId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class WithdrawCommentHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<WithdrawComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        return comment.Withdraw(desk.Caller.AccountId!.Value, Serves(comment, desk.Caller, (await request.WhereAsync(db, desk.Caller, stop))!.Path), time.GetUtcNow());
    }

    /// <summary>Whether the caller spoke words that another wrote down, or may write down at this place.</summary>
    public static bool Serves(Comment comment, Caller caller, string path) =>
        comment.From is { } from && ((caller.PersonId is { } me && from.PersonId == me) || SpokenDesk.MayServe(caller, path));
}
