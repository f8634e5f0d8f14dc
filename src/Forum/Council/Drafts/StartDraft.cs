using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Reception;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>Somebody keeps what they wrote of a proposal for later, for themselves alone.</summary>
[Requires(Right.TakePart), NotOfficial("a draft is private")]
public sealed record StartDraft(string? Title, string? Body, PlaceId? PlaceId = null, UnitId? OnBehalfOf = null, ConcernId? FromConcernId = null, string? Category = null) : ICommand<DraftStarted>
{
    public DraftText Text => new(Title ?? "", Plain.Lines(Body), PlaceId, OnBehalfOf, Category);
}

public sealed record DraftStarted(DraftId Id, int Revision, DateTimeOffset SavedAt);

public sealed class StartDraftHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<StartDraft, Outcome<DraftStarted>>
{
    public async Task<Outcome<DraftStarted>> Handle(StartDraft request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        if (request.FromConcernId is { } from && !await db.Concerns.Where(c => c.Id == from).VisibleTo(desk.Caller, db).AnyAsync(stop)) return Refusal.NotFound;
        var mine = await db.Drafts.CountAsync(d => d.AuthorId == me, stop);
        return ProposalDraft.Begin(ids.New<DraftId>(), desk.Caller.CommunityId, me, mine, request.Text, request.FromConcernId, time.GetUtcNow()).Map(begun =>
        {
            db.Drafts.Add(begun.Draft);
            db.SavedTexts.Add(begun.Text);
            return new DraftStarted(begun.Draft.Id, begun.Draft.Current, begun.Draft.SavedAt);
        });
    }
}

/// <summary>A browser sends line ends as two characters, a program as one: the same words are the same text.</summary>
public static class Plain
{
    public static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n");
}
