using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>The author takes the words of a comment back, or, of one written down for somebody, who spoke them, the pen, or whoever may write down there: nobody reads them any more, its place and the fact stay.</summary>
/// <param name="Reason">Why, for everybody; asked of whoever takes back what another spoke.</param>
[SignedIn("one's own words, wherever one lives now, and those that others wrote down, which the handler asks for"), Official]
public sealed record WithdrawComment(CommentId Id, string? Reason = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class WithdrawCommentHandler(ForumDb db, Desk desk, SpokenDesk spoken, TimeProvider time) : IRequestHandler<WithdrawComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        var path = (await request.WhereAsync(db, desk.Caller, stop))!.Path;
        var (me, person) = (desk.Caller.AccountId!.Value, desk.Caller.PersonId);
        var office = comment.From is null || comment.IsOf(me, person) ? null : spoken.Sign(path);
        if ((office is not null || comment.IsPen(me, person)) && await db.RecusedFromAsync(comment.ProposalId, desk.Caller, stop) is { } recused) return recused;
        return office is null ? comment.Withdraw(me, person, time.GetUtcNow(), request.Reason) : comment.WithdrawFor(office, request.Reason, time.GetUtcNow());
    }
}
