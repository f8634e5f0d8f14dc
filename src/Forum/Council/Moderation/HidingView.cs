using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The last hiding of a comment: in public why, and for the author and whoever hears the appeal also the words.</summary>
[Anyone("narrowed by the visibility of proposals; the words only for those whom they concern")]
public sealed record GetHiding(CommentId Comment) : IQuery<HidingView>;

/// <param name="Line">What everybody reads, as in the log.</param>
/// <param name="Standing">Whether it is hidden now.</param>
/// <param name="Html">The words, for the author and for whoever hears the appeal.</param>
/// <param name="Plea">What the author appeals with, for the same.</param>
public sealed record HidingView(HidingLine Line, CommentId Comment, int Seq, bool Standing, string? Html, string? Plea, HidingActions May);

/// <param name="Recused">Whether the caller would hear appeals but has an interest in the matter.</param>
public sealed record HidingActions(bool Appeal, bool Answer, bool Recused);

public sealed class GetHidingHandler(ForumDb db, Desk desk) : IRequestHandler<GetHiding, Outcome<HidingView>>
{
    public async Task<Outcome<HidingView>> Handle(GetHiding request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Comment, stop) is not { } hiding || await ProposalVisibility.PlaceAsync(db, desk.Caller, hiding.ProposalId, stop) is not { } place) return Refusal.NotFound;
        var line = await db.Hidings.AsNoTracking().Where(h => h.Id == hiding.Id).LinesAsync(db, stop);
        var comment = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == request.Comment, stop);
        var appeal = await db.HidingAppeals.AsNoTracking().SingleOrDefaultAsync(a => a.HidingId == hiding.Id, stop);
        var (me, standing) = (desk.Caller.AccountId, comment.Hidden is not null);
        var author = me is not null && me == comment.By.AccountId;
        var hears = appeal is not null && me is not null && !author && me != hiding.By.AccountId && desk.Caller.May(Right.HearAppeal, place.Path);
        var recused = hears && await db.RecusedAsync(hiding.ProposalId, desk.Caller, stop) is not null;
        var reads = author || (hears && !recused);
        return new HidingView(
            line[0], request.Comment, comment.Seq, standing, reads && comment.Withdrawn is null ? comment.Body.Html : null, reads ? appeal?.Plea : null,
            new(author && standing && appeal is null, hears && !recused && appeal!.Answer is null, recused && appeal!.Answer is null));
    }
}
