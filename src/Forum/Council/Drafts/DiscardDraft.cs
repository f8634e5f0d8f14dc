using Forum.Council.Spoken;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Drafts;

/// <summary>The author throws a draft away, with every text of it.</summary>
[SignedIn("the draft's author, which the draft itself knows"), NotOfficial("a draft is private")]
public sealed record DiscardDraft(DraftId Id) : ICommand<Done>;

public sealed class DiscardDraftHandler(ForumDb db, DraftEnd drafts) : IRequestHandler<DiscardDraft, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(DiscardDraft request, CancellationToken stop) =>
        (await drafts.FindAsync(request.Id, null, stop)).Map(draft => { db.Drafts.Remove(draft!); return default(Done); });
}

/// <summary>How a draft ends by its author, as they checked it: thrown away, or as a proposal that its co-authors write on.</summary>
public sealed class DraftEnd(ForumDb db, Desk desk, ICallers callers, IdSource ids)
{
    /// <summary>The draft, where the caller may end it; nothing where none is named.</summary>
    public async Task<Outcome<ProposalDraft?>> FindAsync(DraftId? id, int? revision, CancellationToken stop)
    {
        if (id is not { } draftId) return (ProposalDraft?)null;
        if (await db.Drafts.Include(d => d.CoAuthors).VisibleTo(desk.Caller).SingleOrDefaultAsync(d => d.Id == draftId, stop) is not { } draft) return Refusal.NotFound;
        return draft.BarsEnd(desk.Caller.AccountId!.Value, revision) is { } bar ? bar : draft;
    }

    /// <summary>The proposal takes the draft's co-authors over, but for those who meanwhile may not write there.</summary>
    public async Task TakeAsync(Proposal proposal, ProposalDraft? draft, string path, CancellationToken stop)
    {
        if (draft is null) return;
        List<AccountId> writing = [];
        foreach (var line in draft.CoAuthors.Where(c => c.Holds))
            if (await callers.FindAsync(line.AccountId, stop) is { } who && Pens.MayWrite(who, path)) writing.Add(line.AccountId);
        proposal.TakeOver(draft, writing, ids.New<CoAuthorId>);
        db.Drafts.Remove(draft);
    }
}
