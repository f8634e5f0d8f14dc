using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The last hiding of a text: in public why, and for those whom it concerns also the words.</summary>
[Anyone("narrowed by the visibility of the matter; the words only for those whom they concern")]
public sealed record GetHiding(TextRef Text) : IQuery<HidingView>;

/// <param name="Line">What everybody reads, as in the log.</param>
/// <param name="Standing">Whether it is hidden now.</param>
/// <param name="Title">What a hidden proposal or concern is called, for the same as <paramref name="Html"/>.</param>
/// <param name="Html">The words, for the authors and for whoever hears the appeal; those of a proposal or concern also for moderators.</param>
/// <param name="Plea">What the author appeals with, for the authors and for whoever hears the appeal.</param>
public sealed record HidingView(HidingLine Line, bool Standing, string? Title, string? Html, string? Plea, HidingActions May);

/// <param name="Recused">Whether the caller would hear appeals but has an interest in the matter.</param>
public sealed record HidingActions(bool Appeal, bool Answer, bool Recused);

public sealed class GetHidingHandler(ForumDb db, Desk desk, Offices offices) : IRequestHandler<GetHiding, Outcome<HidingView>>
{
    public async Task<Outcome<HidingView>> Handle(GetHiding request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Text, stop) is not { } hiding || await ModeratedTexts.PlaceAsync(db, desk.Caller, request.Text, stop) is not { } place) return Refusal.NotFound;
        var line = await db.Hidings.AsNoTracking().Where(h => h.Id == hiding.Id).LinesAsync(db, desk.Caller, stop);
        var whole = await db.TextAsync(request.Text, stop);
        var text = whole.Said;
        var appeal = await db.HidingAppeals.AsNoTracking().SingleOrDefaultAsync(a => a.HidingId == hiding.Id, stop);
        var (me, standing) = (desk.Caller.AccountId, text.Hidden is not null);
        var author = me is { } account && text.IsOf(account, desk.Caller.PersonId);
        var court = me is not null && !author && !whole.IsSaidOf(desk.Caller) && me != hiding.By.AccountId && (appeal is null ? desk.Caller.May(Right.HearAppeal, place.Path) : await offices.HearsAsync(desk.Caller, whole, hiding, appeal, stop) is not null);
        var recused = court && await db.RecusedAsync(whole.About, desk.Caller, stop) is not null;
        var (hears, reads) = (court && !recused && appeal is not null, author || (court && !recused && appeal is not null));
        var sees = (reads || (whole.Title is not null && ((court && !recused) || desk.Caller.May(Right.Moderate, place.Path)))) && (text.IsShown || standing);
        return new HidingView(
            line[0], standing, sees ? whole.Title : null, sees ? text.Words.Html : null, reads ? appeal?.Plea : null,
            new(author && standing && appeal is null, hears && appeal!.Answer is null, recused && appeal is { Answer: null }));
    }
}
