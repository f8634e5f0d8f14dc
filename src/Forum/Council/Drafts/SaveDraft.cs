using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>Whoever writes a draft saves a text, begun from the text of number <paramref name="From"/>. Where another came in between, both are kept.</summary>
[SignedIn("whoever writes the draft, which the draft itself knows"), NotOfficial("a draft is private")]
public sealed record SaveDraft(DraftId Id, int From, string? Title, string? Body, PlaceId? PlaceId = null, UnitId? OnBehalfOf = null, bool ByItself = false, string? Category = null, int? Beside = null) : ICommand<DraftSaved>;

/// <summary>The number that the text got, and whether it lies aside of the one that counts.</summary>
public sealed record DraftSaved(int Revision, int Current, bool Aside, DateTimeOffset SavedAt);

public sealed class SaveDraftHandler(ForumDb db, Desk desk, PublishedDrafts published, TimeProvider time) : IRequestHandler<SaveDraft, Outcome<DraftSaved>>
{
    public async Task<Outcome<DraftSaved>> Handle(SaveDraft request, CancellationToken stop)
    {
        if (await db.Drafts.Include(d => d.CoAuthors).VisibleTo(desk.Caller).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } draft)
            return (await published.OfAsync([request.Id], stop)).Count > 0 ? Refusal.Conflict(PublishedDrafts.Published) : Refusal.NotFound;
        var newest = await db.SavedTexts.SingleOrDefaultAsync(t => t.DraftId == draft.Id && t.Number == draft.Current, stop);
        var old = await db.SavedTexts.Where(t => t.DraftId == draft.Id && t.Number <= draft.Last + 1 - ProposalDraft.MostTexts && t.Number != draft.Current).ToListAsync(stop);
        var (me, from) = (desk.Caller.AccountId!.Value, request.From);
        var beside = from == draft.Current ? null : await db.SavedTexts.SingleOrDefaultAsync(t => t.DraftId == draft.Id && t.Number == request.Beside && t.Aside && t.By == me && t.From == from, stop);
        var text = new DraftText(request.Title ?? "", Plain.Lines(request.Body), request.PlaceId, request.OnBehalfOf, request.Category);
        return draft.Save(me, newest, from, text, request.ByItself, time.GetUtcNow(), beside).Map(saved =>
        {
            if (saved.Text == newest || saved.Text == beside) return new DraftSaved(saved.Text.Number, draft.Current, saved.Text.Aside, saved.Text.At);
            db.SavedTexts.Add(saved.Text);
            if (saved.Replaces is { } replaced) db.SavedTexts.Remove(replaced);
            db.SavedTexts.RemoveRange(old);
            return new DraftSaved(saved.Text.Number, draft.Current, saved.Text.Aside, saved.Text.At);
        });
    }
}
