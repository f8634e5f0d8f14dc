using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Somebody comments on a proposal, for, against or neither, or answers a comment.</summary>
[Requires(Right.TakePart), Official]
public sealed record AddComment(ProposalId Proposal, string? Body, Stance? Stance, CommentId? ReplyTo = null, UnitId? OnBehalfOf = null) : ICommand<CommentId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Stance is null) yield return Refusal.Invalid("stance", "stance.missing");
        if (Words.Check("body", Body, Comment.LongestBody) is { } body) yield return body;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class AddCommentHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<AddComment, Outcome<CommentId>>
{
    public async Task<Outcome<CommentId>> Handle(AddComment request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Proposal, stop);
        var path = await db.Places.Where(p => p.Id == proposal.PlaceId).Select(p => p.Path).SingleAsync(stop);
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        var parent = request.ReplyTo is null ? null : await db.Comments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.ReplyTo && c.ProposalId == request.Proposal, stop);
        if (request.ReplyTo is not null && parent is null) return Refusal.NotFound;
        return Markdown.Render("body", request.Body, Comment.LongestBody)
            .Then(body => proposal.NextComment().Then(seq =>
                Comment.Say(ids.New<CommentId>(), proposal.CommunityId, proposal.Id, seq, proposal.Versions.Count, parent, request.Stance!.Value, body, by, time.GetUtcNow())))
            .Map(comment => { db.Comments.Add(comment); return comment.Id; });
    }
}
