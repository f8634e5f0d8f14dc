using Forum.Council.Discussion;
using Forum.Council.Steps;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody else than who hid a comment decides on the appeal: it is shown again, or stays hidden.</summary>
[Requires(Right.HearAppeal), Official]
public sealed record AnswerHidingAppeal(CommentId Comment, bool? ShowsAgain, string? Reason) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("showsAgain", ShowsAgain);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Comment, stop);
}

public sealed class AnswerHidingAppealHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<AnswerHidingAppeal, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerHidingAppeal request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Comment, stop) is not { } hiding || await db.HidingAppeals.SingleOrDefaultAsync(a => a.HidingId == hiding.Id, stop) is not { } appeal) return Refusal.Conflict("hiding.no-appeal");
        if (await db.RecusedAsync(hiding.ProposalId, desk.Caller, stop) is { } recused) return recused;
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Comment, stop);
        return await db.SignAsync(desk.Caller, Right.HearAppeal, hiding.ProposalId, stop) is { } by ? appeal.Settle(hiding, comment, request.ShowsAgain!.Value, request.Reason, by, time.GetUtcNow()) : Refusal.Forbidden;
    }
}
