using Forum.Council.Moderation;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A moderator hides a comment by a rule, with a reason that everybody reads; that is an answer to whoever reported it.</summary>
[Requires(Right.Moderate), Official]
public sealed record HideComment(CommentId Id, string? Reason, HouseRule? Rule = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Id, stop);
}

public sealed class HideCommentHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, TimeProvider time) : IRequestHandler<HideComment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(HideComment request, CancellationToken stop)
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Id, stop);
        if (await db.RecusedAsync(comment.ProposalId, desk.Caller, stop) is { } recused) return recused;
        if (await db.SignAsync(desk.Caller, Right.Moderate, comment.ProposalId, stop) is not { } by) return Refusal.Forbidden;
        var open = await db.Reports.Where(r => r.CommentId == request.Id && r.Answer == null).ToListAsync(stop);
        var cleared = await db.LastHidingAsync(request.Id, stop) is { } last && await db.HidingAppeals.AnyAsync(a => a.HidingId == last.Id && a.Answer!.ShowsAgain, stop) ? last : null;
        return HidingEntry.Hide(ids.New<HidingId>(), await counters.NextAsync("hiding", stop), comment, request.Rule ?? HouseRule.Other, request.Reason, by, open, cleared, time.GetUtcNow())
            .Map(made => { db.Hidings.Add(made); return default(Done); });
    }
}
