using Forum.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>A moderator keeps a comment that was reported; whoever reported it reads why.</summary>
[Requires(Right.Moderate), Official]
public sealed record KeepComment(CommentId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class KeepCommentHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<KeepComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(KeepComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        if (await db.RecusedAsync(comment.ProposalId, desk.Caller, stop) is { } recused) return recused;
        var open = await db.Reports.Where(r => r.CommentId == request.Id && r.Answer == null).ToListAsync(stop);
        return await db.SignAsync(desk.Caller, Right.Moderate, comment.ProposalId, stop) is { } by ? comment.Keep(open, request.Reason, by, time.GetUtcNow()) : Refusal.Forbidden;
    }
}

public static class ModerationDesk
{
    /// <summary>How the caller signs by a right at a proposal's place.</summary>
    public static async Task<Byline?> SignAsync(this ForumDb db, Caller caller, Right right, ProposalId proposal, CancellationToken stop)
    {
        var place = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.PlaceId).SingleAsync(stop);
        return caller.Sign(right, await db.PathAsync(place, stop));
    }
}
