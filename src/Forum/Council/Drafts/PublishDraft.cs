using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>The author of a draft puts its newest text forward, or the one of that number where it still is the newest; the draft is gone afterwards.</summary>
/// <param name="Seen">The highest number of a saved text that was seen; refused where another's was kept aside since.</param>
[Requires(Right.TakePart), Official]
public sealed record PublishDraft(DraftId Id, int? Revision = null, int? Seen = null) : ICommand<ProposedAs>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => await FindAsync(db, caller, stop) is { } propose ? await propose.WhereAsync(db, caller, stop) : null;

    /// <summary>What the newest text proposes; nothing where the caller writes no such draft.</summary>
    public async Task<Propose?> FindAsync(ForumDb db, Caller caller, CancellationToken stop)
    {
        var found = await db.Drafts.AsNoTracking().VisibleTo(caller).Where(d => d.Id == Id).Join(db.SavedTexts, d => new { d.Id, Number = d.Current }, t => new { Id = t.DraftId, t.Number }, (d, t) => new { d.FromConcernId, Text = t }).SingleOrDefaultAsync(stop);
        return found?.Text is { } text ? new Propose(text.Title, text.Body, text.PlaceId, found.FromConcernId, text.OnBehalfOf, text.Category, Id, Revision ?? text.Number) : null;
    }
}

public sealed class PublishDraftHandler(ForumDb db, Desk desk, IRequestHandler<Propose, Outcome<ProposedAs>> proposals) : IRequestHandler<PublishDraft, Outcome<ProposedAs>>
{
    public async Task<Outcome<ProposedAs>> Handle(PublishDraft request, CancellationToken stop)
    {
        if (await request.FindAsync(db, desk.Caller, stop) is not { } propose) return Refusal.NotFound;
        if (request.Seen is { } seen && await db.SavedTexts.LyingAsideOf(request.Id).AnyAsync(t => t.Number > seen && t.By != desk.Caller.AccountId, stop)) return Refusal.Conflict("draft.aside-since");
        Refusal[] wrong = [.. propose.Wrong()];
        return wrong.Length > 0 ? Outcome<ProposedAs>.Refused(wrong) : await proposals.Handle(propose, stop);
    }
}
