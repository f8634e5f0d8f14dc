using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whether a discussion goes slowly now.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetSlowMode(ProposalId Proposal) : IQuery<SlowView>;

/// <param name="Minutes">So long between two comments of one person; nothing where it is not slow.</param>
public sealed record SlowView(ProposalId ProposalId, string ProposalTitle, int? Minutes, string? Reason, Byline? By, DateTimeOffset? Since, bool MaySet);

public sealed class GetSlowModeHandler(ForumDb db, Desk desk) : IRequestHandler<GetSlowMode, Outcome<SlowView>>
{
    public async Task<Outcome<SlowView>> Handle(GetSlowMode request, CancellationToken stop)
    {
        if (await ProposalVisibility.PlaceAsync(db, desk.Caller, request.Proposal, stop) is not { } place) return Refusal.NotFound;
        var title = await db.Proposals.Where(p => p.Id == request.Proposal).Select(p => p.Title).SingleAsync(stop);
        var slow = await db.LastSlowAsync(request.Proposal, stop) is { Ending: null } last ? last : null;
        return new SlowView(request.Proposal, title, slow?.Minutes, slow?.Reason, slow?.By, slow?.At, desk.Caller.May(Right.Moderate, place.Path) && await db.IsTalkedOfAsync(request.Proposal, stop) && await db.BarredAsync(request.Proposal, desk.Caller, stop) is null);
    }
}

/// <summary>The line above a discussion that goes slowly: one look, since every reader of the page asks.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetSlowNote(ProposalId Proposal) : IQuery<SlowNoteView>, IAlike
{
    public string Topic => $"proposals/{Proposal}";
}

public sealed record SlowNoteView(SlowNow? Now);

public sealed record SlowNow(int Minutes, string Reason, Byline By);

public sealed class GetSlowNoteHandler(ForumDb db, Desk desk) : IRequestHandler<GetSlowNote, Outcome<SlowNoteView>>
{
    public async Task<Outcome<SlowNoteView>> Handle(GetSlowNote request, CancellationToken stop)
    {
        var proposals = db.Proposals.IgnoreAutoIncludes().VisibleTo(desk.Caller, db);
        // The last is looked up, and only then asked whether it has ended: those before have.
        return new SlowNoteView(await db.SlowModes.AsNoTracking().Where(s => s.ProposalId == request.Proposal).OrderByDescending(s => s.Number).Take(1)
            .Where(s => s.Ending == null && proposals.Any(p => p.Id == s.ProposalId)).Select(s => new SlowNow(s.Minutes, s.Reason, s.By)).FirstOrDefaultAsync(stop));
    }
}
