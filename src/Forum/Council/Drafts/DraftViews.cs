using Forum.Accounts;
using Forum.Council.Authors;
using Forum.Council.Versions;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>A draft that the caller writes: its newest text, or another saved one of it with the difference.</summary>
[SignedIn("one's own and those one writes along")]
public sealed record GetDraft(DraftId Id, int? Text = null) : IQuery<DraftView>;

/// <param name="Revision">The number of the newest text, from which the next is begun.</param>
/// <param name="Shown">The number of the text that is shown.</param>
/// <param name="Aside">Whether what is shown lies aside of the newest.</param>
/// <param name="Difference">From the newest text to the shown one; nothing where they are the same.</param>
public sealed record DraftView(
    DraftId Id, int Revision, DateTimeOffset SavedAt, string SavedBy, string Title, string Body, PlaceId? PlaceId, UnitId? OnBehalfOf, string? Category, ConcernId? FromConcernId,
    AccountId AuthorId, string Author, bool Mine, IReadOnlyList<CoAuthorView> CoAuthors, int Shown, bool Aside, string ShownBy, DateTimeOffset ShownAt, IReadOnlyList<DiffPiece>? Difference)
{
    /// <summary>The highest number given out to a text.</summary>
    public int Last { get; init; }

    /// <summary>Texts that were kept aside and whose writers have saved none since: what is in them may be in no other.</summary>
    public IReadOnlyList<SavedTextRow> LyingAside { get; init; } = [];
}

public sealed class GetDraftHandler(ForumDb db, Desk desk) : IRequestHandler<GetDraft, Outcome<DraftView>>
{
    public async Task<Outcome<DraftView>> Handle(GetDraft request, CancellationToken stop)
    {
        if (await db.Drafts.AsNoTracking().Include(d => d.CoAuthors).VisibleTo(desk.Caller).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } draft) return Refusal.NotFound;
        var newest = await db.SavedTexts.AsNoTracking().SingleAsync(t => t.DraftId == draft.Id && t.Number == draft.Current, stop);
        var shown = request.Text is null || request.Text == draft.Current ? newest : await db.SavedTexts.AsNoTracking().SingleOrDefaultAsync(t => t.DraftId == draft.Id && t.Number == request.Text, stop);
        if (shown is null) return Refusal.NotFound;
        var names = await db.NamesOfAsync([draft.AuthorId, newest.By, shown.By], stop);
        return new DraftView(
            draft.Id, draft.Current, newest.At, names[newest.By], shown.Title, shown.Body, shown.PlaceId, shown.OnBehalfOf, shown.Category, draft.FromConcernId, draft.AuthorId, names[draft.AuthorId],
            draft.AuthorId == desk.Caller.AccountId, draft.CoAuthors.Views(), shown.Number, shown.Aside, names[shown.By], shown.At,
            shown == newest ? null : Difference.Between($"{newest.Title}\n\n{newest.Body}", $"{shown.Title}\n\n{shown.Body}"))
        {
            Last = draft.Last, LyingAside = await db.SavedTexts.LyingAsideOf(draft.Id).RowsAsync(db, draft, stop),
        };
    }
}

/// <summary>The drafts that the caller writes, the last saved first, and the invitations that wait for an answer.</summary>
[SignedIn("one's own and those one writes along")]
public sealed record ListDrafts : IQuery<DraftList>;

public sealed record DraftList(IReadOnlyList<DraftRow> Items, string? Next, IReadOnlyList<DraftRow> Invitations);

public sealed record DraftRow(DraftId Id, string Title, string Author, bool Mine, DateTimeOffset SavedAt);

public sealed class ListDraftsHandler(ForumDb db, Desk desk) : IRequestHandler<ListDrafts, Outcome<DraftList>>
{
    public async Task<Outcome<DraftList>> Handle(ListDrafts request, CancellationToken stop) =>
        new DraftList(await RowsAsync(db.Drafts.VisibleTo(desk.Caller), stop), null, await RowsAsync(db.Drafts.AskingFor(desk.Caller), stop));

    private async Task<IReadOnlyList<DraftRow>> RowsAsync(IQueryable<ProposalDraft> drafts, CancellationToken stop)
    {
        var rows = await drafts.AsNoTracking().OrderByDescending(d => d.SavedAt).Take(200).Select(d => new { d.Id, d.Title, d.AuthorId, d.SavedAt }).ToListAsync(stop);
        var names = await db.NamesOfAsync(rows.Select(r => r.AuthorId), stop);
        return [.. rows.Select(r => new DraftRow(r.Id, r.Title, names[r.AuthorId], r.AuthorId == desk.Caller.AccountId, r.SavedAt))];
    }
}

/// <summary>The saved texts of a draft, newest first.</summary>
[SignedIn("one's own and those one writes along")]
public sealed record ListSavedTexts(DraftId Id) : IQuery<IReadOnlyList<SavedTextRow>>;

public sealed record SavedTextRow(int Number, string Title, string By, DateTimeOffset At, bool Aside, bool Newest, int Length);

public sealed class ListSavedTextsHandler(ForumDb db, Desk desk) : IRequestHandler<ListSavedTexts, Outcome<IReadOnlyList<SavedTextRow>>>
{
    public async Task<Outcome<IReadOnlyList<SavedTextRow>>> Handle(ListSavedTexts request, CancellationToken stop)
    {
        if (await db.Drafts.AsNoTracking().VisibleTo(desk.Caller).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } draft) return Refusal.NotFound;
        return await db.SavedTexts.Where(t => t.DraftId == draft.Id).RowsAsync(db, draft, stop);
    }
}

public static class SavedTextRows
{
    /// <summary>What was kept aside of a draft, where its writer has saved nothing since.</summary>
    public static IQueryable<SavedText> LyingAsideOf(this IQueryable<SavedText> texts, DraftId draft) =>
        texts.Where(t => t.DraftId == draft && t.Aside && !texts.Any(later => later.DraftId == draft && later.By == t.By && later.Number > t.Number));

    internal static async Task<List<SavedTextRow>> RowsAsync(this IQueryable<SavedText> texts, ForumDb db, ProposalDraft draft, CancellationToken stop)
    {
        var rows = await texts.AsNoTracking().OrderByDescending(t => t.Number).Select(t => new { t.Number, t.Title, t.By, t.At, t.Aside, t.Body.Length }).ToListAsync(stop);
        var names = await db.NamesOfAsync(rows.Select(r => r.By), stop);
        return [.. rows.Select(r => new SavedTextRow(r.Number, r.Title, names[r.By], r.At, r.Aside, r.Number == draft.Current, r.Length))];
    }
}

/// <summary>What somebody who is invited to a draft sees before they answer.</summary>
[SignedIn("whoever is invited")]
public sealed record GetDraftInvitation(DraftId Id) : IQuery<DraftRow>;

public sealed class GetDraftInvitationHandler(ForumDb db, Desk desk) : IRequestHandler<GetDraftInvitation, Outcome<DraftRow>>
{
    public async Task<Outcome<DraftRow>> Handle(GetDraftInvitation request, CancellationToken stop)
    {
        if (await db.Drafts.AsNoTracking().AskingFor(desk.Caller).SingleOrDefaultAsync(d => d.Id == request.Id, stop) is not { } draft) return Refusal.NotFound;
        return new DraftRow(draft.Id, draft.Title, (await db.NamesOfAsync([draft.AuthorId], stop))[draft.AuthorId], false, draft.SavedAt);
    }
}
