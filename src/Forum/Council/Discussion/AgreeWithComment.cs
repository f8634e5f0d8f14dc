using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Somebody agrees with a comment of somebody else.</summary>
/// <param name="Edition">The version of the words that was read, from 1; refused where there is a newer one. Without it the newest.</param>
[Requires(Right.TakePart), NotOfficial("a nod in a conversation, not an act")]
public sealed record AgreeWithComment(CommentId Id, int? Edition = null) : ICommand<int>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class AgreeWithCommentHandler(ForumDb db, Desk desk) : IRequestHandler<AgreeWithComment, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(AgreeWithComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        if (!await db.IsTalkedOfAsync(comment.ProposalId, stop)) return Refusal.Conflict("talk.over");
        var me = desk.Caller.AccountId!.Value;
        var already = await db.Agreements.AnyAsync(a => a.CommentId == request.Id && a.AccountId == me, stop);
        return comment.Agree(me, already, desk.Caller.PersonId, request.Edition).Map(made => { db.Agreements.Add(made); return comment.Agreed; });
    }
}
